"""A block pasted from a spreadsheet, put into a sheet for its owner to look at before it is saved.

A line lands on the row that its name says or, without names, on the row so many below the cell it was pasted into;
never on another. What could not be read is named, and a block that is refused changes nothing.
"""

from secrel.core.editing.sheets.pasting.clipboard import NoTable, read_block
from secrel.core.editing.sheets.pasting.filling import Filling
from secrel.core.editing.sheets.pasting.layout import PasteRefused, lay_out
from secrel.core.editing.sheets.pasting.lines import RowFinder
from secrel.core.editing.sheets.pasting.names import RowNames
from secrel.core.editing.sheets.pasting.report import PasteReport
from secrel.core.editing.sheets.sheet import SheetInput

LONGEST_BLOCK = 500_000
"""Characters of the longest block that is taken."""


def paste(entered: SheetInput, text: str, at_row: str = "", at_column: str = "") -> list[str]:
    """Fill cells from a block of tab-separated text, by its names of lines or from a cell on.

    Returns sentences on the block as a whole; `typed.pasted` has the problems of each row. Nothing is saved.
    """
    if len(text) > LONGEST_BLOCK:
        return [
            f"Nothing was pasted, because it is longer than {LONGEST_BLOCK:,} characters. Copy fewer rows."
        ]
    try:
        block = read_block(text)
    except NoTable:
        return ["We could not read what you pasted as a table. Copy the cells again, fewer at a time."]
    if not block:
        return ["Nothing was pasted. Copy cells in the spreadsheet first."]
    names = RowNames(entered.sheet, [row for row in entered.rows if row.key not in entered.removed])
    try:
        layout = lay_out(entered.sheet, block, names, at_row, at_column)
        lines = RowFinder(entered, names, layout, block, at_row)
    except PasteRefused as refused:
        return [f"Nothing was pasted. {refused}"]
    if at_row and layout.named is not None:
        layout.notes.insert(
            0, "Each row went to the row of the same name, not to the cell that you pasted into."
        )
    filling, report = Filling(entered, layout, names), PasteReport(entered, layout)
    for n, line in enumerate(block):
        if n < layout.first or n in layout.skipped:
            report.skipped(n, line)
            continue
        row, why = lines.row_of(n, line)
        if row is None:
            report.not_taken(n, line, why)
        else:
            report.filled(n, row, filling.fill(row, line), why)
    entered.rows = list(lines.rows.values())
    entered.pasted = report
    return report.sentences()
