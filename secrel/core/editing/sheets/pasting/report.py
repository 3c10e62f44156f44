"""The result of a paste: a summary in sentences, and a line for each pasted row."""

from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.pasting.filling import Filled
from secrel.core.editing.sheets.pasting.layout import Layout
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow
from secrel.core.values.texts import one_line

MOST_SENTENCES = 12
"""About the block as a whole: a wide one may have hundreds of columns that are left out."""


@dataclass
class PastedLine:
    """Rows `first` to `last` of the block, counted from 1. `to` is the row they went to, or "" if they were not pasted;
    `text` is then the first text in them."""

    first: int
    last: int
    text: str
    to: str = ""
    is_new: bool = False
    cells: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def rows(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class PasteReport:
    def __init__(self, sheet_input: SheetInput, layout: Layout) -> None:
        self.sheet_input, self.layout = sheet_input, layout
        self.lines: list[PastedLine] = []
        self.columns: dict[str, Column] = {}
        self.read_only: dict[str, int] = {}
        self.cells = self.same = self.unread = 0

    def skipped(self, n: int, line: list[str]) -> None:
        """Report a row that was left out, such as one above the headings; the headings themselves are not reported."""
        is_heading = n == self.layout.first - 1
        if not is_heading and any(cell.strip() for cell in line):
            self.not_pasted(n, line, self.layout.skipped.get(n, "It is above the headings."))

    def not_pasted(self, n: int, line: list[str], why: str) -> None:
        text = next((one_line(cell)[:60] for cell in line if cell.strip()), "")
        before = self.lines[-1] if self.lines else None
        if before and not before.to and before.wrong == [why] and before.last == n:
            before.last = n + 1
        else:
            self.lines.append(PastedLine(n + 1, n + 1, text, wrong=[why]))

    def filled(self, n: int, row: SheetRow, filled: Filled, why: str) -> None:
        name = name_of(self.sheet_input, row)
        wrong = [*([why] if why else []), *filled.wrong]
        is_new = row.key not in self.sheet_input.was
        self.lines.append(PastedLine(n + 1, n + 1, "", name, is_new, filled.cells, wrong, filled.missing))
        self.cells += len(filled.columns)
        self.same += filled.same
        self.unread += filled.unread
        self.columns |= {column.name: column for column in filled.columns}
        for column in filled.read_only:
            self.read_only[column.label] = self.read_only.get(column.label, 0) + 1

    @property
    def labels(self) -> list[str]:
        """The headings of the sheet."""
        sheet = self.sheet_input.sheet
        return [*([sheet.head] if sheet.head else []), *(column.label for column in sheet.columns)]

    @property
    def problems(self) -> int:
        return sum(len(line.wrong) + len(line.missing) for line in self.lines)

    def sentences(self) -> list[str]:
        """About the block as a whole: what was filled in, then what was left out. `lines` has the problems of rows."""
        read_only = [
            f"“{label}” cannot be changed here, so it was left out. New rows: {n:,}."
            for label, n in self.read_only.items()
        ]
        notes = [*self.layout.notes, *read_only]
        if len(notes) > MOST_SENTENCES:
            rest = len(notes) - MOST_SENTENCES + 1
            notes = [*notes[: MOST_SENTENCES - 1], f"{rest:,} more columns were left out."]
        return [self._summary(), *notes]

    def _summary(self) -> str:
        if not self.cells:
            unread = f"{_cells(self.unread)} could not be read. Correct what is marked, then save."
            return unread if self.unread else "Nothing was pasted, because none of the cells could be used."
        labels = ", ".join(
            column.label for column in self.sheet_input.sheet.columns if column.name in self.columns
        )
        same = f" ({self.same:,} unchanged)" if self.same else ""
        filled = f"{_cells(self.cells)} filled in under {labels}{same}."
        if self.unread:
            return f"{filled} {self.unread:,} more could not be read. Correct what is marked, then save."
        return f"{filled} Check {'it' if self.cells == 1 else 'them'}, then save."


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"
