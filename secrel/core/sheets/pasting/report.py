"""What became of a pasted block: a summary in sentences, and a line for each of its rows."""

from dataclasses import dataclass, field

from secrel.core.sheets.columns import Column
from secrel.core.sheets.drawing import name_of
from secrel.core.sheets.pasting.filling import Filled
from secrel.core.sheets.pasting.layout import Layout
from secrel.core.sheets.sheet import Row, Typed
from secrel.core.texts import one_line

MOST_SENTENCES = 12


@dataclass
class Line:
    """`first` to `last` are rows of the block, counted from 1; `to` is where they went, or empty: not taken."""

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


class Report:
    def __init__(self, typed: Typed, layout: Layout) -> None:
        self.typed, self.layout = typed, layout
        self.lines: list[Line] = []
        self.columns: dict[str, Column] = {}
        self.shown: dict[str, int] = {}
        self.cells = 0

    def skipped(self, n: int, line: list[str]) -> None:
        """Headings are no line; what stands above them, or says them again, is named."""
        is_heading = n == self.layout.first - 1
        if not is_heading and any(cell.strip() for cell in line):
            self.not_taken(n, line, self.layout.skipped.get(n, "It stands above the headings."))

    def not_taken(self, n: int, line: list[str], why: str) -> None:
        says = next((one_line(cell)[:60] for cell in line if cell.strip()), "")
        before = self.lines[-1] if self.lines else None
        if before and not before.to and before.wrong == [why] and before.last == n:
            before.last = n + 1
        else:
            self.lines.append(Line(n + 1, n + 1, says, wrong=[why]))

    def filled(self, n: int, row: Row, filled: Filled, why: str) -> None:
        name = name_of(self.typed, row)
        wrong = [*([why] if why else []), *filled.wrong]
        is_new = row.key not in self.typed.was
        self.lines.append(Line(n + 1, n + 1, "", name, is_new, filled.cells, wrong, filled.missing))
        self.cells += len(filled.columns)
        self.columns |= {column.name: column for column in filled.columns}
        for column in filled.shown:
            self.shown[column.label] = self.shown.get(column.label, 0) + 1

    @property
    def labels(self) -> list[str]:
        """The headings that the sheet knows."""
        sheet = self.typed.sheet
        return [*([sheet.head] if sheet.head else []), *(column.label for column in sheet.columns)]

    def sentences(self) -> list[str]:
        known = ", ".join(column.label for column in self.typed.sheet.columns if column.name in self.columns)
        cells = "1 cell" if self.cells == 1 else f"{self.cells:,} cells"
        first = f"Understood: {cells} in {known}. Look at them, then save."
        shown = [
            f"Not taken: “{label}” is only shown here; new rows: {n:,}." for label, n in self.shown.items()
        ]
        said = [*self.layout.notes, *shown, *self._wrong()]
        if not self.cells:
            first = "Nothing was put into the sheet: no cell of the block was understood."
        if len(said) > MOST_SENTENCES:
            rest = len(said) - MOST_SENTENCES + 1
            said = [*said[: MOST_SENTENCES - 1], f"{rest:,} more are named below, line by line."]
        return [first, *said]

    def _wrong(self) -> list[str]:
        return [f"{_place(line)}: {what}" for line in self.lines for what in line.wrong]


def _place(line: Line) -> str:
    many = "Rows" if line.first != line.last else "Row"
    to = f", {line.to}" if line.to else f", “{line.says}”" if line.says else ""
    return f"{many} {line.rows} of the block{to}"
