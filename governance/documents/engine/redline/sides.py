"""One side of a redline: the older document with what was deleted from it marked, or the newer with what came in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from governance.documents.engine.blocks import (
    DELETED,
    INSERTED,
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

TICKED = "Yes"
OLD, NEW = INSERTED, DELETED
"""A side is named by the mark that it does not show."""


def side_of(chapters: Iterable[Chapter], hidden: str) -> tuple[Chapter, ...]:
    return tuple(
        replace(
            chapter,
            blocks=tuple(side_blocks(chapter.blocks, hidden)),
            number="" if chapter.runs else chapter.number,
            title=_text(chapter.runs, hidden) if chapter.runs else chapter.title,
            runs=_shown(chapter.runs, hidden),
        )
        for chapter in chapters
        if chapter.mark != hidden
    )


def side_blocks(blocks: Iterable[Block], hidden: str) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading) and block.runs and block.mark != hidden:
            yield replace(block, text=_text(block.runs, hidden), runs=_shown(block.runs, hidden))
        elif isinstance(block, Paragraph) and block.mark != hidden:
            yield replace(block, runs=_shown(block.runs, hidden))
        elif isinstance(block, Listing):
            if items := _items(block.items, hidden):
                yield replace(block, items=items)
        elif isinstance(block, Table) and block.mark != hidden:
            yield _table(block, hidden)
        elif isinstance(block, Heading | MarkedFigure) and block.mark == hidden:
            continue
        elif not isinstance(block, Paragraph | Table):
            yield block


def _items(items: Iterable[ListItem], hidden: str) -> tuple[ListItem, ...]:
    made = []
    for item in items:
        if item.mark == hidden:
            continue
        points = _items(item.points, hidden)
        sub = tuple("".join(run.text for run in point.runs) for point in points) if item.points else item.sub
        made.append(replace(item, runs=_shown(item.runs, hidden), points=points, sub=sub))
    return tuple(made)


def _table(table: Table, hidden: str) -> Table:
    kept = [place for place, mark in enumerate(table.column_marks) if mark != hidden]
    if not table.column_marks:
        kept = list(range(len(table.columns)))
    heads = tuple(_cell(table.heads[place], hidden) for place in kept) if table.heads else ()
    return replace(
        table,
        caption=_text(table.title, hidden) if table.title else table.caption,
        title=_shown(table.title, hidden),
        columns=tuple(head.text for head in heads) if heads else table.columns,
        heads=heads,
        column_marks=tuple(table.column_marks[place] for place in kept) if table.column_marks else (),
        rows=tuple(_row(row, kept, hidden) for row in table.rows if row.mark != hidden),
        foot=_row(table.foot, kept, hidden) if table.foot and table.foot.mark != hidden else None,
    )


def _row(row: TableRow, kept: Iterable[int], hidden: str) -> TableRow:
    if row.left_out:
        return row
    return replace(row, cells=tuple(_cell(row.cells[place], hidden) for place in kept))


def _cell(cell: TableCell, hidden: str) -> TableCell:
    bullets = _items(cell.bullets, hidden)
    if not cell.runs:
        return replace(cell, bullets=bullets)
    shown, text = _shown(cell.runs, hidden), _text(cell.runs, hidden)
    if cell.tick is not None and text in ("", TICKED):
        return replace(cell, tick=bool(text), runs=shown, bullets=bullets)
    return replace(cell, tick=None, text=text, runs=shown, bullets=bullets)


def _shown(runs: Iterable[Run], hidden: str) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.mark != hidden)


def _text(runs: Iterable[Run], hidden: str) -> str:
    return "".join(run.text for run in _shown(runs, hidden))
