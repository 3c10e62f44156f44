"""Put the cells of a pasted line into their row of the sheet: what is sure, what is a guess, what is not understood.

A text that was not understood goes into its cell too, as an error, so that it can be corrected there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column, Understood
from secrel.core.editing.sheets.drawing import display_text
from secrel.core.editing.sheets.guesses import Guess
from secrel.core.editing.sheets.pasting.names import RowsByName
from secrel.core.editing.sheets.pasting.placement import Layout
from secrel.core.editing.sheets.pasting.reading.points import without_mark
from secrel.core.editing.sheets.pasting.reading.table import ABSENT, ACROSS, DOWN, FIRST, WIDE, Line
from secrel.core.editing.sheets.pasting.spreading import is_label
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow
from secrel.core.values.texts import folded, is_spreadsheet_error

_ACROSS = "this cell is merged with the one to its left, so it was not changed"
_OF_SEVERAL = "this cell is merged over several rows, and the figure is for all of them together"


@dataclass
class Filled:
    """What a pasted line changed: sentences about the cells that are sure, those guessed, and those not understood."""

    cells: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    guesses: int = 0
    """How many cells are guessed."""
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What a new row requires and the block did not hold."""
    columns: list[Column] = field(default_factory=list)
    """The columns of `cells`."""
    same: int = 0
    """How many of the cells in `cells` did not change."""
    unread: int = 0
    """How many cells now hold a text that was not understood."""
    read_only: list[Column] = field(default_factory=list)
    """Read-only columns for which a new row held something."""


class Filling:
    """`renames`: rows found by their meaning get the wording of the block."""

    def __init__(
        self, sheet_input: SheetInput, layout: Layout, names: RowsByName, *, renames: bool = False
    ) -> None:
        self.sheet_input, self.layout, self.names, self.renames = sheet_input, layout, names, renames
        self._read: dict[tuple[str, str], tuple[Understood, str]] = {}

    def fill(self, row: SheetRow, line: Line) -> Filled:
        """Put the cells into the row. A shorter line leaves the other cells as they were; an empty one leaves all."""
        filled = Filled()
        if line.is_empty:
            return filled
        is_new = row.key not in self.sheet_input.was and self.sheet_input.is_empty(row)
        doubt = "" if is_new else self._doubt_of_row(line)
        before = dict(row.cells)
        for n, (column, text) in enumerate(zip(self.layout.columns, line, strict=False)):
            if column is not None and (is_new or not self._is_name(row, n, column)):
                self._put(row, column, self._tidied(column, text), is_new, filled, line, n)
        if (doubt or line.doubt) and row.cells != before:
            self._guess_row(row, doubt or line.doubt, filled)
        if is_new:
            self._complete(row, line, filled)
        return filled

    def _tidied(self, column: Column, text: str) -> str:
        return column.tidied(text if column.kind == "tick" else without_mark(text))

    def _doubt_of_row(self, line: Line) -> str:
        named = self.layout.named
        if named is None or named >= len(line):
            return ""
        return self.names.doubt(
            line[named].strip() if self.names.by_reference else " ".join(line[named].split())
        )

    def _complete(self, row: SheetRow, line: Line, filled: Filled) -> None:
        """What a new row lacks: as a guess of the sheet, else as an error. A choice is never left at its first value,
        as if somebody had chosen it."""
        sheet = self.sheet_input.sheet
        pasted = [
            column
            for n, column in enumerate(self.layout.columns[: len(line)])
            if line.joined.get(n) not in (ABSENT, ACROSS)
        ]
        for column in sheet.columns:
            is_free = column not in pasted and not column.read_only
            inherits = line.is_further and column.name in sheet.distinguished_by
            if is_free and column.kind == "choice" and not inherits:
                row.cells = row.cells | {column.name: ""}
        for name, (text, why) in sheet.guessed(row.cells).items():
            column = next(column for column in sheet.columns if column.name == name)
            if text and not row.cells.get(name):
                row.cells = row.cells | {name: text}
                self._guess(row, name, f"{column.label}: {display_text(column, text)}", why, filled)
        for column in sheet.columns:
            if column in pasted or column.read_only:
                continue
            if wrong := self._reading(column, row.cells.get(column.name, ""))[1]:
                self.sheet_input.errors[row.key, column.name] = wrong
                filled.missing.append(f"{column.label}: {wrong}")

    def _is_name(self, row: SheetRow, n: int, column: Column) -> bool:
        """Whether the cell is the name by which the row was found; it is in the row already."""
        if n != self.layout.named or column != self.names.column or not self.names.of(row):
            return False
        return not self.renames or self.names.by_reference

    def _put(
        self, row: SheetRow, column: Column, text: str, is_new: bool, filled: Filled, line: Line, n: int
    ) -> None:
        was, how = row.cells.get(column.name, ""), line.joined.get(n, "")
        understood, wrong = self._reading(column, text)
        plain = understood.text
        if how in (ABSENT, ACROSS):
            if how == ACROSS and not is_new:
                self._leave(column, _ACROSS, "", filled)
        elif how in (DOWN, FIRST) and column.is_figure and text:
            self._leave(column, f"not filled in, because {_OF_SEVERAL}", text, filled)
        elif column.read_only and is_new:
            filled.read_only += [column] if text else []
        elif column.read_only or column.name in row.locked:
            if text and folded(plain) not in (folded(was), folded(display_text(column, was))):
                self._leave(
                    column,
                    f"cannot be changed here, so it stays {display_text(column, was) or 'empty'}",
                    text,
                    filled,
                )
        elif is_spreadsheet_error(text) and column.takes_any_text:
            self._leave(column, "not changed, because the spreadsheet shows an error here", text, filled)
        elif wrong and column.kind == "tick":
            self._leave(column, f"not changed. {wrong}", "", filled)
        elif not text and column.kind == "choice" and wrong and not is_new:
            pass  # an empty cell does not change a choice
        else:
            row.cells = row.cells | {column.name: plain}
            self.sheet_input.errors.pop((row.key, column.name), None)
            self.sheet_input.guesses.pop((row.key, column.name), None)
            sentence = _cell_sentence(column, was, plain, is_new)
            whys = [] if wrong or plain == was else list(self._whys(understood, column, line, n, how))
            if wrong:
                self._refuse(row, column, wrong, filled)
            elif whys:
                self._guess(row, column.name, sentence, whys[0], filled, plain)
            elif plain or was:
                filled.columns.append(column)
                filled.same += plain == was
                filled.cells.append(sentence)

    def _whys(self, understood: Understood, column: Column, line: Line, n: int, how: str) -> Iterator[str]:
        """Why the cell is a guess."""
        if understood.guess:
            yield understood.guess
        if n in line.guesses:
            yield line.guesses[n]
        if n in self.layout.doubts and understood.text:
            yield self.layout.doubts[n]
        if how == WIDE and understood.text and not column.takes_any_text:
            yield "This cell is merged over several columns, and its text was put into the first."
        if how in (DOWN, FIRST) and understood.text and not is_label(how, column):
            yield "This cell is merged over several rows, and its value was put into each."

    def _reading(self, column: Column, text: str) -> tuple[Understood, str]:
        """The text as the sheet formats it, and its error or ""; each text of a column is read once."""
        key = (column.name, text)
        if key not in self._read:
            try:
                self._read[key] = (column.understand(text), "")
            except ValueError as error:
                self._read[key] = (Understood(text), str(error))
        return self._read[key]

    def _guess(
        self, row: SheetRow, column: str, sentence: str, why: str, filled: Filled, text: str | None = None
    ) -> None:
        held = row.cells.get(column, "") if text is None else text
        self.sheet_input.guesses[row.key, column] = Guess(held, why)
        filled.guessed.append(f"{sentence}. {why}")
        filled.guesses += 1

    def _guess_row(self, row: SheetRow, why: str, filled: Filled) -> None:
        """All cells of the row are a guess, confirmed together."""
        self.sheet_input.guesses[row.key, ""] = Guess("", why)
        filled.guessed.insert(0, why)
        filled.guesses += len(filled.columns) - filled.same
        filled.columns, filled.same = [], 0

    def _refuse(self, row: SheetRow, column: Column, wrong: str, filled: Filled) -> None:
        self.sheet_input.errors[row.key, column.name] = wrong
        filled.wrong.append(f"{column.label}: {wrong}")
        filled.unread += 1

    def _leave(self, column: Column, why: str, text: str, filled: Filled) -> None:
        pasted = f" (you pasted “{text[:60]}”)" if text else ""
        filled.wrong.append(f"{column.label}: {why}{pasted}.".replace("..", "."))


def _cell_sentence(column: Column, was: str, now: str, is_new: bool) -> str:
    sentence = f"{column.label}: {display_text(column, now) or 'empty'}"
    if is_new or was == now:
        return sentence
    return f"{sentence} (was {display_text(column, was) or 'empty'})"
