"""Pictures as they are printed: SVG with colours of its own, as documents carry no style sheet of the pages.

They are made from the document alone: no line of today, and nothing that depends on the day of printing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from governance.documents.pictures.cut import cut_drawing
from governance.documents.pictures.drawing import Drawing, Layout, Line, Mark, Path, Rect, Text
from governance.documents.pictures.timetable import dated, timetable_drawing
from governance.documents.rid.types.rid import Step

PRINTED = Layout(700, 300, 76, 22, above=False, longest=44, size=12, small=11)
MILLIMETRES = 170
"""The width of the text on a page."""
ROWS = 30
"""In one picture, so that it fits on a page."""
MOST_ROWS = 120
"""A longer timetable has no picture."""
INK, GREY, BLUE, LIGHT = "currentColor", "#7a8898", "#0a5a9c", "#dcebfa"
"""Each is seen on paper and on the dark ground of the HTML form."""
LOOKS = {
    "lab": f'fill="{INK}" font-weight="500"',
    "m": f'fill="{INK}" font-size="11"',
    "yr": f'fill="{INK}" font-size="11" font-weight="600"',
    "span": f'fill="{INK}" font-size="11"',
    "span end": f'fill="{INK}" font-size="11"',
    "grid": 'stroke="#b6c0cb" stroke-width="0.5"',
    "done": f'fill="{BLUE}" stroke="{BLUE}"',
    "plan": f'fill="{LIGHT}" stroke="{BLUE}" stroke-width="1.5"',
    "base": f'fill="none" stroke="{GREY}" stroke-width="1.5" stroke-dasharray="3 3"',
}
"""How a mark of each style is printed: as attributes, which a page's policy allows."""
BEFORE = {"m": 0.5, "yr": 0.5, "span end": 1.0}
"""By style, how much of a text is left of its point. An attribute for this would make a transparent group of it."""
LETTER = 6.0
"""The width of a character of 11px in units."""
KEY = (("done", "Took place"), ("plan", "Planned"), ("base", "First planned"))
TITLE = "The dated steps of the timetable, drawn to scale{part}. The table has each date."
FONTS = "Public Sans, Noto Sans"


@dataclass(frozen=True)
class TimetableFigure:
    """Some dated steps of a timetable; `part`: which of several pictures, or ""; `is_cut`: long labels are cut."""

    steps: tuple[Step, ...]
    part: str = ""
    kind: str = "figure"
    is_cut: bool = False

    @property
    def title(self) -> str:
        return TITLE.format(part=self.part)

    @property
    def svg(self) -> SafeString:
        steps = list(dated(self.steps))
        made = cut_drawing(steps, PRINTED) if self.is_cut else timetable_drawing(steps, PRINTED)
        return svg(_with_key(made), self.title)


def timetable_figures(timeline: tuple[Step, ...], *, is_cut: bool = False) -> Iterator[TimetableFigure]:
    """The timetable as one picture, or as several if it is long; none if fewer than two steps have a date. `is_cut`: as
    the first editions drew it."""
    steps = [row for row, _ in dated(timeline)]
    if not 2 <= len(steps) <= MOST_ROWS:
        return
    pieces = list(_cut_pieces(steps) if is_cut else _pieces(steps))
    for place, piece in enumerate(pieces, start=1):
        yield TimetableFigure(
            piece, f", part {place} of {len(pieces)}" if len(pieces) > 1 else "", is_cut=is_cut
        )


def _cut_pieces(steps: list[Step]) -> Iterator[tuple[Step, ...]]:
    for start in range(0, len(steps), ROWS):
        yield tuple(steps[start : start + ROWS])


def _pieces(steps: list[Step]) -> Iterator[tuple[Step, ...]]:
    """As many steps as fit on a page; a long label takes the space of several lines."""
    piece: list[Step] = []
    taken = 0.0
    for row in steps:
        height = PRINTED.row + (len(PRINTED.label_lines(row.event)) - 1) * PRINTED.line
        if piece and taken + height > ROWS * PRINTED.row:
            yield tuple(piece)
            piece, taken = [], 0.0
        piece.append(row)
        taken += height
    yield tuple(piece)


def _with_key(drawing: Drawing) -> Drawing:
    """The drawing with a line beneath it that says what its marks mean, where they are of more than one kind."""
    used = {mark.style for mark in drawing.marks}
    kinds = [(style, words) for style, words in KEY if style in used]
    if len(kinds) < 2:
        return drawing
    marks, y = list(drawing.marks), drawing.height + 4
    for place, (style, words) in enumerate(kinds):
        x = PRINTED.gutter + place * 120
        marks.append(Path(style, f"M{x} {y + 7}h20") if style == "base" else Rect(style, x, y + 2, 20, 10))
        marks.append(Text("span", x + 26, y + 11, words))
    return Drawing(drawing.width, y + 18, tuple(marks))


def svg(drawing: Drawing, title: str) -> SafeString:
    height = round(MILLIMETRES * drawing.height / drawing.width, 1)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}" font-family="{}" font-size="12"><title>{}</title>{}</svg>',
        *(MILLIMETRES, height, drawing.width, drawing.height, title, FONTS, title),
        format_html_join("", "{}", ((_mark(mark),) for mark in drawing.marks)),
    )


def _mark(mark: Mark) -> SafeString:
    looks = mark_safe(LOOKS[mark.style])  # noqa: S308 - our own attributes
    if isinstance(mark, Text):
        x = round(mark.x - BEFORE.get(mark.style, 0) * len(mark.text) * LETTER, 1)
        return format_html('<text x="{}" y="{}" {}>{}</text>', x, mark.y, looks, mark.text)
    if isinstance(mark, Rect):
        place = (mark.x, mark.y, mark.w, mark.h)
        return format_html('<rect x="{}" y="{}" width="{}" height="{}" rx="2" {}/>', *place, looks)
    if isinstance(mark, Line):
        place = (mark.x, mark.y, mark.x2, mark.y2)
        return format_html('<line x1="{}" y1="{}" x2="{}" y2="{}" {}/>', *place, looks)
    return format_html('<path d="{}" {}/>', mark.d, looks)
