"""The rows and the cell of a sheet that a finding is about."""

from dataclasses import replace

from secrel.core.editing.pointing.finding import Pointed, plain
from secrel.core.editing.sheets.drawing import SheetCell, SheetLine
from secrel.core.editing.sheets.sheet import Sheet

SHORTEST = 6
"""Characters of a name that is looked for in the finding's sentence; shorter ones may be there by chance."""


def pointed_lines(pointed: Pointed, sheet: Sheet, lines: list[SheetLine]) -> list[SheetLine]:
    """The lines, those that the finding is about marked, with the cursor in the cell to correct.

    Where something is missing, the cursor is in the first empty row.
    """
    found, names = _found(pointed, sheet, lines), pointed.names
    renamed = {plain(new) for old, new in sheet.in_documents.items() if old in names}
    at = next(
        (
            n
            for n, column in enumerate(sheet.columns)
            if {column.name, plain(column.label)} & (names | renamed)
        ),
        None,
    )
    missing = [line for line in lines if line.is_new][:1]
    shown = found or (lines[:1] if at is not None else missing)
    marked = {line.row.key for line in found}
    return [
        replace(
            line,
            is_pointed=line.row.key in marked,
            cells=_with_cursor(line.cells, at) if shown and line is shown[0] else line.cells,
        )
        for line in lines
    ]


def _found(pointed: Pointed, sheet: Sheet, lines: list[SheetLine]) -> list[SheetLine]:
    """By name, by number, by the sentence, then the first of the kind that is meant."""
    stored, names = [line for line in lines if not line.is_new], pointed.names
    if named := [line for line in stored if _names(line, sheet) & names]:
        return named
    if pointed.number is not None and pointed.number < len(stored):
        return [stored[pointed.number]]
    said = pointed.sentence.casefold()
    if told := [
        line for line in stored if any(len(name) >= SHORTEST and name in said for name in _names(line, sheet))
    ]:
        return told
    return [
        line
        for line in stored
        if any(cell.column.kind == "choice" and plain(cell.value) in names for cell in line.cells)
    ][:1]


def _names(line: SheetLine, sheet: Sheet) -> set[str]:
    naming = [cell.value for cell in line.cells if cell.column.name == sheet.naming]
    return set(map(plain, (line.row.head, *line.row.also, *naming))) - {""}


def _with_cursor(cells: list[SheetCell], at: int | None) -> list[SheetCell]:
    """In the column, or else in the first cell that can be edited."""
    if at is None or cells[at].locked:
        at = next((n for n, cell in enumerate(cells) if not cell.locked), None)
    return [cell._replace(is_pointed=True) if n == at else cell for n, cell in enumerate(cells)]
