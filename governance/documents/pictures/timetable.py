"""The timetable of one release as a picture. The page also has the timetable as a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from governance.documents.engine.facts import When
from governance.documents.engine.printing.text_width import REGULAR, width_of
from governance.documents.pictures.drawing import (
    NARROW,
    SPACE,
    WIDE,
    Drawing,
    Layout,
    Line,
    Mark,
    Path,
    Picture,
    Rect,
    Text,
    drawn,
    entries,
    swatch,
)
from governance.documents.pictures.scale import HEAD, DateScale, next_month
from governance.documents.rid.types.rid import Step
from secrel.core.dates.partial_dates import PartialDate

WIDER = replace(WIDE, gutter=310)
"""For the long names of steps."""
Dated = tuple[Step, tuple[date, date]]


def timetable_picture(timeline: Iterable[Step], today: date) -> Picture | None:
    """The dated rows as bars over months; None if fewer than two rows have a date."""
    steps = list(dated(timeline))
    if len(steps) < 2:
        return None
    return Picture(
        "timetable",
        "The dated steps of the timetable",
        "A row for each dated step, in the order of the timetable, over one scale of time. The table beneath gives "
        "every date.",
        timetable_drawing(steps, WIDER, today),
        timetable_drawing(steps, NARROW, today),
        entries(
            (swatch("done"), "Past"),
            (swatch("plan"), "Ahead"),
            (Path("base", "M0 7h22"), "First planned"),
        ),
    )


def dated(timeline: Iterable[Step]) -> Iterator[Dated]:
    """The steps that have a date, each with its first and last day."""
    for row in timeline:
        if when := _when(row.when):
            yield row, when.interval()


def timetable_drawing(steps: Sequence[Dated], layout: Layout, today: date | None = None) -> Drawing:
    """Without `today`, only what took place is past. No label is cut: a long one has several lines, and the space at
    the right is that of the widest date."""
    margin = max(width_of(said(row)) for row, _ in steps) * layout.small * REGULAR + SPACE + 4
    layout = replace(layout, margin=round(max(margin, 20)))
    lines = [layout.label_lines(row.event) for row, _ in steps]
    tops: list[float] = [HEAD]
    for label in lines:
        tops.append(tops[-1] + layout.row + (len(label) - 1) * layout.line)
    height = tops[-1] + 8
    scale = scale_of(steps, layout)
    marks: list[Mark] = []
    dates: list[Text] = []
    for (row, interval), label, y in zip(steps, lines, tops, strict=False):
        marks += [Text("lab", 0, y + 15 + n * layout.line, text) for n, text in enumerate(label)]
        top = layout.bar_y(y) + ((len(label) - 1) * layout.line if layout.above else 0)
        x, width = scale.x(interval[0]), scale.width(*interval)
        marks += bars(row, interval, scale, top, today)
        dates.append(Text("span", round(x + width + 8, 1), top + 11.5, said(row)))
    behind = [part for mark in scale.marks(height, today) for part in _around(mark, dates, layout.small)]
    return drawn(layout, height, [*behind, *marks, *dates])


def _around(mark: Mark, texts: Iterable[Text], size: float) -> Iterator[Mark]:
    """A line of the grid without what would pass through the texts, which stand one below the other."""
    if not isinstance(mark, Line) or mark.style != "grid":
        yield mark
        return
    y = mark.y
    for text in texts:
        if text.x - 2 <= mark.x <= text.x + width_of(text.text) * size * REGULAR + 2:
            if text.y - size > y:
                yield replace(mark, y=y, y2=text.y - size)
            y = text.y + 4
    if mark.y2 > y:
        yield replace(mark, y=y)


def scale_of(steps: Sequence[Dated], layout: Layout) -> DateScale:
    """From the first month of the steps to the end of the last one."""
    first = min(interval[0] for _, interval in steps).replace(day=1)
    return DateScale.over(first, next_month(max(interval[1] for _, interval in steps)), layout)


def bars(
    row: Step, interval: tuple[date, date], scale: DateScale, top: float, today: date | None
) -> Iterator[Mark]:
    """The bar of a step, and where it was planned first."""
    yield Rect(_style(row, *interval, today), scale.x(interval[0]), top, scale.width(*interval))
    if row.planned and (base := _when(row.planned)):
        begins, ends = base.interval()
        yield Path("base", f"M{scale.x(begins):g} {top + 18:g}h{scale.width(begins, ends):g}")


def said(row: Step) -> str:
    """Its date as it stands beside the bar."""
    return row.when.label or row.when.value.label


def _when(when: When) -> PartialDate | None:
    return when.value if when.date else None


def _style(row: Step, start: date, end: date, today: date | None) -> str:
    if row.actual or (today and end < today):
        return "done"
    return "now" if today and start <= today <= end else "plan"
