"""Rows of bars: a length for each point in time, with its words beside it. For scope and costs over versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.documents.pictures.drawing import (
    CHARACTER,
    NARROW,
    WIDE,
    Drawing,
    KeyEntry,
    Layout,
    Line,
    Mark,
    Picture,
    Rect,
    Text,
    drawn,
    fits,
    short,
)

TOP = 8
SHARE = 0.55
"""Of the space beside the labels, what the longest bar takes; the words beside it have the rest."""


@dataclass(frozen=True)
class Part:
    """A piece of a bar: how it is drawn, how long it is, and the words inside it if they fit."""

    style: str
    value: float
    words: str = ""


@dataclass(frozen=True)
class BarRow:
    label: str
    parts: tuple[Part, ...]
    words: str = ""

    @property
    def value(self) -> float:
        return sum(part.value for part in self.parts)


def bars(
    name: str, title: str, about: str, rows: Sequence[BarRow], key: tuple[KeyEntry, ...] = ()
) -> Picture | None:
    """The rows from the oldest; None without any."""
    if not rows:
        return None
    return Picture(name, title, about, _drawing(rows, WIDE), _drawing(rows, NARROW), key)


def _drawing(rows: Sequence[BarRow], layout: Layout) -> Drawing:
    gutter = 0 if layout.above else 180
    space = layout.width - gutter
    longest = max(row.value for row in rows)
    unit = space * SHARE / longest if longest else 0
    axis = Line("axis", gutter, TOP, gutter, TOP + len(rows) * layout.row)
    marks: list[Mark] = [] if layout.above else [axis]
    for place, row in enumerate(rows):
        marks += _row(row, TOP + place * layout.row, gutter, unit, layout)
    return drawn(layout, TOP + len(rows) * layout.row + 4, marks)


def _row(row: BarRow, y: float, gutter: float, unit: float, layout: Layout) -> list[Mark]:
    label = short(row.label, layout.longest if layout.above else 24)
    marks: list[Mark] = [Text("lab", 0, y + 15, label)]
    x, top = float(gutter), layout.bar_y(y)
    for part in row.parts:
        if not part.value:
            continue
        width = max(3.0, round(part.value * unit, 1))
        marks.append(Rect(part.style, round(x, 1), top, width, 16))
        if part.words and fits(part.words, width):
            marks.append(Text(f"in-{part.style}", round(x + width / 2, 1), top + 12.5, part.words))
        x += width
    room = int((layout.width - x - 8) / CHARACTER)
    if row.words and room > 2:
        marks.append(Text("span", round(x + 8, 1), top + 12.5, short(row.words, room)))
    return marks
