"""Dates of a release timetable: a day, a part of a month, a month, a quarter, a year, or none.

The field's rule: early, mid and late month are days 1–10, 11–20 and 21–end. A partial date is an interval; it sorts by
its first day, then by its last. Its stored text is canonical: 2021-06-24, 2021-11 late, 2022-02, 2020-Q4, 2022, or "".
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 0)}
_STORED = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])"
    r"(?:-(?P<day>\d\d)|\ (?P<part>early|mid|late))?))?"
)


class Precision(StrEnum):
    DAY = "day"
    EARLY_MONTH = "early_month"
    MID_MONTH = "mid_month"
    LATE_MONTH = "late_month"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of a timetable; `PartialDate()` is a date that is still to be set."""

    year: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None

    def __post_init__(self) -> None:
        if self.year is not None and not 1900 <= self.year <= 2199:
            raise ValueError(f"{self.year} cannot be the year of a date here")
        if self.day is not None:
            date(self.year, self.month, self.day)  # raises ValueError for 31 February

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, month=day.month, day=day.day)

    @classmethod
    def parse(cls, stored: str) -> "PartialDate":
        """Read the canonical text. Raises ValueError for any other."""
        if not stored:
            return cls()
        found = _STORED.fullmatch(stored)
        if found is None:
            raise ValueError(
                f"“{stored}” is not a date: use 2021-06-24, 2021-11 late, 2021-11, 2021-Q4 or 2021"
            )
        year, quarter, month, day = (
            int(found[name]) if found[name] else None for name in ("year", "quarter", "month", "day")
        )
        return cls(year, quarter=quarter, month=month, day=day, part=found["part"])

    def __str__(self) -> str:
        if self.year is None:
            return ""
        if self.quarter:
            return f"{self.year}-Q{self.quarter}"
        text = f"{self.year:04d}" + (f"-{self.month:02d}" if self.month else "")
        return text + (f"-{self.day:02d}" if self.day else f" {self.part}" if self.part else "")

    def __bool__(self) -> bool:
        return self.year is not None

    @property
    def precision(self) -> Precision:
        if self.year is None:
            return Precision.UNKNOWN
        if self.quarter:
            return Precision.QUARTER
        if self.part:
            return Precision(f"{self.part}_month")
        return Precision.DAY if self.day else Precision.MONTH if self.month else Precision.YEAR

    @property
    def label(self) -> str:
        """The text in a timetable: 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022, or ""."""
        if self.year is None:
            return ""
        if self.quarter:
            return f"Q{self.quarter} {self.year}"
        if not self.month:
            return str(self.year)
        year = f"{self.year % 100:02d}" if 2000 <= self.year <= 2099 else str(self.year)
        month = f"{MONTHS[self.month - 1]} {year}"
        return (
            f"{self.day:02d} {month}"
            if self.day
            else f"{self.part.capitalize()} {month}"
            if self.part
            else month
        )

    @property
    def on_page(self) -> str:
        """The text on our pages: 24 Jun 2021, Late November 2021, February 2022, Q4 2020, 2022, or ""."""
        if self.year is None or not self.month:
            return self.label
        if self.day:
            return f"{self.day} {MONTHS[self.month - 1]} {self.year}"
        month = f"{month_name[self.month]} {self.year}"
        return f"{self.part.capitalize()} {month}" if self.part else month

    @property
    def date_text(self) -> str | None:
        """The `date` of rid.schema.json: the canonical text without the part of the month."""
        return str(self).split(" ")[0] or None

    @property
    def preposition(self) -> str:
        """ "on" for a day, "in" for anything longer."""
        return "on" if self.day else "in"

    def interval(self) -> tuple[date, date]:
        """The first and last day that it can mean. Raises ValueError if it is still to be set."""
        if self.year is None:
            raise ValueError("A date that is still to be set has no interval")
        if self.day and self.month:
            day = date(self.year, self.month, self.day)
            return day, day
        first, last = self.month or 1, self.month or 12
        if self.quarter:
            first, last = self.quarter * 3 - 2, self.quarter * 3
        begin, end = PARTS.get(self.part or "", (1, 0))
        return (
            date(self.year, first, begin),
            date(self.year, last, end or monthrange(self.year, last)[1]),
        )

    def __lt__(self, other: "PartialDate") -> bool:
        """A date that is still to be set sorts last."""
        latest = (date.max, date.max)
        mine, theirs = (one.interval() if one else latest for one in (self, other))
        return mine < theirs


TO_BE_SET = PartialDate()
