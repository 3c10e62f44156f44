"""Leaving out of a sheet what cannot be saved, so that the rest can be previewed."""

from itertools import takewhile

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.drawing import errors_of, lines_of
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow


def set_aside(sheet_input: SheetInput) -> list[str]:
    """Give refused cells their stored text, or none in a new row. Leave out new rows that cannot be without it. A guess
    of a paste counts as confirmed. Returns a sentence for each refused cell."""
    sheet_input.guesses = {}
    if sheet_input.check():
        return []
    sentences = [f"{label}: {error}" for _, label, error in errors_of(sheet_input, lines_of(sheet_input))]
    rows, columns = {row.key: row for row in sheet_input.rows}, {c.name: c for c in sheet_input.sheet.columns}
    for key, name in sheet_input.errors:
        if name not in columns:
            sheet_input.places.pop(key, None)
            continue
        rows[key].cells[name] = sheet_input.was.get(key, {}).get(name, "")
        if key not in sheet_input.was and not _is_readable(columns[name], rows[key].cells[name]):
            sheet_input.removed |= {key, *(row.key for row in _below(sheet_input, rows[key]))}
    sheet_input.errors = {}
    return sentences


def _is_readable(column: Column, text: str) -> bool:
    try:
        column.clean(text)
    except ValueError:
        return False
    return True


def _below(sheet_input: SheetInput, row: SheetRow) -> list[SheetRow]:
    """The sub-points of a row, in a sheet that has them."""
    mark = sheet_input.sheet.points[1]
    if not mark or row.cells.get(mark):
        return []
    after = sheet_input.rows[sheet_input.rows.index(row) + 1 :]
    return list(takewhile(lambda other: other.cells.get(mark), after))
