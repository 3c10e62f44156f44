"""A scale of dates: days to coordinates, and its ticks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from governance.documents.pictures.drawing import Drawing, Layout, Line, Mark, Picture, Text

HEAD = 58
"""Height of what is above the rows: today, the years and the months."""
YEARS = (1, 2, 5, 10, 50)
"""Years between two ticks over a very long time."""
MANY_MONTHS = 18
MANY_YEARS = 6
NARROWEST = 30
"""Units between two ticks with a name."""
WIDE_YEAR = 36
"""Units that the name of a year takes."""
EVERY = {1: (1, 3, 6, 12), 3: (1, 2, 4), 12: (1,)}
"""By months between two ticks: which of them can have a name, every one to one a year."""


@dataclass(frozen=True)
class DateScale:
    """Days from `first` to `last`, both included, as coordinates from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def over(cls, first: date, last: date, layout: Layout) -> "DateScale":
        return cls(first, last, layout.gutter, layout.right)

    def x(self, day: date) -> float:
        """The beginning of a day; one outside the scale is at its edge."""
        inside = min(max(day, self.first), self.last)
        days = max(1, (self.last - self.first).days)
        return round(self.left + (inside - self.first).days * (self.right - self.left) / days, 1)

    def width(self, begins: date, ends: date, least: float = 6) -> float:
        return max(least, round(self.x(ends) - self.x(begins), 1))

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, begins: date, ends: date) -> bool:
        """Whether some day from `begins` to `ends` is on the scale."""
        return begins <= self.last and ends >= self.first

    def ticks(self) -> Iterator[tuple[float, str, str]]:
        """(x, name of the month or "", year or ""): each month, over a long time each quarter, else each year."""
        months = (self.last - self.first).days / 30.4
        step = 1 if months <= MANY_MONTHS else 3 if months <= MANY_YEARS * 12 else 12
        wide = (self.right - self.left) * step / max(months, 1)
        every = next((every for every in EVERY[step] if wide * every >= NARROWEST), EVERY[step][-1])
        years = next((years for years in YEARS if wide * years >= NARROWEST), YEARS[-1]) if step == 12 else 1
        day = self.first.replace(day=1)
        day = day if day == self.first else next_month(day)
        seen_year = False
        while day <= self.last:
            if (day.month - 1) % step == 0 and day.year % years == 0:
                named = step < 12 and ((day.month - 1) // step) % every == 0
                year = str(day.year) if day.month == 1 or not seen_year else ""
                seen_year = True
                yield self.x(day), f"{day:%b}" if named else "", year
            day = next_month(day)

    def marks(self, height: float, today: date | None, *, spaced: bool = True) -> Iterator[Mark]:
        """The ticks with their names, and the line of today. `spaced`: a year that the next one would touch is left
        out, as its first month stands alone."""
        ticks = list(self.ticks())
        years = [x for x, _, year in ticks if year]
        for x, month, year in ticks:
            yield Line("grid", x, 50, x, height)
            if month:
                yield Text("m", x, 44, month)
            if year and not (spaced and any(0 < other - x < WIDE_YEAR for other in years)):
                yield Text("yr", x, 28, year)
        if today and self.has(today):
            x = self.x(today)
            yield Line("today", x, 16, x, height)
            yield Text("today-t", x, 12, "Today")


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def as_at(picture: Picture | None) -> Picture | None:
    """The picture as at an earlier day: what marks today is named “That day”."""
    if picture is None:
        return None
    return replace(picture, wide=_on_that_day(picture.wide), narrow=_on_that_day(picture.narrow))


def _on_that_day(drawing: Drawing) -> Drawing:
    marks = (
        replace(mark, text="That day") if isinstance(mark, Text) and mark.style == "today-t" else mark
        for mark in drawing.marks
    )
    return replace(drawing, marks=tuple(marks))
