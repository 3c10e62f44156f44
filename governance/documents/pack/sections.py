"""The front of a pack: what changed, the agenda with the page of each document, and the actions carried."""

from collections.abc import Iterator

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
from governance.documents.pack.types import Pack, PackContent, PackDocument, PackItem


def starts(content: PackContent, front: int) -> dict[str, int]:
    """The first page of each document in the whole, by its key, behind `front` pages."""
    found, page = {}, front + 1
    for row in content.documents:
        found[row.key] = page
        page += row.pages
    return found


def chapters(pack: Pack, front: int = 1) -> list[Chapter]:
    """`front`: the number of pages of the front itself."""
    content = pack.content
    made: list[tuple[str, str, tuple[Block, ...]]] = []
    if pack.issue.changes:
        made.append(("changes", "What changed", tuple(_changes(pack))))
    made.append(("agenda", "Agenda", tuple(_agenda(content, starts(content, front)))))
    if content.documents:
        made.append(("documents", "Documents", (_documents(content, starts(content, front)),)))
    if content.actions:
        made.append(("actions", "Actions carried to this meeting", (_actions(content),)))
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
        if row.documents:
            lines = [f"{document_title(named[key])}, page {pages[key]}" for key in row.documents]
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
