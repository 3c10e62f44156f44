"""What became of a pasted block: a summary in sentences, and a line for each of its rows."""

from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.pasting.filling import Filled
from secrel.core.editing.sheets.pasting.layout import Layout
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow
from secrel.core.values.texts import one_line

MOST_SENTENCES = 12
"""On the block as a whole: a wide one may have hundreds of columns that are left out."""


@dataclass
class PastedLine:
    """`first` to `last` are pasted rows, counted from 1; `to` is where they went, or empty: not pasted."""

    first: int
    last: int
    says: str
    to: str = ""
    is_new: bool = False
    cells: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def rows(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class PasteReport:
    def __init__(self, entered: SheetInput, layout: Layout) -> None:
        self.entered, self.layout = entered, layout
        self.lines: list[PastedLine] = []
        self.columns: dict[str, Column] = {}
        self.shown: dict[str, int] = {}
        self.cells = self.same = self.unread = 0

    def skipped(self, n: int, line: list[str]) -> None:
        """Headings are not reported; what is above them, or repeats them, is."""
        is_heading = n == self.layout.first - 1
        if not is_heading and any(cell.strip() for cell in line):
            self.not_taken(n, line, self.layout.skipped.get(n, "It is above the headings."))

    def not_taken(self, n: int, line: list[str], why: str) -> None:
        says = next((one_line(cell)[:60] for cell in line if cell.strip()), "")
        before = self.lines[-1] if self.lines else None
        if before and not before.to and before.wrong == [why] and before.last == n:
            before.last = n + 1
        else:
            self.lines.append(PastedLine(n + 1, n + 1, says, wrong=[why]))

    def filled(self, n: int, row: SheetRow, filled: Filled, why: str) -> None:
        name = name_of(self.entered, row)
        wrong = [*([why] if why else []), *filled.wrong]
        is_new = row.key not in self.entered.was
        self.lines.append(PastedLine(n + 1, n + 1, "", name, is_new, filled.cells, wrong, filled.missing))
        self.cells += len(filled.columns)
        self.same += filled.same
        self.unread += filled.unread
        self.columns |= {column.name: column for column in filled.columns}
        for column in filled.shown:
            self.shown[column.label] = self.shown.get(column.label, 0) + 1

    @property
    def labels(self) -> list[str]:
        """The headings that the sheet knows."""
        sheet = self.entered.sheet
        return [*([sheet.head] if sheet.head else []), *(column.label for column in sheet.columns)]

    @property
    def problems(self) -> int:
        return sum(len(line.wrong) + len(line.missing) for line in self.lines)

    def sentences(self) -> list[str]:
        """On the block as a whole: what was filled in, then what was left out. The problems of rows are in `lines`."""
        shown = [
            f"“{label}” cannot be changed here, so it was left out. New rows: {n:,}."
            for label, n in self.shown.items()
        ]
        said = [*self.layout.notes, *shown]
        if len(said) > MOST_SENTENCES:
            rest = len(said) - MOST_SENTENCES + 1
            said = [*said[: MOST_SENTENCES - 1], f"{rest:,} more columns were left out."]
        return [self._first(), *said]

    def _first(self) -> str:
        if not self.cells:
            unread = f"{_cells(self.unread)} could not be read. Correct what is marked, then save."
            return unread if self.unread else "Nothing was pasted, because none of the cells could be used."
        known = ", ".join(
            column.label for column in self.entered.sheet.columns if column.name in self.columns
        )
        same = f" ({self.same:,} unchanged)" if self.same else ""
        filled = f"{_cells(self.cells)} filled in under {known}{same}."
        if self.unread:
            return f"{filled} {self.unread:,} more could not be read. Correct what is marked, then save."
        return f"{filled} Check {'it' if self.cells == 1 else 'them'}, then save."


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"
