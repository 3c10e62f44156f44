"""What the pages of regression testing show: due days, counts, and the state of each declaration."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.regression.models import Kind, TestParticipant
from governance.regression.queries.declarations import Declared
from governance.regression.queries.due_days import DueDays
from secrel.core.changes.workflow import State

OVERDUE = State("overdue", "Overdue", "red", "cross")
MISSING = State("missing", "Not declared yet", "amber", "dot")
LATE = State("late", "Declared late", "amber", "check")
DECLARED = State("declared", "Declared", "green", "check")


@dataclass(frozen=True)
class Line:
    """A participant in the list, with what it has declared of each kind and how many accounts it has."""

    participant: TestParticipant
    declared: list[Declared]
    accounts: int

    @property
    def cells(self) -> list[tuple[Declared, State | None]]:
        return [(one, state_of(one)) for one in self.declared]


@dataclass(frozen=True)
class Count:
    """How many of those that take part have declared one kind."""

    kind: Kind
    total: int
    declared: int
    late: int
    overdue: int

    @property
    def missing(self) -> int:
        return self.total - self.declared


def state_of(one: Declared) -> State | None:
    """The state of a declaration; None where nothing is expected."""
    if one.rows:
        return LATE if one.is_late else DECLARED
    if one.is_missing:
        return OVERDUE if one.is_overdue else MISSING
    return None


def counts(lines: Iterable[Line]) -> list[Count]:
    """One for each kind, over those that take part."""
    taking_part = [line.declared for line in lines if line.participant.takes_part]
    found = []
    for place, kind in enumerate(Kind):
        of_kind = [declared[place] for declared in taking_part]
        found.append(
            Count(
                kind,
                len(of_kind),
                declared=sum(bool(one.rows) for one in of_kind),
                late=sum(one.is_late for one in of_kind),
                overdue=sum(one.is_overdue for one in of_kind),
            )
        )
    return found


def due_lines(
    days: DueDays, *, plans_ahead: bool
) -> list[tuple[Kind, date | None, date | None, date | None]]:
    """Kind, due day, with `plans_ahead` the day to which the present timetable has moved it unpublished, and the day by
    the rule, if the timetable has a later one.
    """
    found = [(kind, days.of(kind)) for kind in Kind]
    return [(kind, day.on, day.moves_to if plans_ahead else None, day.instead_of) for kind, day in found]
