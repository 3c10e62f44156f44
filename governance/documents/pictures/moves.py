"""Dates that moved: for each step of the timetable the dates that versions stated, one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from governance.documents.checks.reading.events import GO_LIVE, read_event
from governance.documents.engine.facts import When
from governance.documents.pictures.drawing import (
    NARROW,
    WIDE,
    Drawing,
    Layout,
    Line,
    Mark,
    Path,
    Picture,
    beside,
    diamond,
    drawn,
    entries,
)
from governance.documents.pictures.scale import HEAD, DateScale, next_month
from governance.documents.pictures.stated import Stated
from governance.documents.rid.types.rid import Step
from secrel.core.dates.partial_dates import PartialDate

GO_LIVE_EVENT = "Go-live of the release"


@dataclass(frozen=True)
class Station:
    """A date that was stated, and by what: "RID 1.0, 17 Jan 2020", "first planned" or "took place"."""

    when: PartialDate
    label: str
    by: str

    @property
    def begins(self) -> date:
        return self.when.interval()[0]


@dataclass(frozen=True)
class MovedStep:
    """A step of the timetable whose date changed; its stations from the first date to the last."""

    event: str
    stations: tuple[Station, ...]

    @property
    def days(self) -> int:
        """By how many days the last date is later than the first, counted from the beginning of each."""
        return (self.stations[-1].begins - self.stations[0].begins).days

    @property
    def words(self) -> str:
        """“14 days later”; “about” where a date is not a day."""
        if not self.days:
            return "other words" if len(self.stations) < 3 else "back again"
        about = "" if all(one.when.day for one in (self.stations[0], self.stations[-1])) else "about "
        count = abs(self.days)
        return f"{about}{count} day{'' if count == 1 else 's'} {'later' if self.days > 0 else 'earlier'}"


def moved_steps(stated: Sequence[Stated]) -> list[MovedStep]:
    """The steps whose date moved between versions, or from the date first planned, in the order of their last dates."""
    stations: dict[str, list[Station]] = {}
    events: dict[str, str] = {"": GO_LIVE_EVENT}
    for one in stated:
        if one.go_live:
            _add(
                stations.setdefault("", []),
                Station(PartialDate.of(one.go_live), _day(one.go_live), one.dated),
            )
        for row in one.timeline:
            if read_event(row.event) == GO_LIVE:
                continue
            key = row.key or row.event
            events[key] = row.event
            held = stations.setdefault(key, [])
            for station in _of_row(row, one.dated, is_first=not held):
                _add(held, station)
    moved = [MovedStep(events[key], tuple(held)) for key, held in stations.items() if len(held) > 1]
    return sorted(moved, key=lambda step: (step.event != GO_LIVE_EVENT, step.stations[-1].begins, step.event))


def _of_row(row: Step, by: str, *, is_first: bool) -> Iterator[Station]:
    if is_first and row.planned and row.planned.date:
        yield Station(row.planned.value, _label(row.planned), "first planned")
    if row.when.date:
        yield Station(row.when.value, _label(row.when), by)
    if row.actual and row.actual.date:
        yield Station(row.actual.value, _label(row.actual), "took place")


def _add(held: list[Station], station: Station) -> None:
    """Add a station whose date is another than the last one's."""
    if not held or held[-1].when != station.when:
        held.append(station)


def _label(when: When) -> str:
    return _day(when.value.interval()[0]) if when.value.day else when.label or when.value.label


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def moves_picture(steps: Sequence[MovedStep], today: date) -> Picture | None:
    """A line for each step from its first date to its last; None if nothing moved."""
    if not steps:
        return None
    begins = [station.begins for step in steps for station in step.stations]
    first, last = min(begins).replace(day=1), next_month(max(begins))
    return Picture(
        "moves",
        "Dates that moved",
        "A row for each step that moved: its earlier dates, the date that stands now, and by how many days it moved. "
        "The table beneath has each date with the version that stated it.",
        _drawing(steps, DateScale.over(first, last, WIDE), WIDE, today),
        _drawing(steps, DateScale.over(first, last, NARROW), NARROW, today),
        entries(
            (Path("was", "M11 3a4 4 0 1 0 .1 0z"), "Stated before"),
            (diamond("dia", 11, 7, 6), "Stands now, or took place"),
        ),
    )


def _drawing(steps: Sequence[MovedStep], scale: DateScale, layout: Layout, today: date) -> Drawing:
    height = HEAD + len(steps) * layout.row + 6
    marks: list[Mark] = [*scale.marks(height, today)]
    for place, step in enumerate(steps):
        y = HEAD + place * layout.row
        top = layout.bar_y(y) + 8
        marks.append(layout.label(step.event, y))
        xs = [scale.x(station.begins) for station in step.stations]
        if min(xs) != max(xs):
            marks.append(Line("move", min(xs), top, max(xs), top))
        marks += [Path("was", f"M{x:g} {top - 4:g}a4 4 0 1 0 .1 0z") for x in xs[:-1]]
        marks.append(diamond("dia", xs[-1], top))
        marks.append(beside(max(xs), top + 4.5, step.words, layout.width))
    return drawn(layout, height, marks)
