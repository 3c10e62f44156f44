"""What a subject says is late, and what all of them need to know of the day."""

from dataclasses import dataclass
from datetime import date

from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.people import Body
from secrel.core.people.queries import Leads, working_days

WARNING = 5
"""Working Days before a day is due from which it is said to be near."""


@dataclass(frozen=True)
class FlagFacts:
    """`thing` names what is late for good and is compared only; `said` tells it in a sentence with its dates."""

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
    leads: Leads
    bodies: dict[str, Body]

    @classmethod
    def read(cls, on: date) -> "SweepDay":
        return cls(on, working_days(), Leads(), {body.key: body for body in Body.objects.all()})

    def is_near(self, due: date) -> bool:
        """Within the last Working Days before it, the day itself included; not after it."""
        return self.on <= due and self.on >= self.calendar.before(due, WARNING)

    def near_or_late(self, due: date, near: str, late: str) -> str | None:
        """The kind that fits a day that is due; None while it is far."""
        if self.on > due:
            return late
        return near if self.is_near(due) else None


def day_text(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
