"""Three sides of a sheet made one: as opened, as stored now, as typed. Only a cell that both changed conflicts.

A form of facts is a sheet of one row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Value = Any
"""What a cell holds: a text; in forms also a tick, and a list of the choices that are ticked."""
Cells = dict[str, Value]
Rows = dict[str, Cells]
"""Rows by key, in order; cells by column."""


@dataclass(frozen=True)
class Conflict:
    """A cell that both changed, or (without a column) a row that one changed and the other took out."""

    key: str
    column: str
    stored: Value
    entered: Value


@dataclass
class Merged:
    rows: Rows = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(was: Rows, stored: Rows, entered: Rows, identity: Sequence[str] = ()) -> Merged:
    """Rows in the typed order where that was changed, else in the stored one; new rows after those before them.

    Where `identity` names columns, a row in which others changed one of them is another row by now: whatever was
    typed into it conflicts as a whole.
    """
    merged = Merged()
    kept: Rows = {}
    for key, theirs in stored.items():
        if key in entered and _is_another(was.get(key), theirs, identity):
            kept[key] = theirs if entered[key] == was[key] else entered[key]
            if kept[key] != theirs:
                merged.conflicts.append(Conflict(key, "", _said(theirs), _said(entered[key])))
        elif key in entered:
            kept[key] = _merge_row(key, was.get(key, theirs), theirs, entered[key], merged.conflicts)
        elif key not in was:
            kept[key] = theirs
        elif was[key] != theirs:
            kept[key] = theirs
            merged.conflicts.append(Conflict(key, "", _said(theirs), "taken out"))
    for key, mine in entered.items():
        if key in stored:
            continue
        if key not in was:
            kept[key] = mine
        elif was[key] != mine:
            kept[key] = mine
            merged.conflicts.append(Conflict(key, "", "taken out", _said(mine)))
    merged.rows = {key: kept[key] for key in _order(was, stored, entered) if key in kept}
    return merged


def _is_another(was: Cells | None, stored: Cells, identity: Sequence[str]) -> bool:
    return was is not None and any(was.get(name) != stored.get(name) for name in identity)


def _merge_row(key: str, was: Cells, theirs: Cells, mine: Cells, conflicts: list[Conflict]) -> Cells:
    """A cell that was not sent counts as it was; one that the page did not have, as it is stored."""
    row = {}
    for column, stored in theirs.items():
        before = was.get(column, stored)
        entered = mine.get(column, before)
        row[column] = stored if same(entered, before) else entered
        if not same(entered, before) and not same(stored, before) and not same(stored, entered):
            conflicts.append(Conflict(key, column, stored, entered))
    return row


def same(one: Value, other: Value) -> bool:
    """Choices are ticked in no order."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return one == other


def _order(was: Rows, stored: Rows, entered: Rows) -> list[str]:
    """Who moved rows gives the order; where both did, whoever saves now. A row of one side stands after the one that is
    before it there."""
    common = [key for key in was if key in stored and key in entered]
    known = set(common)
    moved = [key for key in entered if key in known] != common
    first, second = (entered, stored) if moved else (stored, entered)
    following = {before: key for before, key in pairwise([None, *second]) if key not in first}
    order: list[str | None] = []
    for key in [None, *first]:
        order.append(key)
        while order[-1] in following:
            order.append(following[order[-1]])
    return order[1:]


def _said(cells: Cells) -> str:
    return " · ".join(filter(None, cells.values()))
