"""Put a block pasted from a spreadsheet into a sheet, for the person to check before saving.

A pasted row fills the row of the same name. Without names it fills by position, counted from the cell that it was
pasted into. Whatever could not be read is named, and a block that is refused changes nothing.
"""

from secrel.core.editing.sheets.pasting.clipboard import NoTable, read_block
from secrel.core.editing.sheets.pasting.filling import Filling
from secrel.core.editing.sheets.pasting.layout import PasteRefused, lay_out
from secrel.core.editing.sheets.pasting.lines import RowFinder
from secrel.core.editing.sheets.pasting.names import RowsByName
from secrel.core.editing.sheets.pasting.report import PasteReport
from secrel.core.editing.sheets.sheet import SheetInput

LONGEST_BLOCK = 500_000
"""Characters of the longest block that can be pasted."""


def paste(sheet_input: SheetInput, text: str, at_row: str = "", at_column: str = "") -> list[str]:
    """Fill cells from a block of tab-separated text, by the names of its rows or from a cell on.

    Returns sentences about the block as a whole; `sheet_input.pasted` holds the problems of each row. Saves nothing.
    """
    if len(text) > LONGEST_BLOCK:
        return [
            f"Nothing was pasted, because the text is longer than {LONGEST_BLOCK:,} characters. Copy fewer rows."
        ]
    try:
        block = read_block(text)
    except NoTable:
        return ["We could not read what you pasted as a table. Copy the cells again, fewer at a time."]
    if not block:
        return ["Nothing was pasted. Copy cells in the spreadsheet first."]
    names = RowsByName(
        sheet_input.sheet, [row for row in sheet_input.rows if row.key not in sheet_input.removed]
    )
    try:
        layout = lay_out(sheet_input.sheet, block, names, at_row, at_column)
        finder = RowFinder(sheet_input, names, layout, block, at_row)
    except PasteRefused as refused:
        return [f"Nothing was pasted. {refused}"]
    if at_row and layout.named is not None:
        layout.notes.insert(
            0, "Each row went to the row of the same name, not to the cell that you pasted into."
        )
    filling, report = Filling(sheet_input, layout, names), PasteReport(sheet_input, layout)
    for n, line in enumerate(block):
        if n < layout.first or n in layout.skipped:
            report.skipped(n, line)
            continue
        row, why = finder.row_of(n, line)
        if row is None:
            report.not_pasted(n, line, why)
        else:
            report.filled(n, row, filling.fill(row, line), why)
    sheet_input.rows = list(finder.rows.values())
    sheet_input.pasted = report
    return report.sentences()
