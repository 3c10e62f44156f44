"""The front of a pack: what changed, the agenda with the page of each document, and the actions carried."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
)
from governance.documents.engine.text import long_date
from governance.documents.pack.summary import summary_blocks
from governance.documents.pack.types import Pack, PackContent, PackDocument, PackItem

IN_ONE_LOOK = "In one look"


@dataclass(frozen=True)
class Pages:
    """How many pages the front has, and the summary of each item by its number (one, unless they are counted)."""

    front: int = 1
    summaries: Mapping[str, int] = field(default_factory=dict)

    def of_summary(self, row: PackItem) -> int:
        return self.summaries.get(row.number, 1) if row.summary else 0


def starts(content: PackContent, pages: Pages) -> dict[str, int]:
    """The first page in the whole of each document, by its key, and of each summary, by `summary_key`."""
    named, found, page = {row.key: row for row in content.documents}, {}, pages.front + 1
    for row in content.items:
        if row.summary:
            found[summary_key(row)] = page
            page += pages.of_summary(row)
        for key in row.documents:
            if key not in found:
                found[key] = page
                page += named[key].pages
    return found


def summary_key(row: PackItem) -> str:
    return f"summary/{row.number}"


def chapters(pack: Pack, pages: Pages | None = None, *, summaries: bool = True) -> list[Chapter]:
    """`summaries`: whether the front ends with those of the items; in the joined PDF each begins its item's part."""
    content, begin = pack.content, starts(pack.content, pages or Pages())
    made: list[tuple[str, str, tuple[Block, ...]]] = []
    if pack.issue.changes:
        made.append(("changes", "What changed", tuple(_changes(pack))))
    made.append(("agenda", "Agenda", tuple(_agenda(content, begin))))
    if content.documents:
        made.append(("documents", "Documents", (_documents(content, begin),)))
    if content.actions:
        made.append(("actions", "Actions carried to this meeting", (_actions(content),)))
    if summaries:
        made += [
            (
                f"item-{row.number}",
                f"In one look: {item_heading(row)}",
                tuple(summary_blocks(row.asked, row.summary)),
            )
            for row in content.items
            if row.summary
        ]
    return [Chapter(key, f"{number}.", title, blocks) for number, (key, title, blocks) in enumerate(made, 1)]


def item_heading(row: PackItem) -> str:
    return f"Item {row.number}: {row.title}" if row.number else row.title


def document_title(row: PackDocument) -> str:
    """The name of a document with its reference: SECP_76_1701_23: June 2020 RID 1.1."""
    return f"{row.reference}: {row.title}" if row.reference and row.reference not in row.title else row.title


def _changes(pack: Pack) -> Iterator[Block]:
    yield paragraph(f"This pack replaces version {pack.issue.version - 1}. Since then:")
    yield Listing(tuple(map(bullet, pack.issue.changes)))


def _agenda(content: PackContent, pages: dict[str, int]) -> Iterator[Block]:
    if not content.items:
        yield paragraph("Nothing is on the agenda.")
        return
    named = {row.key: row for row in content.documents}
    for row in content.items:
        yield heading(item_heading(row))
        if row.asked:
            yield paragraph(row.asked)
        lines = [f"{document_title(named[key])}, page {pages[key]}" for key in row.documents]
        if row.summary:
            lines.insert(0, f"{IN_ONE_LOOK}, page {pages[summary_key(row)]}")
        if lines:
            yield Listing(tuple(map(bullet, lines)))


def _documents(content: PackContent, pages: dict[str, int]) -> Table:
    rows = []
    for row in content.documents:
        first = pages[row.key]
        last = first + row.pages - 1
        where = str(first) if first == last else f"{first} to {last}"
        cells = [
            TableCell(document_title(row)),
            TableCell(row.version),
            TableCell(row.classification.capitalize()),
        ]
        rows.append(TableRow((*cells, TableCell(where)), key=row.key))
    return Table(
        "Documents in this pack", ("Document", "Version", "Class", "Pages"), tuple(rows), shape="pack"
    )


def _actions(content: PackContent) -> Table:
    rows = tuple(
        TableRow(
            (
                TableCell(row.number),
                TableCell(f"{row.what} (from the {row.began})"),
                TableCell(row.owner),
                TableCell(long_date(row.due)),
            ),
            key=row.number,
        )
        for row in content.actions
    )
    return Table("Open actions", ("Action", "What", "Owner", "Due"), rows, shape="actions")
