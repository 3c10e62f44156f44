"""The timetable as a picture: coordinates computed from dates. The page also has the timetable as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.engine.facts import When
from governance.documents.rid.types.rid import Step
from secrel.core.dates.partial_dates import PartialDate

WIDTH, GUTTER, ROW, TOP, MARGIN = 880, 310, 26, 46, 90
LONGEST_LABEL = 42
MANY_MONTHS = 18


@dataclass(frozen=True)
class Bar:
    """A row of the timetable: from `x`, `w` wide, at `y`; `base_x` and `base_w` show the first planned date."""

    label: str
    when: str
    state: str
    x: float
    w: float
    y: int
    base_x: float | None = None
    base_w: float | None = None

    @property
    def text_x(self) -> float:
        return self.x + self.w + 8


@dataclass(frozen=True)
class MonthTick:
    x: float
    label: str
    year: str


@dataclass(frozen=True)
class Picture:
    bars: list[Bar]
    ticks: list[MonthTick]
    today_x: float | None
    width: int
    height: int


def picture(timeline: Iterable[Step], today: date) -> Picture | None:
    """The dated rows as bars over months; None if fewer than two rows have a date."""
    steps = [(row, when.interval()) for row in timeline if (when := _when(row.when))]
    if len(steps) < 2:
        return None
    first = min(interval[0] for _, interval in steps).replace(day=1)
    last = _next_month(max(interval[1] for _, interval in steps))
    scale = (WIDTH - GUTTER - MARGIN) / (last - first).days

    def x(day: date) -> float:
        return round(GUTTER + (min(max(day, first), last) - first).days * scale, 1)

    bars = [_bar(row, interval, place, x, today) for place, (row, interval) in enumerate(steps)]
    return Picture(
        bars,
        list(_ticks(first, last, x)),
        x(today) if first <= today <= last else None,
        WIDTH,
        TOP + len(bars) * ROW + 8,
    )


def _when(when: When) -> PartialDate | None:
    return when.value if when.date else None


def _bar(row: Step, interval: tuple[date, date], place: int, x: Any, today: date) -> Bar:
    start, end = interval
    event = row.event
    label = event if len(event) <= LONGEST_LABEL else f"{event[: LONGEST_LABEL - 1].rstrip()}…"
    is_done = bool(row.actual) or end < today
    state = "done" if is_done else "now" if start <= today <= end else "plan"
    base = _when(row.planned) if row.planned else None
    planned = base.interval() if base else None
    return Bar(
        label,
        row.when.label,
        state,
        x(start),
        max(6.0, round(x(end) - x(start), 1)),
        TOP + place * ROW,
        x(planned[0]) if planned else None,
        max(6.0, round(x(planned[1]) - x(planned[0]), 1)) if planned else None,
    )


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _ticks(first: date, last: date, x: Any) -> Iterator[MonthTick]:
    """A tick for each month, or for each quarter over a long period."""
    many = (last - first).days > MANY_MONTHS * 31
    day = first
    while day < last:
        if not many or day.month % 3 == 1 or day == first:
            yield MonthTick(x(day), f"{day:%b}", str(day.year) if day.month == 1 or day == first else "")
        day = _next_month(day)
