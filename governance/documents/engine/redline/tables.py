"""Two tables as one: columns and rows that came or went, and what changed in the cells of those that stayed."""

from collections.abc import Sequence
from dataclasses import replace

from governance.documents.engine.blocks import (
    DELETED,
    INSERTED,
    Run,
    Table,
    TableCell,
    TableRow,
    texts_of,
)
from governance.documents.engine.redline.items import marked_items
from governance.documents.engine.redline.pairing import paired
from governance.documents.engine.redline.whole import cell_runs, whole_cell, whole_row
from governance.documents.engine.redline.words import marked_runs

Columns = Sequence[tuple[int | None, int | None]]
"""The place of each column in the older and in the newer table."""
EMPTY = TableCell()


def marked_table(old: Table, new: Table) -> Table:
    """The newer table with the marks of the older one; the newer one itself if nothing differs."""
    columns = _columns(old, new)
    marks = tuple(_mark(*column) for column in columns)
    rows = tuple(_row(before, after, columns) for before, after in _rows(old, new))
    title = marked_runs((Run(old.caption),), (Run(new.caption),))
    foot = _row(old.foot, new.foot, columns) if old.foot or new.foot else None
    heads = tuple(_cell(_at(_heads(old), before), _at(_heads(new), after)) for before, after in columns)
    is_titled, is_headed = _has_marks(title), any(_has_marks(cell.runs) for cell in heads)
    if rows == new.rows and foot == new.foot and not is_titled and not is_headed:
        return new
    names = (after if before is None else old.columns[before] for before, after in columns)
    return replace(
        new,
        columns=tuple(
            new.columns[after] if after is not None else str(name)
            for (_, after), name in zip(columns, names, strict=True)
        ),
        rows=rows,
        foot=foot,
        title=title if is_titled else (),
        heads=heads if is_headed else (),
        column_marks=marks if any(marks) else (),
    )


def _columns(old: Table, new: Table) -> Columns:
    """Columns with the same name; others if most of what they hold is the same."""
    if old.columns == new.columns:
        return [(place, place) for place in range(len(new.columns))]
    pairs = paired(
        [(old, place) for place in range(len(old.columns))],
        [(new, place) for place in range(len(new.columns))],
        lambda column: column[0].columns[column[1]],
        lambda column: " ".join(_said(column[0], column[1])),
        # the column of the rows' names stays the first
        lambda before, after: (before[1] == 0) == (after[1] == 0),
    )
    return [(before and before[1], after and after[1]) for before, after in pairs]


def _said(table: Table, place: int) -> list[str]:
    cells = [row.cells[place] for row in table.rows if place < len(row.cells)]
    return [table.columns[place], *(text for cell in cells for text in texts_of(cell))]


def _rows(old: Table, new: Table) -> list[tuple[TableRow | None, TableRow | None]]:
    """Rows with the same key or the same first cell, then those with like texts and no keys that differ."""
    pairs = paired(
        old.rows,
        new.rows,
        lambda row: row.key or (row.cells[0].text if row.cells else ""),
        lambda row: " ".join(text for cell in row.cells for text in texts_of(cell)),
        lambda before, after: not (before.key and after.key),
    )
    return list(pairs)


def _row(old: TableRow | None, new: TableRow | None, columns: Columns) -> TableRow:
    """A row over all columns of both tables."""
    if old is None or new is None:
        one, mark = (new, INSERTED) if new is not None else (old, DELETED)
        assert one is not None  # noqa: S101 - for mypy: one of the two is there
        places = [after if new is not None else before for before, after in columns]
        return whole_row(replace(one, cells=tuple(_at(one.cells, place) or EMPTY for place in places)), mark)
    cells = tuple(_cell(_at(old.cells, before), _at(new.cells, after)) for before, after in columns)
    return replace(new, cells=cells)


def _cell(old: TableCell | None, new: TableCell | None) -> TableCell:
    if new is None:
        return whole_cell(old or EMPTY, DELETED)
    if old is None:
        return whole_cell(new, INSERTED)
    runs = marked_runs(cell_runs(old), cell_runs(new))
    bullets = marked_items(old.bullets, new.bullets)
    if not _has_marks(runs):
        runs = ()
    return new if not runs and bullets == new.bullets else replace(new, runs=runs, bullets=bullets)


def _heads(table: Table) -> tuple[TableCell, ...]:
    return tuple(TableCell(name) for name in table.columns)


def _at(cells: Sequence[TableCell], place: int | None) -> TableCell | None:
    return cells[place] if place is not None and place < len(cells) else None


def _mark(before: int | None, after: int | None) -> str:
    return INSERTED if before is None else DELETED if after is None else ""


def _has_marks(runs: Sequence[Run]) -> bool:
    return any(run.mark for run in runs)
