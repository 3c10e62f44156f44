"""How long next steps wait, and where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from modifications.models.progress import NextStep
from modifications.queries import open_steps
from secrel.core.dates.working_days import WorkingDays
from secrel.core.people.queries import working_days

NOT_STATED = "Not stated"


@dataclass(frozen=True)
class Wait:
    """An open step, and how many Working Days its holder has had it (None: since when is not stated)."""

    step: NextStep
    days: int | None

    @property
    def holder(self) -> str:
        return self.step.held_by or NOT_STATED

    @property
    def reference(self) -> str:
        return self.step.modification.reference


@dataclass(frozen=True)
class Place:
    """A holder: the number of steps there, and the longest wait in Working Days."""

    holder: str
    count: int
    longest: int | None


def waits(on: date) -> list[Wait]:
    """The current step of each open modification, and any other open step with a holder, longest wait first."""
    calendar, found, seen = working_days(), [], set()
    for step in open_steps():
        is_current = step.modification_id not in seen
        seen.add(step.modification_id)
        if is_current or step.held_by:
            found.append(Wait(step, days_held(step, on, calendar)))
    return sorted(found, key=_longest)


def days_held(step: NextStep, on: date, calendar: WorkingDays) -> int | None:
    """Working Days since the day on which the holder got the step; None if that is not stated."""
    return calendar.between(step.held_since, on) if step.held_since else None


def _longest(row: Wait) -> tuple[bool, date]:
    return row.days is None, row.step.held_since or date.max


SORTS = {
    "days": _longest,
    "holder": lambda row: (not row.step.held_by, row.step.held_by.casefold()),
    "reference": lambda row: (row.step.modification.number, row.step.modification.suffix),
    "step": lambda row: row.step.step.casefold(),
}


def in_order(rows: Iterable[Wait], sort: str) -> list[Wait]:
    """Sorted by one of SORTS ("-holder": reversed), then by the longest wait; unknown ones by the longest wait."""
    key = SORTS.get(sort.lstrip("-"), _longest)
    return sorted(sorted(rows, key=_longest), key=key, reverse=sort.startswith("-"))


def places(rows: Iterable[Wait]) -> list[Place]:
    """The holders, those with the longest wait first."""
    by_holder: dict[str, list[Wait]] = defaultdict(list)
    for row in rows:
        by_holder[row.holder].append(row)
    found = [
        Place(holder, len(held), max((row.days for row in held if row.days is not None), default=None))
        for holder, held in by_holder.items()
    ]
    return sorted(found, key=lambda place: (place.longest is None, -(place.longest or 0), place.holder))


def waits_listed(rows: Iterable[Wait], holder: str = "", sort: str = "") -> list[Wait]:
    """Those with a holder, in an order of SORTS."""
    return in_order([row for row in rows if not holder or row.holder == holder], sort)
