"""Merge three versions of a sheet: as opened, as stored now and as entered. Only a cell that both people changed
conflicts.

A form of facts is merged as a sheet of one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Value = Any
"""The value of a cell: a text; in forms also a tick, or a list of the ticked choices."""
Cells = dict[str, Value]
Rows = dict[str, Cells]
"""Rows by key, in order; cells by column."""


@dataclass(frozen=True)
class Conflict:
    """A cell that both people changed, or (without a column) a row that one changed and the other removed."""

    key: str
    column: str
    stored: Value
    entered: Value


@dataclass
class Merged:
    rows: Rows = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(was: Rows, stored: Rows, entered: Rows, identity: Sequence[str] = ()) -> Merged:
    """The merged rows: in the order entered if that was changed, else in the stored order.

    `identity` names columns that identify a row. If another person changed one of them, it is a different row by now:
    anything entered into it conflicts as a whole.
    """
    merged = Merged()
    result: Rows = {}
    for key, theirs in stored.items():
        if key in entered and _is_another(was.get(key), theirs, identity):
            result[key] = theirs if entered[key] == was[key] else entered[key]
            if result[key] != theirs:
                merged.conflicts.append(Conflict(key, "", _row_text(theirs), _row_text(entered[key])))
        elif key in entered:
            result[key] = _merge_row(key, was.get(key, theirs), theirs, entered[key], merged.conflicts)
        elif key not in was:
            result[key] = theirs
        elif was[key] != theirs:
            result[key] = theirs
            merged.conflicts.append(Conflict(key, "", _row_text(theirs), "removed"))
    for key, mine in entered.items():
        if key in stored:
            continue
        if key not in was:
            result[key] = mine
        elif was[key] != mine:
            result[key] = mine
            merged.conflicts.append(Conflict(key, "", "removed", _row_text(mine)))
    merged.rows = {key: result[key] for key in _order(was, stored, entered) if key in result}
    return merged


def _is_another(was: Cells | None, stored: Cells, identity: Sequence[str]) -> bool:
    return was is not None and any(was.get(name) != stored.get(name) for name in identity)


def _merge_row(key: str, was: Cells, theirs: Cells, mine: Cells, conflicts: list[Conflict]) -> Cells:
    """A cell that was not submitted is unchanged; one that the page did not have is as stored."""
    row = {}
    for column, stored in theirs.items():
        before = was.get(column, stored)
        entered = mine.get(column, before)
        row[column] = stored if same(entered, before) else entered
        if not same(entered, before) and not same(stored, before) and not same(stored, entered):
            conflicts.append(Conflict(key, column, stored, entered))
    return row


def same(one: Value, other: Value) -> bool:
    """Whether two values are equal; the order of ticked choices does not matter."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return one == other


def _order(was: Rows, stored: Rows, entered: Rows) -> list[str]:
    """The order of whoever moved rows; if both did, of whoever saves now. A row of one side only follows the row
    that is before it there."""
    common = [key for key in was if key in stored and key in entered]
    common_keys = set(common)
    moved = [key for key in entered if key in common_keys] != common
    first, second = (entered, stored) if moved else (stored, entered)
    following = {before: key for before, key in pairwise([None, *second]) if key not in first}
    order: list[str | None] = []
    for key in [None, *first]:
        order.append(key)
        while order[-1] in following:
            order.append(following[order[-1]])
    return order[1:]


def _row_text(cells: Cells) -> str:
    return " · ".join(filter(None, cells.values()))
