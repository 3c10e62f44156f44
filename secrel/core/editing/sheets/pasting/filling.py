"""The cells of a pasted row, put into their row of the sheet. A text that cannot be read is put there too, marked."""

from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.drawing import display_text
from secrel.core.editing.sheets.pasting.layout import Layout
from secrel.core.editing.sheets.pasting.names import RowNames
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow
from secrel.core.values.texts import folded, is_spreadsheet_error


@dataclass
class Filled:
    """What a pasted row changed: sentences on what was put in, and on what could not be read or was not changed."""

    cells: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What a new row still needs and was not pasted."""
    columns: list[Column] = field(default_factory=list)
    same: int = 0
    """How many of the cells in `cells` say what they said before."""
    unread: int = 0
    """How many cells hold a text now that could not be read."""
    shown: list[Column] = field(default_factory=list)
    """Columns that are only shown, for which something was pasted into a new row."""


class Filling:
    def __init__(self, entered: SheetInput, layout: Layout, names: RowNames) -> None:
        self.entered, self.layout, self.names = entered, layout, names
        self._read: dict[tuple[str, str], tuple[str, str]] = {}

    def fill(self, row: SheetRow, line: list[str]) -> Filled:
        """Put the cells into the row; a shorter line leaves the rest as it was, an empty one all of it."""
        filled = Filled()
        if not any(cell.strip() for cell in line):
            return filled
        is_new = row.key not in self.entered.was and self.entered.is_empty(row)
        for n, (column, text) in enumerate(zip(self.layout.columns, line, strict=False)):
            if column is not None and (is_new or not self._names(row, n, column)):
                self._put(row, column, column.tidied(text), is_new, filled)
        said = self.layout.columns[: len(line)]
        for column in self.entered.sheet.columns if is_new else ():
            if column in said or column.read_only:
                continue
            if wrong := self._reading(column, "")[1]:
                self.entered.errors[row.key, column.name] = wrong
                filled.missing.append(f"{column.label}: {wrong}")
        return filled

    def _names(self, row: SheetRow, n: int, column: Column) -> bool:
        """Whether the cell said which row it is: then the row is called so already."""
        return n == self.layout.named and column == self.names.column and bool(self.names.of(row))

    def _put(self, row: SheetRow, column: Column, text: str, is_new: bool, filled: Filled) -> None:
        was = row.cells.get(column.name, "")
        plain, wrong = self._reading(column, text)
        if column.read_only and is_new:
            filled.shown += [column] if text else []
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
            pass  # nothing was pasted, so the choice stays
        else:
            row.cells = row.cells | {column.name: plain}
            if wrong:
                self._refuse(row, column, wrong, filled)
            elif plain or was:
                filled.columns.append(column)
                filled.same += plain == was
                filled.cells.append(_change(column, was, plain, is_new))

    def _reading(self, column: Column, text: str) -> tuple[str, str]:
        """The text as the sheet writes it, and what is wrong with it; each text of a column is read once."""
        key = (column.name, text)
        if key not in self._read:
            try:
                value = column.clean(text)
                self._read[key] = (column.format(value) if text else "", "")
            except ValueError as error:
                self._read[key] = (text, str(error))
        return self._read[key]

    def _refuse(self, row: SheetRow, column: Column, wrong: str, filled: Filled) -> None:
        self.entered.errors[row.key, column.name] = wrong
        filled.wrong.append(f"{column.label}: {wrong}")
        filled.unread += 1

    def _leave(self, column: Column, why: str, text: str, filled: Filled) -> None:
        said = f" (you pasted “{text[:60]}”)" if text else ""
        filled.wrong.append(f"{column.label}: {why}{said}.".replace("..", "."))


def _change(column: Column, was: str, now: str, is_new: bool) -> str:
    said = f"{column.label}: {display_text(column, now) or 'empty'}"
    if is_new or was == now:
        return said
    return f"{said} (was {display_text(column, was) or 'empty'})"
