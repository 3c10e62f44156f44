"""Read CSV text, such as our own tables: a line that begins a table of commas has two cells or more."""

import csv
import io

from secrel.core.editing.sheets.pasting.reading.table import Block, numbered, trimmed
from secrel.core.web.csv_text import FORMULA

LONGEST_CELL = 100_000


def read_commas(text: str) -> Block | None:
    """The cells of a CSV text, or None if it is no CSV: each row has as many cells as the first, which has several.

    An apostrophe that keeps a spreadsheet from reading a formula is taken away.
    """
    text = text.removeprefix("\ufeff")
    if "\t" in text or "," not in text.partition("\n")[0]:
        return None
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None
    rows = [row for row in rows if row]
    width = len(rows[0]) if rows else 0
    if width < 2 or any(len(row) != width for row in rows) or any(cell[:1] == " " for cell in rows[0]):
        return None
    return trimmed(numbered([_plain(cell) for cell in row] for row in rows))


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(FORMULA) else cell
