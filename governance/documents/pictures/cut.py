"""The timetable as editions 3 and 4 of the wording print it: long labels are cut. Frozen documents keep it."""

from collections.abc import Sequence

from governance.documents.pictures.drawing import Drawing, Layout, Mark, beside, drawn
from governance.documents.pictures.scale import HEAD
from governance.documents.pictures.timetable import Dated, bars, said, scale_of


def cut_drawing(steps: Sequence[Dated], layout: Layout) -> Drawing:
    """Rows of one height. A date stands at the right of its bar or, without space, at the left."""
    scale = scale_of(steps, layout)
    height = HEAD + len(steps) * layout.row + 8
    marks: list[Mark] = list(scale.marks(height, None, spaced=False))
    for place, (row, interval) in enumerate(steps):
        y = HEAD + place * layout.row
        top = layout.bar_y(y)
        x, width = scale.x(interval[0]), scale.width(*interval)
        marks += [layout.label(row.event, y), *bars(row, interval, scale, top, None)]
        at_right = beside(x + width - 2, top + 11.5, said(row), layout.width)
        at_left = beside(x + 2, top + 11.5, said(row), 0)
        marks.append(at_right if at_right.style == "span" else at_left)
    return drawn(layout, height, marks)
