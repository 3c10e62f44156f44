"""Put a block that was pasted into a sheet, for the person to check before saving.

A pasted row fills the row of the same name. Without names it fills by position, counted from the cell that it was
pasted into. Whatever was guessed is marked, whatever was not understood is named, and a block that is refused changes
nothing.
"""

from collections import defaultdict

from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.pasting.filling import Filling
from secrel.core.editing.sheets.pasting.headings import Headings
from secrel.core.editing.sheets.pasting.layout import lay_out, like_headings
from secrel.core.editing.sheets.pasting.lines import RowFinder
from secrel.core.editing.sheets.pasting.names import RowsByName
from secrel.core.editing.sheets.pasting.placement import Layout, PasteRefused, fits
from secrel.core.editing.sheets.pasting.reading.table import LONGEST_BLOCK, Block, Line, NoTable
from secrel.core.editing.sheets.pasting.report import PasteReport
from secrel.core.editing.sheets.pasting.segments import segments
from secrel.core.editing.sheets.pasting.sources import as_one_cell, reshaped, tables_in
from secrel.core.editing.sheets.pasting.spreading import Spreading
from secrel.core.editing.sheets.sheet import Sheet, SheetInput

BY_NAME = "Each row went to the row of the same name, not to the cell that you pasted into."


def paste(
    sheet_input: SheetInput,
    text: str,
    at_row: str = "",
    at_column: str = "",
    *,
    html: str = "",
    replaces: bool = False,
) -> list[str]:
    """Fill cells from both flavours of the clipboard, by the names of the rows or from a cell on. `replaces`: rows that
    are not in the block are marked for removal.

    Returns sentences about the block as a whole; `sheet_input.pasted` holds what came of each row. Saves nothing.
    """
    if len(text) > LONGEST_BLOCK:
        return [
            f"Nothing was pasted, because the text is longer than {LONGEST_BLOCK:,} characters. Copy fewer rows."
        ]
    names = _names(sheet_input)
    headings = Headings(sheet_input.sheet, names)
    try:
        tables = tables_in(text, html, sheet_input.sheet, headings)
    except NoTable:
        return ["We could not read what you pasted as a table. Copy the cells again, fewer at a time."]
    if at_row and (cell := as_one_cell(tables, html, sheet_input.sheet)):
        tables = cell
    elif at_row and html and tables and "<table" not in html.lower():
        at_row = at_column = ""
    if not tables:
        return ["Nothing was pasted. Copy cells in the spreadsheet first."]
    return _put(sheet_input, names, headings, tables, replaces, at_row, at_column)


def paste_tables(sheet_input: SheetInput, tables: list[Block], *, replaces: bool = False) -> list[str]:
    """The same for tables that were read already and are all for this sheet."""
    names = _names(sheet_input)
    shaped = [reshaped(table, sheet_input.sheet) for table in tables]
    return _put(sheet_input, names, Headings(sheet_input.sheet, names), shaped, replaces)


def headings_of(sheet_input: SheetInput) -> Headings:
    return Headings(sheet_input.sheet, _names(sheet_input))


def matching_columns(sheet_input: SheetInput, table: Block) -> int:
    """How many columns of the sheet a table names, less those that it has besides; 0 if it is no table of the sheet.

    A list belongs to a sheet that has its heading as a group (“Operational acceptance criteria”).
    """
    names = _names(sheet_input)
    headings, sheet = Headings(sheet_input.sheet, names), sheet_input.sheet
    parts = [*segments(reshaped(table, sheet), headings)]
    return max((_matching(sheet, part, names) for part in parts), default=0)


def _matching(sheet: Sheet, block: Block, names: RowsByName) -> int:
    group = next((column for column in sheet.columns if column.name == sheet.grouped_by), None)
    if group and block and max(map(len, block)) == 1:
        return int(bool(block[0][0].strip()) and fits(group, block[0][0]))
    try:
        layout = lay_out(sheet, block, names)
    except PasteRefused:
        return 0
    edited = sum(1 for column in layout.columns if column is not None and not column.read_only)
    has_names = layout.named is not None and layout.columns[layout.named] is None
    return edited + has_names - len(layout.notes) if edited and layout.headings else 0


def _put(
    sheet_input: SheetInput,
    names: RowsByName,
    headings: Headings,
    tables: list[Block],
    replaces: bool,
    at_row: str = "",
    at_column: str = "",
) -> list[str]:
    try:
        report = _Paste(sheet_input, names, headings, replaces).put(tables, at_row, at_column)
    except PasteRefused as refused:
        return [f"Nothing was pasted. {refused}"]
    sheet_input.pasted = report
    return report.sentences()


class _Paste:
    def __init__(
        self, sheet_input: SheetInput, names: RowsByName, headings: Headings, replaces: bool
    ) -> None:
        self.sheet_input, self.names, self.headings, self.replaces = sheet_input, names, headings, replaces
        self.report = PasteReport(sheet_input)
        self.touched: list[str] = []
        """Keys of the rows that the block fills, in its order."""
        self.is_unclear = False
        """Whether a row of the block has no row of the sheet."""

    def put(self, tables: list[Block], at_row: str, at_column: str) -> PasteReport:
        """Fill the sheet. Raises PasteRefused before anything is changed."""
        for layout, block in self._laid_out(tables, at_row, at_column):
            lines = Spreading(self.sheet_input.sheet, layout).lines(block)
            finder = RowFinder(self.sheet_input, self.names, layout, lines, at_row)
            self._fill(layout, block, lines, finder)
            self.sheet_input.rows = finder.ordered()
            self.report.notes += layout.notes
            self.names = _names(self.sheet_input)
        if self.replaces:
            self._replace()
        return self.report

    def _laid_out(self, tables: list[Block], at_row: str, at_column: str) -> list[tuple[Layout, Block]]:
        """The layout of each table. A table that does not fit is left out, if there is one that does."""
        sheet, found, refusals = self.sheet_input.sheet, [], []
        parts = [part for table in tables for part in segments(table, self.headings)]
        for part in parts:
            try:
                layout = lay_out(sheet, part, self.names, at_row, at_column)
                found.append((layout, part))
            except PasteRefused as refused:
                refusals.append((part[0], refused))
        if not found:
            raise refusals[0][1]
        if at_row and any(layout.named is not None for layout, _ in found):
            found[0][0].notes.insert(0, BY_NAME)
        for layout, part in found:
            if layout.named is None and len(parts) > 1:
                raise like_headings(part[0])
            if layout.named is None and self.replaces:
                raise PasteRefused(
                    f"To replace everything, copy the column “{self.headings.labels[0]}” and the headings too."
                )
        for line, refused in refusals:
            self.report.notes.append(f"The table that begins in row {line.number} was left out. {refused}")
            self.is_unclear = True
        return found

    def _fill(self, layout: Layout, block: Block, lines: Block, finder: RowFinder) -> None:
        filling = Filling(self.sheet_input, layout, self.names, renames=self.replaces)
        pieces: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            pieces[line.number].append(line)
        below = 0
        for n, line in enumerate(block):
            if n < layout.first or n in layout.skipped:
                self.report.skipped(layout, n, line)
                continue
            for piece in pieces[line.number]:
                row, why = (None, piece.why) if piece.why else finder.row_of(below, piece)
                if row is None:
                    self.report.not_pasted(piece, why, is_right=piece.is_empty)
                    self.is_unclear |= not piece.is_empty
                else:
                    self.report.filled(piece, row, filling.fill(row, piece), why)
                    self.touched.append(row.key)
            below += 1

    def _replace(self) -> None:
        """Mark the rows that are not in the block for removal, unless a row of the block was not understood."""
        if self.is_unclear:
            self.report.notes.append("Nothing is marked for removal, because not every row was understood.")
            return
        rows = {row.key: row for row in self.sheet_input.rows}
        others = [row for key, row in rows.items() if key not in self.touched]
        for row in others:
            is_unsaved = row.key not in self.sheet_input.was
            if row.fixed or not self.sheet_input.sheet.add:
                self.report.kept.append(name_of(self.sheet_input, row))
            elif not (is_unsaved and self.sheet_input.is_empty(row)):
                self.sheet_input.removed.add(row.key)
                self.report.removed.append(name_of(self.sheet_input, row))
        if self.sheet_input.sheet.may_order:
            touched = dict.fromkeys(self.touched)
            self.sheet_input.rows = [*(rows[key] for key in touched), *others]


def _names(sheet_input: SheetInput) -> RowsByName:
    return RowsByName(
        sheet_input.sheet, [row for row in sheet_input.rows if row.key not in sheet_input.removed]
    )
