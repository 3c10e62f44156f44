"""Scope over time: how many modifications are approved and targeted at each point, and what came and left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from governance.documents.pictures.bars import BarRow, Part, bars
from governance.documents.pictures.drawing import Picture, entries, swatch
from governance.documents.pictures.stated import Stated, day

MOST_DAYS = 24
"""A ledger of more days is drawn by month."""
Scoped = Mapping[tuple[str, str], tuple[str, str]]
"""What is in a scope: by reference and part its name and status."""
IN_SCOPE = ("approved", "targeted")
AFTER = {"target": "targeted", "approve": "approved", "take_out": "out", "reconsider": "candidate"}
"""The status of an item after each move of the ledger but the first, which says that it entered."""
BEFORE = {"target": "candidate", "approve": "targeted", "take_out": "targeted", "reconsider": "targeted"}
"""The likely status before a move, for an item of which nothing else is known."""


@dataclass(frozen=True)
class ScopePoint:
    """The scope at a point in time, and what changed since the one before, by name."""

    label: str
    approved: int
    targeted: int
    candidates: int | None = None
    """None where candidates are not stated: a version lists none."""
    came: tuple[str, ...] = ()
    newly_approved: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    path: str = ""

    @property
    def words(self) -> str:
        """“3 in, 1 approved, 2 out”: in is what is targeted or approved and was neither before."""
        counts = ((len(self.came), "in"), (len(self.newly_approved), "approved"), (len(self.left), "out"))
        return ", ".join(f"{count} {word}" for count, word in counts if count)


@dataclass(frozen=True)
class ScopeMove:
    """A line of the ledger: an item that came to have a status on a day."""

    on: date
    name: str
    status: str


def entered_as(known: str, following: str, now: str) -> str:
    """The status with which an item entered: the one recorded, else by the move that followed, else today's."""
    return known or BEFORE.get(following) or now


def scope_by_version(stated: Sequence[Stated]) -> list[ScopePoint]:
    """A point for each version; the first says nothing of what changed.

    A Draft Proposal and the modification that it became are one.
    """
    points: list[ScopePoint] = []
    before: Scoped | None = None
    for one in stated:
        now = {
            (
                f"MP{entry.ref.removeprefix('DP')}" if entry.ref.startswith("DP") else entry.ref,
                entry.part or "",
            ): (
                f"{entry.ref} ({entry.part})" if entry.part else entry.ref,
                status,
            )
            for status, listed in one.scope.by_status
            for entry in listed
        }
        points.append(_point(one.dated, before, now, None, path=one.path))
        before = now
    return points


def scope_by_day(moves: Iterable[ScopeMove]) -> list[ScopePoint]:
    """A point for each day of the ledger, from the oldest; for each month if there are many days."""
    ordered = sorted(moves, key=lambda move: move.on)
    many = len({move.on for move in ordered}) > MOST_DAYS
    by = groupby(ordered, lambda move: move.on.replace(day=1) if many else move.on)
    groups = [(f"{on:%b %Y}" if many else day(on), list(rows)) for on, rows in by]
    status: dict[str, str] = {}
    points = []
    for label, rows in groups:
        before = _in_scope(status)
        for row in rows:
            status[row.name] = row.status
        left = [row.name for row in rows if row.status == status[row.name] == "out"]
        candidates = sum(state == "candidate" for state in status.values())
        points.append(_point(label, before, _in_scope(status), candidates, left))
    return points


def _in_scope(status: Mapping[str, str]) -> Scoped:
    return {(name, ""): (name, state) for name, state in status.items() if state in IN_SCOPE}


def _point(
    label: str,
    before: Scoped | None,
    now: Scoped,
    candidates: int | None,
    left: Iterable[str] = (),
    path: str = "",
) -> ScopePoint:
    approved, targeted = (sum(state == name for _, state in now.values()) for name in IN_SCOPE)
    if before is None:
        return ScopePoint(label, approved, targeted, candidates, path=path)
    came = tuple(name for key, (name, _) in now.items() if key not in before)
    newly = tuple(
        name
        for key, (name, state) in now.items()
        if state == "approved" and key in before and before[key][1] == "targeted"
    )
    gone = dict.fromkeys([*(name for key, (name, _) in before.items() if key not in now), *left])
    return ScopePoint(label, approved, targeted, candidates, came, newly, tuple(gone), path)


def scope_picture(points: Sequence[ScopePoint], name: str, title: str) -> Picture | None:
    rows = [
        BarRow(
            point.label,
            (
                Part("full", point.approved, str(point.approved)),
                Part("part", point.targeted, str(point.targeted)),
                Part("maybe", point.candidates or 0, str(point.candidates)),
            ),
            point.words
            or ("" if point.approved + point.targeted + (point.candidates or 0) else "nothing in scope"),
        )
        for point in points
    ]
    key = [(swatch("full"), "Approved"), (swatch("part"), "Targeted")]
    key += [(swatch("maybe"), "Candidates")] if any(point.candidates for point in points) else []
    about = (
        "A bar for each point in time, from the oldest: modifications approved, then targeted. Beside it what came in, "
        "was approved and went out since the bar above. The table beneath names them."
    )
    return bars(name, title, about, rows, entries(*key))
