"""A block pasted from a spreadsheet, put into a sheet for its owner to look at before it is saved."""

import csv
import io
from itertools import count

from secrel.core.sheets.columns import Column
from secrel.core.sheets.sheet import MOST_ROWS, Row, Sheet, Typed


def paste(typed: Typed, text: str, at_row: str = "", at_column: str = "") -> list[str]:
    """Fill cells from a block of tab-separated text, from a cell on or by its own heading row.

    Returns sentences: what was understood, and what was not. Nothing is saved by it.
    """
    try:
        block = [row for row in csv.reader(io.StringIO(text.strip("\n\r")), delimiter="\t") if any(row)]
    except csv.Error:
        return ["Not understood: the block is no table. Copy the cells again, fewer at a time."]
    if not block:
        return ["Nothing was pasted: copy cells in the spreadsheet first."]
    columns, lines, unknown = _columns(typed, block, at_column)
    said = [f"Not understood: the column “{name}”." for name in unknown]
    heads = {row.head.casefold(): row for row in typed.rows if row.head}
    naming = _naming(typed.sheet)
    by_name = not typed.sheet.head and naming in columns and len(lines) < len(block)  # by its heading row
    kept = [row for row in typed.rows if row.key not in typed.removed]
    named = [row for row in kept if by_name and row.cells.get(naming.name)]
    called = {row.cells[naming.name].casefold(): row for row in named}
    rows = list(typed.rows)
    place = next((n for n, row in enumerate(rows) if row.key == at_row), 0 if heads else len(rows))
    fresh = (f"new-{n}" for n in count(len(rows) + 1) if f"new-{n}" not in typed.was)
    filled = 0
    for line in lines:
        if None in columns:
            row = _named(heads, line)
        elif by_name:
            row = called.get(_text(line, columns.index(naming)).casefold())
        else:
            row = rows[place] if place < len(rows) else None
            place += 1
        if row is None and typed.sheet.add and len(rows) < MOST_ROWS:
            row = Row(next(fresh), typed.sheet.blank())
            rows.append(row)
        if row is None:
            said.append(f"Not understood: the row “{line[0][:60]}”.")
            continue
        filled += _fill(row, columns, line)
    typed.rows = rows
    known = ", ".join(column.label for column in columns if isinstance(column, Column))
    cells = "1 cell" if filled == 1 else f"{filled} cells"
    return [f"Understood: {cells} in {known}. Look at them, then save.", *said]


def _naming(sheet: Sheet) -> Column:
    """The column by which people call a row."""
    return next((column for column in sheet.columns if column.name == sheet.named_by), sheet.columns[0])


def _text(line: list[str], place: int) -> str:
    return " ".join(line[place].split()) if place < len(line) else ""


def _columns(typed: Typed, block: list[list[str]], at: str) -> tuple[list, list[list[str]], list[str]]:
    """What each column of the block is: a Column, None for the row's name, "" for what is not known."""
    own = list(typed.sheet.columns)
    names = {name.casefold(): column for column in own for name in (column.label, column.name)}
    first = [name.strip().casefold() for name in block[0]]
    if sum(name in names for name in first) >= max(1, len(first) - 2) and any(
        name in names for name in first
    ):
        found = [names.get(name, None if n == 0 and typed.sheet.head else "") for n, name in enumerate(first)]
        return found, block[1:], [block[0][n] for n, known in enumerate(found) if known == ""]
    width = max(map(len, block))
    start = next((n for n, column in enumerate(own) if column.name == at), 0)
    typeable = [column for column in own[start:] if not column.shown]
    own = typeable if width <= len(typeable) + bool(typed.sheet.head and not at) else own[start:]
    if typed.sheet.head and not at:
        return [None, *own][:width], block, []
    found = own[:width]
    return found + [""] * (width - len(found)), block, []


def _named(heads: dict[str, Row], line: list[str]) -> Row | None:
    name = line[0].strip().casefold()
    return heads.get(name) or next((row for head, row in heads.items() if head.split(" ")[0] == name), None)


def _fill(row: Row, columns: list, line: list[str]) -> int:
    filled = 0
    for column, text in zip(columns, line, strict=False):
        if isinstance(column, Column) and not column.shown and column.name not in row.locked:
            row.cells = row.cells | {column.name: column.plain(" ".join(text.split()))}
            filled += 1
    return filled
