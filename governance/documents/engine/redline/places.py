"""The ids of what changed in a redline, in the order of the document: c1, c2, … A link leads to each."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Heading,
    Listing,
    ListItem,
    MarkedFigure,
    Paragraph,
    Run,
    Table,
    TableCell,
    TableRow,
)


def is_marked(block: Block) -> bool:
    """Whether anything in a block was inserted or deleted."""
    if isinstance(block, Paragraph):
        return _any(block.runs)
    if isinstance(block, Heading):
        return bool(block.runs)
    if isinstance(block, Listing):
        return any(map(item_is_marked, block.items))
    if isinstance(block, Table):
        rows = [*block.rows, *([block.foot] if block.foot else [])]
        return bool(block.title or block.heads) or any(map(row_is_marked, rows))
    return isinstance(block, MarkedFigure)


def item_is_marked(item: ListItem) -> bool:
    return bool(item.mark) or _any(item.runs) or any(map(item_is_marked, item.points))


def row_is_marked(row: TableRow) -> bool:
    return bool(row.mark) or any(map(cell_is_marked, row.cells))


def cell_is_marked(cell: TableCell) -> bool:
    return bool(cell.runs) or any(map(item_is_marked, cell.bullets))


def chapter_is_marked(chapter: Chapter) -> bool:
    return bool(chapter.runs) or any(map(is_marked, chapter.blocks))


def with_places(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Each marked paragraph, heading, item, row and picture with its id. Of a table that came or went: the table."""
    numbers = count(1)

    def name() -> str:
        return f"c{next(numbers)}"

    def named(block: Block) -> Block:
        if not is_marked(block):
            return block
        if isinstance(block, Listing):
            return replace(block, items=_items(block.items))
        if isinstance(block, Table) and not block.mark:
            place = name() if block.title or block.heads else ""
            foot = (
                replace(block.foot, place=name()) if block.foot and row_is_marked(block.foot) else block.foot
            )
            return replace(block, place=place, rows=_rows(block.rows), foot=foot)
        if isinstance(block, Heading | Paragraph | Table | MarkedFigure):
            return replace(block, place=name())
        return block

    def _items(items: Sequence[ListItem]) -> tuple[ListItem, ...]:
        return tuple(replace(item, place=name()) if item_is_marked(item) else item for item in items)

    def _rows(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
        return tuple(replace(row, place=name()) if row_is_marked(row) else row for row in rows)

    return tuple(replace(chapter, blocks=tuple(map(named, chapter.blocks))) for chapter in chapters)


def _any(runs: Iterable[Run]) -> bool:
    return any(run.mark for run in runs)
