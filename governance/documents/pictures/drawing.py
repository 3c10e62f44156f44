"""What pictures are made of: marks with coordinates, drawn once for a wide page and once for a phone.

A picture never says something by colour alone: each kind of mark has a shape of its own, named in its key, and what it
shows stands in a table beneath it. Classes are those of `static/css/app.css`, in light and dark.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.documents.engine.printing.text_width import BOLD, width_of

SPACE = 12
"""Units between a label and what stands beside it."""
CHARACTER = 6.9
"""The width of a character of 13px in units, rounded up."""


@dataclass(frozen=True)
class Rect:
    style: str
    x: float
    y: float
    w: float
    h: float = 14
    kind: str = "rect"


@dataclass(frozen=True)
class Line:
    style: str
    x: float
    y: float
    x2: float
    y2: float
    kind: str = "line"


@dataclass(frozen=True)
class Text:
    style: str
    x: float
    y: float
    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Path:
    style: str
    d: str
    kind: str = "path"


Mark = Rect | Line | Text | Path


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class KeyEntry:
    """A line of the key: a mark in a box of 22 × 14, and what it means."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Picture:
    """`title` and `about`: what a screen reader says. `name`: its ids on the page begin with it."""

    name: str
    title: str
    about: str
    wide: Drawing
    narrow: Drawing
    key: tuple[KeyEntry, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How rows are drawn. `gutter`: where the label ends and the drawing begins; `margin`: kept free at the right.

    `above`: the label stands above its row, not before it. `longest`: characters of a label that is cut. `size`: of the
    text of labels, and `small` of what stands beside bars.
    """

    width: int
    gutter: int
    margin: int
    row: int
    above: bool
    longest: int
    size: float = 13
    small: float = 12

    @property
    def right(self) -> int:
        return self.width - self.margin

    def shortened(self, label: str) -> str:
        return short(label, self.longest)

    def label(self, label: str, y: float) -> Text:
        """The label of the row that begins at `y`."""
        return Text("lab", 0, y + 15, self.shortened(label))

    def label_lines(self, label: str) -> list[str]:
        """The whole label, on as many lines as it needs."""
        room = self.width if self.above else self.gutter - SPACE
        return wrapped(label, room, self.size * BOLD)

    @property
    def line(self) -> float:
        """From one line of a label to the next."""
        return self.size + 2

    def bar_y(self, y: float) -> float:
        """Where the bar of the row that begins at `y` begins."""
        return y + (22 if self.above else 4)


WIDE = Layout(880, 250, 90, 26, above=False, longest=34)
NARROW = Layout(350, 14, 52, 46, above=True, longest=46)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """A text in lines that fit; a word that is wider than the room is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer) * size <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if width_of(lines[-1] + letter) * size > room and lines[-1]:
                lines.append("")
            lines[-1] += letter
    return lines


def short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def diamond(style: str, x: float, y: float, size: float = 7) -> Path:
    """A diamond around a point."""
    return Path(style, f"M{x:g} {y - size:g}l{size:g} {size:g}-{size:g} {size:g}-{size:g}-{size:g}z")


def beside(x: float, y: float, text: str, right: float, style: str = "span") -> Text:
    """A text at the right of a point, or at its left where it would pass `right`."""
    if x + 10 + len(text) * CHARACTER > right:
        return Text(f"{style} end", round(x - 10, 1), y, text)
    return Text(style, round(x + 10, 1), y, text)


def fits(text: str, width: float) -> bool:
    return len(text) * CHARACTER + 8 <= width


def entries(*pairs: tuple[Mark, str]) -> tuple[KeyEntry, ...]:
    return tuple(KeyEntry(mark, words) for mark, words in pairs)


def swatch(style: str) -> Rect:
    """A bar of the key."""
    return Rect(style, 1, 2, 20, 10)


def drawn(layout: Layout, height: float, marks: Iterable[Mark]) -> Drawing:
    return Drawing(layout.width, round(height), tuple(marks))
