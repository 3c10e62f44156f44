"""Read the tables of an Excel file (.xlsx), one for each sheet that is not hidden: values as they are shown, merged
cells known."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from secrel.core.dates.partial_dates import MONTHS
from secrel.core.editing.sheets.pasting.reading.table import (
    ACROSS,
    DOWN,
    FIRST,
    MOST_CELLS,
    WIDE,
    Block,
    Line,
    NoTable,
    trimmed,
)
from secrel.core.editing.sheets.pasting.reading.word import LARGEST

NOT_SHOWN = re.compile(r'"[^"]*+"|\[[^\[\]]*+\]|\\.')
"""Parts of a number format that are no places of a value: texts, colours and languages, single characters."""


def read_excel(content: bytes) -> list[Block]:
    """The tables of the file, each as a block. Raises NoTable if it is no Excel file, too large, or has a formula whose
    result is not in the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise NoTable
        shown, typed = (load_workbook(io.BytesIO(content), data_only=values) for values in (True, False))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise NoTable from error
    blocks, number = [], 1
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            continue
        _refuse_unknown_results(sheet, typed[sheet.title])
        block = list(_lines(sheet, number))
        number += len(block)
        blocks.append(trimmed(block))
    return [block for block in blocks if block]


def _refuse_unknown_results(sheet: Worksheet, typed: Worksheet) -> None:
    for row in typed.iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                raise NoTable(
                    f"Cell {cell.coordinate} of the sheet {sheet.title} has a formula whose result is not in the file. "
                    "Open the file in Excel, save it, and choose it again."
                )


def _lines(sheet: Worksheet, number: int) -> Iterator[Line]:
    """The rows from the first on. A cell merged downwards repeats its text, as in the tables of other sources."""
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise NoTable
    merged = {}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            merged[row, column] = (area, row > area.min_row, column > area.min_col)
    for row in sheet.iter_rows():
        texts, joined = [], {}
        for at, cell in enumerate(row):
            area, is_below, is_beside = merged.get((cell.row, at + 1), (None, False, False))
            if area is None:
                texts.append(_text(cell))
                continue
            texts.append("" if is_beside else _text(sheet.cell(area.min_row, area.min_col)))
            if is_beside:
                joined[at] = ACROSS
            elif is_below:
                joined[at] = DOWN
            else:
                joined[at] = FIRST if area.max_row > area.min_row else WIDE
        yield Line(texts, number + row[0].row - 1, joined)


def _text(cell: Cell) -> str:
    """The value as a person reads it. A day is written so that it cannot be misread; a month stays a month."""
    value, form = cell.value, NOT_SHOWN.sub("", cell.number_format or "").lower()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        on = value.date() if isinstance(value, datetime) else value
        if "d" in form or not ("y" in form and "m" in form):
            return on.isoformat()
        return f"{MONTHS[on.month - 1]} {on.year}"
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        percent = form.endswith("%")
        plain = f"{number * 100 if percent else number:f}"
        whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return f"{whole}%" if percent else whole
    return str(value)
