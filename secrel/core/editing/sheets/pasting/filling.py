"""Put the cells of a pasted row into their row of the sheet. A text that cannot be read goes there too, as an error."""

from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.drawing import display_text
from secrel.core.editing.sheets.pasting.layout import Layout
from secrel.core.editing.sheets.pasting.names import RowsByName
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow
from secrel.core.values.texts import folded, is_spreadsheet_error


@dataclass
class Filled:
    """What a pasted row changed: sentences about the cells filled in, and about those not read or not changed."""

    cells: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What a new row requires and the block did not hold."""
    columns: list[Column] = field(default_factory=list)
    same: int = 0
    """How many of the cells in `cells` did not change."""
    unread: int = 0
    """How many cells now hold a text that could not be read."""
    read_only: list[Column] = field(default_factory=list)
    """Read-only columns for which a new row held something."""


class Filling:
    def __init__(self, sheet_input: SheetInput, layout: Layout, names: RowsByName) -> None:
        self.sheet_input, self.layout, self.names = sheet_input, layout, names
        self._read: dict[tuple[str, str], tuple[str, str]] = {}

    def fill(self, row: SheetRow, line: list[str]) -> Filled:
        """Put the cells into the row. A shorter line leaves the other cells as they were; an empty one leaves all."""
        filled = Filled()
        if not any(cell.strip() for cell in line):
            return filled
        is_new = row.key not in self.sheet_input.was and self.sheet_input.is_empty(row)
        for n, (column, text) in enumerate(zip(self.layout.columns, line, strict=False)):
            if column is not None and (is_new or not self._is_name(row, n, column)):
                self._put(row, column, column.tidied(text), is_new, filled)
        pasted_columns = self.layout.columns[: len(line)]
        for column in self.sheet_input.sheet.columns if is_new else ():
            if column in pasted_columns or column.read_only:
                continue
            if wrong := self._reading(column, "")[1]:
                self.sheet_input.errors[row.key, column.name] = wrong
                filled.missing.append(f"{column.label}: {wrong}")
        return filled

    def _is_name(self, row: SheetRow, n: int, column: Column) -> bool:
        """Whether the cell is the name by which the row was found; it is in the row already."""
        return n == self.layout.named and column == self.names.column and bool(self.names.of(row))

    def _put(self, row: SheetRow, column: Column, text: str, is_new: bool, filled: Filled) -> None:
        was = row.cells.get(column.name, "")
        plain, wrong = self._reading(column, text)
        if column.read_only and is_new:
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
            if wrong:
                self._refuse(row, column, wrong, filled)
            elif plain or was:
                filled.columns.append(column)
                filled.same += plain == was
                filled.cells.append(_cell_sentence(column, was, plain, is_new))

    def _reading(self, column: Column, text: str) -> tuple[str, str]:
        """The text as the sheet formats it, and its error or ""; each text of a column is read once."""
        key = (column.name, text)
        if key not in self._read:
            try:
                value = column.clean(text)
                self._read[key] = (column.format(value) if text else "", "")
            except ValueError as error:
                self._read[key] = (text, str(error))
        return self._read[key]

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
