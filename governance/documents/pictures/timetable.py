"""The timetable of one release as a picture. The page also has the timetable as a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from governance.documents.engine.facts import When
from governance.documents.pictures.drawing import (
    NARROW,
    WIDE,
    Drawing,
    Layout,
    Mark,
    Path,
    Picture,
    Rect,
    beside,
    drawn,
    entries,
    swatch,
)
from governance.documents.pictures.scale import HEAD, DateScale, next_month
from governance.documents.rid.types.rid import Step
from secrel.core.dates.partial_dates import PartialDate

WIDER = replace(WIDE, gutter=310, longest=42)
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
    """Without `today`, only what took place is past."""
    first = min(interval[0] for _, interval in steps).replace(day=1)
    scale = DateScale.over(first, next_month(max(interval[1] for _, interval in steps)), layout)
    height = HEAD + len(steps) * layout.row + 8
    marks: list[Mark] = list(scale.marks(height, today))
    for place, (row, (start, end)) in enumerate(steps):
        y = HEAD + place * layout.row
        top = layout.bar_y(y)
        x, width = scale.x(start), scale.width(start, end)
        marks += [layout.label(row.event, y), Rect(_style(row, start, end, today), x, top, width)]
        if row.planned and (base := _when(row.planned)):
            begins, ends = base.interval()
            marks.append(Path("base", f"M{scale.x(begins):g} {top + 18:g}h{scale.width(begins, ends):g}"))
        marks.append(_label(row, x, width, top + 11.5, layout))
    return drawn(layout, height, marks)


def _when(when: When) -> PartialDate | None:
    return when.value if when.date else None


def _style(row: Step, start: date, end: date, today: date | None) -> str:
    if row.actual or (today and end < today):
        return "done"
    return "now" if today and start <= today <= end else "plan"


def _label(row: Step, x: float, width: float, y: float, layout: Layout) -> Mark:
    text = row.when.label or row.when.value.label
    at_right = beside(x + width - 2, y, text, layout.width)
    return at_right if at_right.style == "span" else beside(x + 2, y, text, 0)
