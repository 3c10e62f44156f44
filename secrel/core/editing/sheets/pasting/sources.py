"""Which form of what was pasted is read: a table of the HTML, our own shapes, CSV, the text of a PDF, or cells with
tabs."""

from secrel.core.editing.sheets.pasting.headings import Headings
from secrel.core.editing.sheets.pasting.placement import fits
from secrel.core.editing.sheets.pasting.printed import read_printed
from secrel.core.editing.sheets.pasting.reading.clipboard import read_block
from secrel.core.editing.sheets.pasting.reading.commas import read_commas
from secrel.core.editing.sheets.pasting.reading.html import read_html
from secrel.core.editing.sheets.pasting.reading.table import LONGEST_HTML, Block, numbered
from secrel.core.editing.sheets.sheet import Sheet


def tables_in(text: str, html: str, sheet: Sheet, headings: Headings) -> list[Block]:
    """The tables that were pasted. Raises NoTable."""
    tables = read_html(html) if html and len(html) <= LONGEST_HTML else []
    if not tables:
        found = read_commas(text) or read_printed(text, headings) or read_block(text)
        tables = [found] if found else []
    return [reshaped(table, sheet) for table in tables if table]


def as_one_cell(tables: list[Block], html: str, sheet: Sheet) -> list[Block] | None:
    """A list that was pasted into a cell as the text of that cell. None for a table, and for a list whose groups the
    sheet knows, which belongs to no single cell."""
    if not html or "<table" in html.lower() or len(tables) != 1 or max(map(len, tables[0])) != 1:
        return None
    group = next((column for column in sheet.columns if column.name == sheet.grouped_by), None)
    if group and any(not line.is_empty and fits(group, line[0]) for line in tables[0]):
        return None
    return [numbered([["\n".join(line[0] for line in tables[0] if not line.is_empty)]])]


def reshaped(table: Block, sheet: Sheet) -> Block:
    """The table, or one of ours in another shape (our CSV) in the shape of the sheet."""
    shaped = sheet.reshaped([list(line) for line in table])
    return table if shaped is None else numbered(shaped)
