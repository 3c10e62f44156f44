"""The facts of a flag, and what every subject needs to know about the day of the sweep."""

from dataclasses import dataclass
from datetime import date

from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.people import Body
from secrel.core.people.queries import LeadTimes, working_days

WARNING = 5
"""How many Working Days before a due date it counts as near."""


@dataclass(frozen=True)
class FlagFacts:
    """What a flag is about. `thing` is a stable key, only ever compared; `sentence` describes it with its dates."""

    thing: str
    kind: str
    due_on: date
    sentence: str
    path: str
    release_id: int | None = None
    item_id: int | None = None
    modification_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True)
class SweepDay:
    on: date
    calendar: WorkingDays
    leads: LeadTimes
    bodies: dict[str, Body]

    @classmethod
    def read(cls, on: date) -> "SweepDay":
        return cls(on, working_days(), LeadTimes(), {body.key: body for body in Body.objects.all()})

    def is_near(self, due: date) -> bool:
        """Whether the day is within WARNING Working Days before the due date, or on it."""
        return self.on <= due and self.on >= self.calendar.before(due, WARNING)

    def near_or_late(self, due: date, near: str, late: str) -> str | None:
        """The kind of flag for a due date; None while it is neither near nor past."""
        if self.on > due:
            return late
        return near if self.is_near(due) else None


def date_text(when: PartialDate) -> str:
    """A day as in all sentences of flags; a vaguer date as timetables write it."""
    return day_text(when.interval()[0]) if when.day else when.label


def day_text(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
