"""The timeline of releases to scale: test windows, go-lives, related programmes and bank holidays of a period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from governance.documents.checks.reading.events import Event, Moment, Stage, read_event
from governance.documents.pictures.drawing import (
    NARROW,
    WIDE,
    Drawing,
    Layout,
    Line,
    Mark,
    Path,
    Picture,
    Rect,
    Text,
    beside,
    diamond,
    drawn,
    entries,
    fits,
    swatch,
)
from governance.documents.pictures.scale import HEAD, DateScale
from secrel.core.dates.partial_dates import PartialDate

TESTED = (Stage.PIT, Stage.SIT, Stage.UIT)
STYLES = {"PIT": "pit", "SIT": "sit", "UIT": "uit"}
"""How the bar of each stage of testing is drawn; another window is drawn with dashes."""


@dataclass(frozen=True)
class Window:
    """A time of testing; `words` name it."""

    words: str
    begins: date
    ends: date
    label: str

    @property
    def style(self) -> str:
        return STYLES.get(self.words, "win")


@dataclass(frozen=True)
class GoLive:
    """A go-live as it is stated: a day, or a longer time in which it falls. `note`: what the table says of it too."""

    begins: date
    ends: date
    label: str
    is_done: bool = False
    note: str = ""

    @classmethod
    def of(cls, when: PartialDate, *, is_done: bool = False, note: str = "") -> "GoLive | None":
        return cls(*when.interval(), _said(when), is_done, note) if when else None


@dataclass(frozen=True)
class Lane:
    """A release, or a related programme."""

    name: str
    path: str = ""
    windows: tuple[Window, ...] = ()
    go_live: GoLive | None = None
    is_programme: bool = False

    @property
    def order(self) -> tuple[bool, date, str]:
        dates = [self.go_live.begins] if self.go_live else [window.begins for window in self.windows]
        return self.is_programme, min(dates, default=date.max), self.name


@dataclass(frozen=True)
class Holiday:
    on: date
    name: str


@dataclass(frozen=True)
class TimelineRow:
    """A row of the table beneath the picture."""

    begins: date
    label: str
    what: str
    name: str
    path: str = ""
    kind: str = "release"
    note: str = ""


def windows_of(rows: Iterable[tuple[str, PartialDate]]) -> tuple[Window, ...]:
    """The stages of testing of a timetable, read from its events: each from its beginning to its end or its report."""
    first: dict[Event, PartialDate] = {}
    for text, when in rows:
        if when and (event := read_event(text)) and event.stage in TESTED:
            first.setdefault(event, when)
    found = []
    for stage in TESTED:
        begins = first.get(Event(stage, Moment.BEGINS))
        ends = first.get(Event(stage, Moment.ENDS)) or first.get(Event(stage, Moment.SUBMITTED))
        if begins and ends and begins.interval()[0] <= ends.interval()[1]:
            found.append(_window(stage.upper(), begins, ends))
    return tuple(found)


def window_between(begins: PartialDate, ends: PartialDate, words: str = "Testing") -> tuple[Window, ...]:
    """The one window of a programme; none unless both ends are known."""
    known = begins and ends and begins.interval()[0] <= ends.interval()[1]
    return (_window(words, begins, ends),) if known else ()


def _window(words: str, begins: PartialDate, ends: PartialDate) -> Window:
    label = f"{_said(begins)} to {_said(ends)}"
    return Window(words, begins.interval()[0], ends.interval()[1], label)


def _said(when: PartialDate) -> str:
    first, _ = when.interval()
    return f"{first.day} {first:%b %Y}" if when.day else when.label


def in_period(lanes: Iterable[Lane], scale: DateScale) -> list[Lane]:
    """The lanes with something on the scale, in the order of the picture."""
    return sorted(
        (
            lane
            for lane in lanes
            if any(scale.meets(one.begins, one.ends) for one in lane.windows)
            or (lane.go_live and scale.meets(lane.go_live.begins, lane.go_live.ends))
        ),
        key=lambda lane: lane.order,
    )


def whole(lanes: Iterable[Lane], today: date) -> tuple[date, date]:
    """From the first day of the first year to the last day of the last one that has something, or today."""
    days = [today]
    for lane in lanes:
        days += [day for window in lane.windows for day in (window.begins, window.ends)]
        days += [lane.go_live.begins, lane.go_live.ends] if lane.go_live else []
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def timeline_picture(
    lanes: Iterable[Lane], holidays: Iterable[Holiday], first: date, last: date, today: date, label: str
) -> Picture | None:
    """The lanes from `first` to `last`; None if nothing of them is in that time."""
    scale = DateScale(first, last, 0, 1)
    shown = in_period(lanes, scale)
    if not shown:
        return None
    holidays = list(holidays)
    windows = [window for lane in shown for window in lane.windows]
    kinds = {window.words for window in windows if scale.meets(window.begins, window.ends)}
    key: list[tuple[Mark, str]] = [
        (swatch(STYLES.get(kind, "win")), _key_words(kind)) for kind in [*STYLES, "Testing"] if kind in kinds
    ]
    key += [(diamond("dia", 11, 7, 6), "Gone live"), (diamond("dia-open", 11, 7, 6), "Go-live planned")]
    key += [(Path("hol", "M11 0v14"), "Bank holiday")] if holidays else []
    return Picture(
        "releases",
        f"Releases to scale, {label}",
        f"{len(shown)} rows, one below the other in order of go-live, over one scale of time. The table beneath "
        "has each date.",
        _drawing(shown, holidays, DateScale.over(first, last, WIDE), WIDE, today),
        _drawing(shown, holidays, DateScale.over(first, last, NARROW), NARROW, today),
        entries(*key),
    )


def _key_words(kind: str) -> str:
    return "Testing of a programme" if kind == "Testing" else kind


def _drawing(
    lanes: list[Lane], holidays: list[Holiday], scale: DateScale, layout: Layout, today: date
) -> Drawing:
    marks: list[Mark] = []
    y = float(HEAD)
    for lane in lanes:
        if lane.is_programme and not any(mark.style == "group" for mark in marks):
            marks.append(Text("group", 0, y + 20, "Related programmes"))
            y += 28
        marks += _lane(lane, scale, layout, y)
        y += layout.row
    height = y + 6
    lines = [
        Line("hol", x, 50, x, height) for one in holidays if scale.has(one.on) for x in [scale.x(one.on)]
    ]
    return drawn(layout, height, [*lines, *scale.marks(height, today), *marks])


def _lane(lane: Lane, scale: DateScale, layout: Layout, y: float) -> Iterator[Mark]:
    yield layout.label(lane.name, y)
    top = layout.bar_y(y)
    for window in lane.windows:
        if not scale.meets(window.begins, window.ends):
            continue
        x, width = scale.x(window.begins), scale.width(window.begins, window.ends)
        yield Rect(window.style, x, top, width, 16)
        if fits(window.words, width):
            yield Text(f"in-{window.style}", round(x + width / 2, 1), top + 12.5, window.words)
    if (there := lane.go_live) and scale.meets(there.begins, there.ends):
        style = "dia" if there.is_done else "dia-open"
        if there.begins != there.ends:
            yield Rect("span-of", scale.x(there.begins), top + 6, scale.width(there.begins, there.ends), 4)
        x = (scale.x(there.begins) + scale.x(there.ends)) / 2
        yield diamond(style, x, top + 8)
        yield beside(x, top + 12.5, there.label, layout.width)


def timeline_rows(
    lanes: Iterable[Lane], holidays: Iterable[Holiday], first: date, last: date
) -> list[TimelineRow]:
    """What the picture shows, as a table in order of dates."""
    scale = DateScale(first, last, 0, 1)
    rows = [
        TimelineRow(one.on, f"{one.on.day} {one.on:%b %Y}", one.name, "Bank holiday", kind="holiday")
        for one in holidays
    ]
    for lane in in_period(lanes, scale):
        kind = "programme" if lane.is_programme else "release"
        for window in lane.windows:
            if scale.meets(window.begins, window.ends):
                rows.append(
                    TimelineRow(window.begins, window.label, window.words, lane.name, lane.path, kind)
                )
        if (there := lane.go_live) and scale.meets(there.begins, there.ends):
            what = "Went live" if there.is_done else "Go-live planned"
            rows.append(TimelineRow(there.begins, there.label, what, lane.name, lane.path, kind, there.note))
    return sorted(rows, key=lambda row: (row.begins, row.kind == "holiday", row.name, row.what))
