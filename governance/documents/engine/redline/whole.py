"""Blocks, items and rows that were inserted or deleted whole: everything in them is marked."""

from collections.abc import Iterable
from dataclasses import replace

from governance.documents.engine.blocks import (
    Block,
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
from governance.documents.engine.redline.words import all_marked


def whole_block(block: Block, mark: str) -> Block:
    if isinstance(block, Heading):
        return replace(block, runs=all_marked((Run(block.text),), mark), mark=mark)
    if isinstance(block, Paragraph):
        return replace(block, runs=all_marked(block.runs, mark), mark=mark)
    if isinstance(block, Listing):
        return replace(block, items=whole_items(block.items, mark))
    if isinstance(block, Table):
        return replace(
            block,
            title=all_marked((Run(block.caption),), mark),
            heads=tuple(whole_cell(TableCell(name), mark) for name in block.columns),
            rows=tuple(whole_row(row, mark) for row in block.rows),
            foot=whole_row(block.foot, mark) if block.foot else None,
            mark=mark,
        )
    return MarkedFigure(block, mark)


def whole_items(items: Iterable[ListItem], mark: str) -> tuple[ListItem, ...]:
    return tuple(
        replace(
            item,
            runs=all_marked(item.runs, mark),
            points=whole_items((ListItem((Run(text),)) for text in item.sub), mark),
            mark=mark,
        )
        for item in items
    )


def whole_row(row: TableRow, mark: str) -> TableRow:
    return replace(row, cells=tuple(whole_cell(cell, mark) for cell in row.cells), mark=mark)


def whole_cell(cell: TableCell, mark: str) -> TableCell:
    return replace(cell, runs=all_marked(cell_runs(cell), mark), bullets=whole_items(cell.bullets, mark))


def cell_runs(cell: TableCell) -> tuple[Run, ...]:
    """What a cell prints beside its bullets; a tick is a word."""
    text = "Yes" if cell.tick else cell.text
    return (Run(text, cell.href, cell.italic),) if text else ()
