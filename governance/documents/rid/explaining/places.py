"""Where each value of a content is printed: the blocks of a section with the path of each value in them.

The blocks themselves know no paths; what they print follows from the content, so that the path follows from the place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from governance.documents.engine.blocks import Block, Chapter, Heading, Listing, Paragraph, Table, TableCell
from governance.documents.rid.explaining.leaves import Leaf, Path
from governance.documents.rid.explaining.tables import columns_of, rows_of
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.types.rid import Issue, Rid, RidContent

Found = Mapping[Path, Leaf]


@dataclass(frozen=True)
class Piece:
    """A printed text, tick or cell with the paths of its values; `row`: the path of all values of its row or item."""

    text: str = ""
    paths: tuple[Path, ...] = ()
    row: Path = ()
    tick: bool | None = None
    numeric: bool = False
    italic: bool = False
    inner: "tuple[Piece, ...]" = ()


@dataclass(frozen=True)
class Placed:
    """A block: heading, paragraph, listing or table, its pieces row by row."""

    kind: str
    rows: tuple[tuple[Piece, ...], ...] = ()
    text: str = ""
    columns: tuple[str, ...] = ()
    foot: tuple[Piece, ...] = ()
    numbered: bool = False
    shape: str = ""
    """Of a table, as in the document."""


@dataclass
class _Reader:
    """What was read of a section so far: the last heading, and which texts are taken."""

    content: RidContent
    found: Found
    section: str
    issue: Issue
    heading: str = ""
    is_first: bool = True
    """Whether nothing was read since the heading: the sentence that says what is stated comes first."""
    by_text: dict[str, list[Path]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, leaf in self.found.items():
            if isinstance(leaf.value, str) and len(path) > 1 and leaf.listed is not None:
                self.by_text.setdefault(leaf.value, []).append(path)

    def of_text(self, text: str) -> tuple[Path, ...]:
        """The text of a list that is printed as it stands, each once in order."""
        paths = self.by_text.get(text, [])
        return (paths.pop(0) if len(paths) > 1 else paths[0],) if paths else ()

    def kept(self, *paths: Path) -> tuple[Path, ...]:
        return tuple(path for path in paths if path in self.found)


def placed(chapter: Chapter, rid: Rid, found: Found) -> list[Placed]:
    """The blocks of a section with paths; pictures are left out, as a table has what they show."""
    reader = _Reader(rid.content, found, chapter.key, rid.issue)
    return [made for block in chapter.blocks if (made := _block(block, reader))]


def _block(block: Block, reader: _Reader) -> Placed | None:
    if isinstance(block, Heading):
        reader.heading, reader.is_first = block.text, True
        return Placed("heading", text=block.text)
    is_first, reader.is_first = reader.is_first, False
    if isinstance(block, Paragraph):
        text = "".join(run.text for run in block.runs)
        return Placed("paragraph", ((Piece(text, _of_paragraph(text, is_first, reader)),),))
    if isinstance(block, Listing):
        rows = tuple(tuple(_item(item, place, reader)) for place, item in enumerate(block.items))
        return Placed("listing", rows, numbered=block.numbered)
    if isinstance(block, Table):
        return _table(block, reader)
    return None


def _of_paragraph(text: str, is_first: bool, reader: _Reader) -> tuple[Path, ...]:
    """The values that a sentence is about: a text of a list, or facts whose sentence stands under this heading."""
    if paths := reader.of_text(text):
        return paths
    kept, heading = reader.kept, reader.heading
    stated: Mapping[tuple[str, str], tuple[Path, ...]] = {
        ("scope", "DCC Change Requests"): (("scope", "change_requests_state"), ("states", "change_requests")),
        ("scope", "Approved Modification Proposals"): (("states", "scope"),),
        ("impacts", "SEC Party and DCC impacts"): (("states", "participants"),),
        ("impacts", "SEC document impacts"): (("impacts", "documents_state"), ("states", "documents")),
        ("impacts", "Other Code impacts"): (("impacts", "other_codes_state"), ("states", "other_codes")),
        ("timeline", ""): (("states", "timeline"),),
        ("testing", ""): (("states", "testing"),),
        ("acceptance", ""): (("states", "acceptance"),),
    }
    if reader.section == "costs" and heading:
        return _of_costs(text, is_first, reader)
    if reader.section == "acceptance" and heading:
        category = heading.partition(" ")[0].lower()
        return kept(
            *(
                path
                for path in reader.found
                if path[:2] == ("acceptance", "criteria")
                and path[2].startswith(f"{category}-")
                and path[-1] == "reviewer"
            )
        )[:1]
    if is_first:
        return kept(*stated.get((reader.section, heading), ()))[:1]
    further = {"impacts": ("impacts", "documents_provisional"), "timeline": ("release", "go_live_window")}
    is_further = reader.section == "timeline" or text == wording_of(reader.issue).DOCUMENTS_PROVISIONAL
    return kept(further[reader.section]) if is_further and reader.section in further else ()


def _of_costs(text: str, is_first: bool, reader: _Reader) -> tuple[Path, ...]:
    if reader.heading == "SECAS costs":
        return (
            ()
            if not is_first
            else reader.kept(
                *(
                    ("costs", "secas_implementation"),
                    ("costs", "secas_project_management"),
                    ("states", "secas"),
                )
            )
        )
    yearly = [path for path in reader.found if path[:2] == ("costs", "yearly")]
    for path in yearly:
        if reader.found[path].value["text"] in text:
            return (path,)
    if "perational" in text:
        return reader.kept(("costs", "operational"))
    sources = [
        path
        for path, leaf in reader.found.items()
        if path[0] == "costs"
        and isinstance(leaf.value, dict)
        and any(leaf.value.get(name) and leaf.value[name] in text for name in ("source", "reason"))
    ]
    if sources:
        return tuple(sources[:1])
    return reader.kept(("costs", "dcc_total"))[:1] if is_first else ()


def _item(item: object, place: int, reader: _Reader) -> Iterator[Piece]:
    """A bullet: its text in one or two pieces, then nested ones."""
    runs, key, sub = item.runs, item.key, item.sub  # type: ignore[attr-defined]
    kept = reader.kept
    if reader.section == "scope":
        is_beside = reader.heading == "DCC Change Requests"
        row = ("scope", "change_requests", key) if is_beside else ("scope", key)
        yield Piece(runs[0].text, kept((*row, "title")), row)
        yield Piece("".join(run.text for run in runs[1:2]), kept((*row, "summary"), (*row, "part"))[:1], row)
        yield from (Piece(run.text, kept((*row, "cut_off")), row) for run in runs[2:])
        options = ((text, (*row, "options", str(number))) for number, text in enumerate(sub, start=1))
        nested = tuple(Piece(text, kept(path), row) for text, path in options)
        if nested:
            yield Piece(row=row, inner=nested)
        return
    text = "".join(run.text for run in runs)
    if reader.section == "acceptance":
        category, number = key.rsplit("-", 1)
        path = ("acceptance", category, number)
        yield Piece(text, kept(path), path)
    elif reader.section == "impacts" and reader.heading == "SEC document impacts":
        listed = [row.document for row in reader.content.impacts.documents if row.listed is not False]
        row = ("impacts", "documents", listed[place])
        yield Piece(text, kept((*row, "title")) or ((*row, "modifications"),), row)
    else:
        paths = reader.of_text(text)
        yield Piece(text, paths, paths[0] if paths else ())


def _table(table: Table, reader: _Reader) -> Placed:
    columns = columns_of(table, reader.content)
    paths: Sequence[Path] = rows_of(table, reader.content)
    rows = tuple(
        tuple(_cells(row.cells, path, columns, reader)) for row, path in zip(table.rows, paths, strict=True)
    )
    foot: tuple[Piece, ...] = ()
    if table.foot:
        foot = tuple(_cells(table.foot.cells, ("costs", "total"), columns, reader))
    return Placed("table", rows, text=table.caption, columns=table.columns, foot=foot, shape=table.shape)


def _cells(
    cells: Sequence[TableCell], row: Path, columns: Sequence[Callable[[Path], Path]], reader: _Reader
) -> Iterator[Piece]:
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if cell.bullets:
            yield Piece(row=row, inner=tuple(_points(cell, row, reader)))
            continue
        path = column(row)
        is_value = row and place > 0 and (cell.text or cell.tick is not None)
        yield Piece(cell.text, (path,) if is_value else (), row, cell.tick, cell.numeric, cell.italic)


def _points(cell: TableCell, row: Path, reader: _Reader) -> Iterator[Piece]:
    """The points of a summary and what is nested in them. “No further impacts” stands for an empty list."""
    for number, item in enumerate(cell.bullets, start=1):
        path = (*row, "points", str(number))
        text = "".join(run.text for run in item.runs)
        yield Piece(text, reader.kept((*path, "text")), path)
        for place, nested in enumerate(item.sub, start=1):
            yield Piece(nested, reader.kept((*path, "sub", str(place))), path)
