"""Periods of a timeline: a year, half a year or a quarter, each with its address, its neighbours and its levels."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<part>[hq])(?P<number>[1-4]))?", re.ASCII)
_MONTHS = {"": 12, "h": 6, "q": 3}
LEVELS = (("", "Year"), ("h", "Half year"), ("q", "Quarter"))
FIRST_YEAR, LAST_YEAR = 1901, 2198
"""Years whose neighbours are years of a release too."""


@dataclass(frozen=True)
class Period:
    """`part`: "" for a year, "h" for half a year, "q" for a quarter; `number`: which one, from 1."""

    year: int
    part: str = ""
    number: int = 1

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The period of 2021, 2021-h2 or 2021-q4; None for any other text."""
        found = _PERIOD.fullmatch(text)
        if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
            return None
        part, number = found["part"] or "", int(found["number"] or 1)
        return cls(int(found["year"]), part, number) if number * _MONTHS[part] <= 12 else None

    @classmethod
    def around(cls, day: date, part: str = "") -> Self:
        return cls(day.year, part, (day.month - 1) // _MONTHS[part] + 1)

    @property
    def key(self) -> str:
        """Its text in an address."""
        return f"{self.year}-{self.part}{self.number}" if self.part else str(self.year)

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * _MONTHS[self.part] + 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def label(self) -> str:
        if not self.part:
            return str(self.year)
        return f"{self.first:%B} to {self.last:%B %Y}"

    @property
    def next(self) -> Self:
        last = 12 // _MONTHS[self.part]
        is_last = self.number == last
        return type(self)(self.year + is_last, self.part, 1 if is_last else self.number + 1)

    @property
    def previous(self) -> Self:
        last = 12 // _MONTHS[self.part]
        is_first = self.number == 1
        return type(self)(self.year - is_first, self.part, last if is_first else self.number - 1)

    def at(self, part: str, today: date) -> Self:
        """The period of another level that has today, if this one has it; else the one with its first day."""
        day = today if self.first <= today <= self.last else self.first
        return self.around(day, part)
