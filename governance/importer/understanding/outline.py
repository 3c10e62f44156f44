"""Sorts the blocks of a RID by section, whatever their order, and its tables by what their columns say."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from governance.importer.source.document import Cell, Line, Place, Table
from governance.importer.understanding.apart import apart
from governance.importer.understanding.by_content import completed, doubted
from governance.importer.understanding.turning import turned
from governance.importer.words.columns import columns_of, kind_of
from governance.importer.words.headings import TITLES, bare_heading, heading_of, is_contents_entry
from governance.importer.words.money import scale_in
from governance.importer.words.references import modification_at
from secrel.core.values.texts import folded

FRONT = "front"
_INNER = {"acc_general", "acc_operational", "acc_testing", "acc_security"}
_AFTER_ACCEPTANCE = {
    "general": "acc_general",
    "operational": "acc_operational",
    "testing": "acc_testing",
    "security": "acc_security",
}


class Sheet(Struct):
    """A table whose columns are known. `columns`: keys in order, "" for one that is not."""

    kind: str
    columns: list[str]
    rows: list[tuple[Cell, ...]]
    place: Place
    title: str = ""
    scale: int = 1
    """What its figures are multiplied by: 1,000 where a heading says £k."""

    def cell(self, row: tuple[Cell, ...], *keys: str) -> Cell:
        """The cell of the first of these columns that the table has."""
        for key in keys:
            if key in self.columns:
                at = self.columns.index(key)
                return row[at] if at < len(row) else Cell()
        return Cell()


class Outline(Struct):
    """`sections`: the lines of each section by key; `headings`: where a section begins; `sheets`: the tables."""

    sections: dict[str, list[Line]] = field(default_factory=dict)
    headings: dict[str, Line] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    unknown: list[Table] = field(default_factory=list)
    within: list[str] = field(default_factory=list)
    """The sections in which the unknown tables stand."""

    def lines(self, *keys: str) -> list[Line]:
        return [line for key in keys for line in self.sections.get(key, ())]

    def has(self, *keys: str) -> bool:
        return any(key in self.headings for key in keys)

    def of(self, kind: str) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.kind == kind]


def outline(blocks: Sequence[Line | Table]) -> Outline:
    found = Outline()
    texts = [bare_heading(block.text).casefold() if isinstance(block, Line) else "" for block in blocks]
    key = FRONT
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            if sheets := sheets_of(block):
                found.sheets.extend(sheets)
            elif key in (FRONT, "about"):
                found.sections.setdefault(FRONT, []).extend(_cover(block))
            elif key != "contents":
                found.unknown.append(block)
                found.within.append(key)
            continue
        if is_contents_entry(block.text) or (key == "contents" and texts[at] in texts[at + 1 :]):
            continue
        heading = heading_of(_numbered(block), is_marked=block.heading > 0) if not _is_point(block) else None
        if (
            heading is None
            and key.startswith("acc")
            and not block.level
            and folded(block.text).strip(":") in _AFTER_ACCEPTANCE
        ):
            key = _AFTER_ACCEPTANCE[folded(block.text).strip(":")]
            found.headings.setdefault(key, block)
            continue
        if heading is None:
            if block.heading and block.heading <= 2 and key in ("contents",):
                key = FRONT
            found.sections.setdefault(key, []).append(block)
            continue
        if folded(block.text) in TITLES and heading.key in (
            "parties",
            "documents",
            "timeline",
            "history",
            "glossary",
            "dcc_costs",
        ):
            if heading.key not in found.headings and heading.key not in ("dcc_costs",):
                found.headings[heading.key] = block
            key = heading.key
            continue
        key = heading.key
        found.headings.setdefault(key, block)
    return found


def _cover(table: Table) -> Iterator[Line]:
    """The lines of a table that only places what stands on the cover, each cell once."""
    if table.title:
        yield Line(table.title, table.place)
    for row in table.rows:
        for at, cell in enumerate(row):
            if not any(cell == one for one in row[:at]):
                yield from cell.lines


def _is_point(line: Line) -> bool:
    return line.level > 0 and not line.number


def _numbered(line: Line) -> str:
    return f"{line.number}. {line.text}" if line.number else line.text


def sheets_of(table: Table) -> list[Sheet]:
    """A table with its columns known: their headings are the first row that names some. Where a reader joined two
    tables, the second begins at its own headings."""
    sheets: list[Sheet] = []
    head: tuple[Cell, ...] = ()
    doubts: set[int] = set()
    rows = apart(turned(table.rows))
    for at, row in enumerate(rows):
        if sheets and _repeats(row, head):
            continue
        columns, guessed = columns_of(cell.text for cell in row), set[int]()
        if not sheets:
            columns, guessed = _completed(row, columns, rows[at + 1 :], table.title)
        kind = kind_of(columns)
        if kind == "matrix" and "modification" not in columns:
            kind = ""
        if (
            kind
            and (not sheets or not guessed)
            and (not sheets or kind != sheets[-1].kind or len(set(columns) - {""}) == len(row))
        ):
            if sheets and sheets[-1].rows and _is_caption(sheets[-1].rows[-1]):
                sheets[-1].rows.pop()
            place, said = _place(row) or table.place, [table.title, *(cell.text for cell in row)]
            sheets.append(Sheet(kind, _without_doubles(columns), [], place, table.title, scale_in(said)))
            head, doubts = row, guessed
        elif sheets and any(cell.text.strip() for cell in row) and not _is_group(row):
            sheets[-1].rows += doubted([row], doubts)
        elif not sheets and at > 2:
            break
    return sheets


def _completed(
    row: tuple[Cell, ...], columns: list[str], below: Sequence[tuple[Cell, ...]], title: str
) -> tuple[list[str], set[int]]:
    """The keys of a row of headings; where they do not say which table it is, by the title and what stands below."""
    if any(modification_at(cell.text.strip()) and len(cell.text) > 40 for cell in row):
        return columns, set()
    if "summary" in columns and "" in columns and len(columns) == 2 and re.search(r"\bDCC\b", title):
        columns[columns.index("")] = "area"
    return completed(columns, row, below)


def _is_group(row: tuple[Cell, ...]) -> bool:
    """Whether one cell goes over the whole row, which names the rows below it."""
    return len(row) > 2 and len(row[0].text.strip()) > 3 and all(cell == row[0] for cell in row)


def _place(row: tuple[Cell, ...]) -> Place | None:
    return next((cell.lines[0].place for cell in row if cell.lines), None)


def _is_caption(row: tuple[Cell, ...]) -> bool:
    texts = {folded(cell.text) for cell in row if cell.text.strip()}
    return len(texts) == 1 and (texts <= TITLES or bool(heading_of(row[0].text)))


def _repeats(row: tuple[Cell, ...], head: tuple[Cell, ...]) -> bool:
    texts = [folded(cell.text) for cell in row]
    return texts == [folded(cell.text) for cell in head] or (
        len(set(filter(None, texts))) == 1 and texts[0] in TITLES
    )


def _without_doubles(columns: list[str]) -> list[str]:
    return ["" if key in columns[:at] else key for at, key in enumerate(columns)]


def paragraphs(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that are no points."""
    return (line for line in lines if not line.level)
