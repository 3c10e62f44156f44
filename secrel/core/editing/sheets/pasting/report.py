"""The result of a paste: a summary in sentences, and a line for each pasted row."""

from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.pasting.filling import Filled
from secrel.core.editing.sheets.pasting.placement import Layout
from secrel.core.editing.sheets.pasting.reading.table import Line
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
    guessed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Why it was left out, where that is as it should be: a total, an empty row."""

    @property
    def rows(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class PasteReport:
    """What came of a block. `notes` are sentences about its tables; `removed` names the rows that it replaces."""

    def __init__(self, sheet_input: SheetInput) -> None:
        self.sheet_input = sheet_input
        self.lines: list[PastedLine] = []
        self.columns: dict[str, Column] = {}
        self.read_only: dict[str, int] = {}
        self.notes: list[str] = []
        self.removed: list[str] = []
        self.kept: list[str] = []
        """The names of rows that are not in the block and cannot be removed."""
        self.cells = self.same = self.guesses = self.unread = 0

    def skipped(self, layout: Layout, n: int, line: Line) -> None:
        """Report a row that was left out, such as one above the headings; the headings themselves are not reported."""
        is_heading = n == layout.first - 1
        if not is_heading and not line.is_empty:
            self.not_pasted(line, layout.skipped.get(n, "It is above the headings."), is_right=True)

    def not_pasted(self, line: Line, why: str, *, is_right: bool = False) -> None:
        """Report a row that went nowhere. `is_right`: it was meant to be left out."""
        text = next((one_line(cell)[:60] for cell in line if cell.strip()), "")
        before = self.lines[-1] if self.lines else None
        if (
            before
            and not before.to
            and why in (*before.wrong, *before.left)
            and before.last == line.number - 1
        ):
            before.last = line.number
        else:
            whys = {"left" if is_right else "wrong": [why]}
            self.lines.append(PastedLine(line.number, line.number, text, **whys))

    def filled(self, line: Line, row: SheetRow, filled: Filled, why: str) -> None:
        name = name_of(self.sheet_input, row)
        left = [why] if why else []
        is_new = row.key not in self.sheet_input.was
        at = line.number
        self.lines.append(
            PastedLine(
                at, at, "", name, is_new, filled.cells, filled.guessed, filled.wrong, filled.missing, left
            )
        )
        self.cells += len(filled.columns)
        self.same += filled.same
        self.guesses += filled.guesses
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
        """About the block as a whole: what was understood, then what was left out. `lines` has the problems of rows."""
        read_only = [
            f"“{label}” cannot be changed here, so it was left out. New rows: {n:,}."
            for label, n in self.read_only.items()
        ]
        notes = [*self.notes, *read_only]
        if len(notes) > MOST_SENTENCES:
            rest = len(notes) - MOST_SENTENCES + 1
            notes = [*notes[: MOST_SENTENCES - 1], f"{rest:,} more columns were left out."]
        if self.removed:
            notes.append(f"Will be removed when you save: {_listed(self.removed)}.")
        if self.kept:
            notes.append(f"Not in what you pasted, and cannot be removed here: {_listed(self.kept)}.")
        return [self._summary(), *notes]

    def _summary(self) -> str:
        """Only cells that are sure are called understood."""
        if not (self.cells or self.guesses or self.unread):
            return "Nothing was pasted, because none of the cells could be used."
        labels = ", ".join(
            column.label for column in self.sheet_input.sheet.columns if column.name in self.columns
        )
        same = f" ({self.same:,} unchanged)" if self.same else ""
        parts = [f"Understood: {_cells(self.cells)}, under {labels}{same}."] if self.cells else []
        if self.guesses:
            parts.append(f"Guessed: {_cells(self.guesses)}. Tick what is right, and correct the rest.")
        if self.unread:
            parts.append(f"Not understood: {_cells(self.unread)}. Correct what is marked, then save.")
        elif not self.guesses:
            parts.append(f"Check {'it' if self.cells == 1 else 'them'}, then save.")
        return " ".join(parts)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - MOST_SENTENCES:,} more" if len(names) > MOST_SENTENCES else ""
    return "; ".join(names[:MOST_SENTENCES]) + more
