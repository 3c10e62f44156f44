"""The rules and shades of a page that tables are drawn with."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from governance.importer.source.pdf.words import FIGURE

THIN = 2.6
SAME = 2.6
MOST = 20_000
"""Rules of a page; a drawing with more is no table."""


class Level(Struct):
    """A rule across a page: the pieces that it is drawn of, and the whole lengths that they make together."""

    y: float
    pieces: list[tuple[float, float]]

    @property
    def lengths(self) -> list[tuple[float, float]]:
        whole: list[tuple[float, float]] = []
        for x0, x1 in sorted(self.pieces):
            if whole and x0 <= whole[-1][1] + 3:
                whole[-1] = (whole[-1][0], max(whole[-1][1], x1))
            else:
                whole.append((x0, x1))
        return whole

    def covers(self, x0: float, x1: float) -> bool:
        """Whether it is drawn over more than half of a stretch."""
        return sum(max(0.0, min(x1, b) - max(x0, a)) for a, b in self.lengths) > 0.5 * (x1 - x0)


class Upright(Struct):
    """A rule down a page, or the side of a shade."""

    x: float
    top: float
    bottom: float
    is_shade: bool = False


class Rules(Struct):
    levels: list[Level]
    uprights: list[Upright]


def rules_of(page: Any) -> Rules:
    """The rules of a page of pdfplumber, with the edges of its shades."""
    across: list[tuple[float, float, float]] = []
    down: list[Upright] = []
    drawn = [row for row in (*page.lines, *page.rects) if row.get("tag") != FIGURE]
    boxes = [*drawn, *_straight(page)][:MOST]
    for box in boxes:
        x0, x1, top, bottom = box["x0"], box["x1"], box["top"], box["bottom"]
        wide, high = x1 - x0, bottom - top
        if high <= THIN and wide > 4:
            across.append(((top + bottom) / 2, x0, x1))
        elif wide <= THIN and high > 4:
            down.append(Upright((x0 + x1) / 2, top, bottom))
        elif box["object_type"] == "rect" and wide > 8 and high > 8 and _is_seen(box, page):
            across += [(top, x0, x1), (bottom, x0, x1)]
            is_shade = not box.get("stroke")
            down += [Upright(x0, top, bottom, is_shade), Upright(x1, top, bottom, is_shade)]
    return Rules(list(_levels(across)), down)


def _straight(page: Any) -> Iterator[dict[str, Any]]:
    for edge in page.curve_edges if page.curves else ():
        if edge.get("tag") != FIGURE and edge.get("orientation") in ("h", "v"):
            yield edge


def _is_seen(box: dict[str, Any], page: Any) -> bool:
    """Whether a box is drawn: not in white, and no ground of the whole page."""
    if box["x1"] - box["x0"] > 0.97 * page.width or box["bottom"] - box["top"] > 0.9 * page.height:
        return False
    colour = box.get("non_stroking_color")
    white = isinstance(colour, tuple | list) and len(colour) in (1, 3) and all(one == 1 for one in colour)
    return bool(box.get("stroke")) or (bool(box.get("fill")) and not white)


def _levels(across: Iterable[tuple[float, float, float]]) -> Iterator[Level]:
    made: Level | None = None
    for y, x0, x1 in sorted(across):
        if made and y - made.y <= SAME:
            made.pieces.append((x0, x1))
            continue
        if made:
            yield made
        made = Level(y, [(x0, x1)])
    if made:
        yield made
