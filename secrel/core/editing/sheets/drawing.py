"""A sheet as a template draws it: lines of cells, each with its name, its error, and how it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.merging import Conflict
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow


@dataclass(frozen=True)
class SheetCell:
    """`label` is its accessible name, "Suppliers: MP088"; `changed` whether it differs from what was opened."""

    column: Column
    name: str
    id: str
    value: str
    was: str
    label: str
    error: str = ""
    locked: bool = False
    proposed: str | None = None

    @property
    def changed(self) -> bool:
        return self.value != self.was


@dataclass(frozen=True)
class SheetLine:
    row: SheetRow
    cells: list[SheetCell]
    place: int
    is_new: bool
    is_removed: bool
    place_text: str = ""
    """What was typed instead of the place."""
    place_error: str = ""

    @property
    def ticks(self) -> int:
        return sum(cell.column.kind == "tick" and bool(cell.value) for cell in self.cells)


@dataclass(frozen=True)
class ConflictSides:
    """A conflict in words: where, what is stored now, what was typed; `take` names what to take instead."""

    where: str
    stored: str
    entered: str
    take: str


def lines_of(entered: SheetInput, proposed: Mapping[tuple[str, str], Any] | None = None) -> list[SheetLine]:
    """The rows, and as many empty ones as the sheet has to spare; `proposed` are proposals by row and column."""
    known = {row.key for row in entered.rows} | set(entered.was)
    fresh = (key for n in count(1) if (key := f"new-{n}") not in known)
    spare = [
        SheetRow(next(fresh), entered.sheet.blank()) for _ in range(entered.spare if entered.sheet.add else 0)
    ]
    return [
        _line(entered, row, place, proposed or {})
        for place, row in enumerate([*entered.rows, *spare], start=1)
    ]


def _line(
    entered: SheetInput, row: SheetRow, place: int, proposed: Mapping[tuple[str, str], Any]
) -> SheetLine:
    was, name = entered.was.get(row.key, {}), name_of(entered, row)
    cells = [
        SheetCell(
            column,
            f"{row.key}.{column.name}",
            f"c{place}-{n}",
            row.cells.get(column.name, ""),
            was.get(column.name, row.cells.get(column.name, "") if column.kind == "choice" else ""),
            f"{column.label}: {name}",
            entered.errors.get((row.key, column.name), ""),
            column.read_only or column.name in row.locked,
            proposed[row.key, column.name].text if (row.key, column.name) in proposed else None,
        )
        for n, column in enumerate(entered.sheet.columns)
    ]
    return SheetLine(
        row,
        cells,
        place,
        row.key not in entered.was,
        row.key in entered.removed,
        entered.places.get(row.key, ""),
        entered.errors.get((row.key, "place"), ""),
    )


def name_of(entered: SheetInput, row: SheetRow) -> str:
    """How people call the row."""
    column = entered.sheet.named_by or entered.sheet.columns[0].name
    number = row.key.removeprefix("new-")
    return (
        row.head
        or row.cells.get(column, "")[:80]
        or (f"new row {number}" if number != row.key else "unnamed")
    )


def display_text(column: Column, text: str) -> str:
    """What a cell holds, as people read it."""
    if column.kind == "tick":
        return "ticked" if text else ""
    return dict(column.choices).get(text, text) if column.kind == "choice" else text


def sums_of(lines: list[SheetLine]) -> list[int]:
    """Ticks in each column, then in all."""
    if not lines:
        return []
    of_columns = [sum(bool(line.cells[n].value) for line in lines) for n in range(len(lines[0].cells))]
    return [*of_columns, sum(of_columns)]


def errors_of(entered: SheetInput, lines: list[SheetLine]) -> Iterator[tuple[str, str, str]]:
    """Id, accessible name and sentence of every cell that is wrong."""
    for line in lines:
        if line.place_error:
            yield f"p{line.place}", f"No.: {name_of(entered, line.row)}", line.place_error
        for cell in line.cells:
            if cell.error:
                yield cell.id, cell.label, cell.error


def sides_of(entered: SheetInput) -> list[ConflictSides]:
    rows = {row.key: row for row in entered.rows}
    return [_side(entered, rows.get(conflict.key), conflict) for conflict in entered.conflicts]


def _side(entered: SheetInput, row: SheetRow | None, conflict: Conflict) -> ConflictSides:
    column = next((known for known in entered.sheet.columns if known.name == conflict.column), None)
    where = name_of(entered, row) if row else conflict.key
    said = {"1": "Ticked", "": "Not ticked"} if column and column.kind == "tick" else {"": "Empty"}
    return ConflictSides(
        f"{column.label}: {where}" if column else where,
        said.get(conflict.stored, conflict.stored),
        said.get(conflict.entered, conflict.entered),
        f"{conflict.key}.{conflict.column}" if column else "",
    )
