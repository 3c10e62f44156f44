"""Working Days: Monday to Friday except bank holidays, by default those of England and Wales."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

import holidays

SUBDIVISIONS = {"england_and_wales": "ENG", "scotland": "SCT"}
FARTHEST = 400  # Working Days; a larger offset is a mistake


@lru_cache(maxsize=256)
def published(division: str, year: int) -> dict[date, str]:
    """The library's calendar for a year: the name of each bank holiday."""
    return dict(sorted(holidays.UnitedKingdom(subdiv=SUBDIVISIONS[division], years=year).items()))


@dataclass(frozen=True)
class WorkingDays:
    """A calendar of one or more divisions: a day is a holiday if it is one in any of them.

    `corrections` maps (division, date) to whether it is a holiday; corrections win over the library.
    """

    divisions: tuple[str, ...] = ("england_and_wales",)
    corrections: tuple[tuple[tuple[str, date], bool], ...] = ()

    @cached_property
    def _corrected(self) -> dict[tuple[str, date], bool]:
        return dict(self.corrections)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and not any(self._is_holiday(division, day) for division in self.divisions)

    def _is_holiday(self, division: str, day: date) -> bool:
        corrected = self._corrected.get((division, day))
        return corrected if corrected is not None else day in published(division, day.year)

    def before(self, day: date, count: int) -> date:
        """The Working Day that is `count` Working Days before the day."""
        return self._step(day, count, timedelta(days=-1))

    def after(self, day: date, count: int) -> date:
        return self._step(day, count, timedelta(days=1))

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if not 0 <= count <= FARTHEST:
            raise ValueError(f"{count} Working Days is out of range: use 0 to {FARTHEST}.")
        while count:
            day += step
            count -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working Days after `start`, up to and including `end`; negative where `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_working_day(day) for day in _days_after(start, end))


def _days_after(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
