"""A sheet for a template: lines of cells, each with its input's name, its error and its value when opened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.merging import Conflict
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, SheetRow


class SheetCell(NamedTuple):
    """A cell with its input. `label` is its accessible name, "Suppliers: MP088"; `was` its value when opened."""

    column: Column
    name: str
    id: str
    value: str
    was: str
    label: str
    error: str = ""
    locked: bool = False
    proposed: str | None = None
    guess: str = ""
    """Why its text is a guess that has to be confirmed."""
    is_pointed: bool = False
    """Whether the cursor is in it when the page opens."""

    @property
    def changed(self) -> bool:
        return self.value != self.was


@dataclass(frozen=True)
class SheetLine:
    """A row of the table, with its cells and its number."""

    row: SheetRow
    cells: list[SheetCell]
    place: int
    is_new: bool
    is_removed: bool
    opened_at: int = 0
    """Its number when the page was opened; 0 for a new row."""
    place_text: str = ""
    """The text entered as the number, where it is not one."""
    place_error: str = ""
    guess: str = ""
    """Why it is a guess that a pasted line is this row."""
    is_pointed: bool = False
    """Whether the page was opened for a finding about it."""

    @property
    def ticks(self) -> int:
        return sum(cell.column.kind == "tick" and bool(cell.value) for cell in self.cells)


@dataclass(frozen=True)
class ConflictSides:
    """Both sides of a conflict: the cell, the text stored now and the text entered. `take` is the value of the tick box
    that takes the stored text."""

    where: str
    stored: str
    entered: str
    take: str


def lines_of(
    sheet_input: SheetInput, proposed: Mapping[tuple[str, str], Any] | None = None
) -> list[SheetLine]:
    """The rows and the spare empty ones; `proposed` holds proposals by row and column."""
    existing = {row.key for row in sheet_input.rows} | set(sheet_input.was)
    fresh = (key for n in count(1) if (key := f"new-{n}") not in existing)
    spare = [
        SheetRow(next(fresh), sheet_input.sheet.blank())
        for _ in range(sheet_input.spare if sheet_input.sheet.add else 0)
    ]
    numbers = {key: number for number, key in enumerate(sheet_input.was, start=1)}
    return [
        _line(sheet_input, row, place, numbers.get(row.key, 0), proposed or {})
        for place, row in enumerate([*sheet_input.rows, *spare], start=1)
    ]


def _line(
    sheet_input: SheetInput,
    row: SheetRow,
    place: int,
    opened_at: int,
    proposed: Mapping[tuple[str, str], Any],
) -> SheetLine:
    was, name = sheet_input.was.get(row.key, {}), name_of(sheet_input, row)
    whys = {column: guess.why for (key, column), guess in sheet_input.guesses.items() if key == row.key}
    cells = [
        SheetCell(
            column,
            f"{row.key}.{column.name}",
            f"c{place}-{n}",
            row.cells.get(column.name, ""),
            was.get(column.name, row.cells.get(column.name, "") if column.kind == "choice" else ""),
            f"{column.label}: {name}",
            sheet_input.errors.get((row.key, column.name), ""),
            column.read_only or column.name in row.locked,
            proposed[row.key, column.name].text if (row.key, column.name) in proposed else None,
            whys.get(column.name, ""),
        )
        for n, column in enumerate(sheet_input.sheet.columns)
    ]
    return SheetLine(
        row,
        cells,
        place,
        row.key not in sheet_input.was,
        row.key in sheet_input.removed,
        opened_at,
        sheet_input.places.get(row.key, ""),
        sheet_input.errors.get((row.key, "place"), ""),
        whys.get("", ""),
    )


def name_of(sheet_input: SheetInput, row: SheetRow) -> str:
    """The name of the row, for people."""
    column = sheet_input.sheet.named_by or sheet_input.sheet.columns[0].name
    number = row.key.removeprefix("new-")
    return (
        row.head
        or row.cells.get(column, "")[:80]
        or (f"new row {number}" if number != row.key else "unnamed")
    )


def display_text(column: Column, text: str) -> str:
    """The text of a cell for people: a choice's label, "ticked" for a tick."""
    if column.kind == "tick":
        return "ticked" if text else ""
    return dict(column.choices).get(text, text) if column.kind == "choice" else text


def sums_of(sheet: Sheet, lines: list[SheetLine]) -> list[int | None]:
    """The number of ticks in each column after the one that names the row (None: it has no ticks), then in all."""
    if not lines:
        return []
    of_columns = [
        sum(bool(line.cells[n].value) for line in lines) if column.kind == "tick" else None
        for n, column in enumerate(sheet.columns)
    ]
    return [*(of_columns if sheet.head else of_columns[1:]), sum(filter(None, of_columns))]


def errors_of(sheet_input: SheetInput, lines: list[SheetLine]) -> Iterator[tuple[str, str, str]]:
    """Id, accessible name and error of every cell that has one."""
    for line in lines:
        if line.place_error:
            yield f"p{line.place}", f"No.: {name_of(sheet_input, line.row)}", line.place_error
        for cell in line.cells:
            if cell.error:
                yield cell.id, cell.label, cell.error


def sides_of(sheet_input: SheetInput) -> list[ConflictSides]:
    rows = {row.key: row for row in sheet_input.rows}
    return [_side(sheet_input, rows.get(conflict.key), conflict) for conflict in sheet_input.conflicts]


def _side(sheet_input: SheetInput, row: SheetRow | None, conflict: Conflict) -> ConflictSides:
    column = next((column for column in sheet_input.sheet.columns if column.name == conflict.column), None)
    where = name_of(sheet_input, row) if row else conflict.key
    labels = {"1": "Ticked", "": "Not ticked"} if column and column.kind == "tick" else {"": "Empty"}
    return ConflictSides(
        f"{column.label}: {where}" if column else where,
        labels.get(conflict.stored, conflict.stored),
        labels.get(conflict.entered, conflict.entered),
        f"{conflict.key}.{conflict.column}" if column else "",
    )
