"""Words with their places on a page, and the lines that they stand on."""

from collections.abc import Iterable
from statistics import median

from msgspec import Struct

from governance.importer.source.marks import clean


class Word(Struct):
    """A word. `tag`: what a tagged PDF says of it; only figures and artifacts are of use."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    is_bold: bool = False
    is_italic: bool = False
    tag: str = ""
    turn: int = 0
    """1 for a word that runs upwards, -1 for one that runs downwards."""
    line: int = 0
    """The line of the page that it stands on, counted from 1."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


class Row(Struct):
    """What stands side by side on a page: words from left to right."""

    words: list[Word]
    page: int

    @property
    def number(self) -> int:
        return self.words[0].line

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return median(word.size for word in self.words)

    @property
    def is_bold(self) -> bool:
        return all(word.is_bold for word in self.words)

    @property
    def text(self) -> str:
        return clean(" ".join(word.text for word in self.words))


def rows_of(words: Iterable[Word], page: int) -> list[Row]:
    """Words grouped by the line that they stand on, from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        last = rows[-1] if rows else None
        if last and _is_beside(last.words, word):
            last.words.append(word)
        else:
            rows.append(Row([word], page))
    for row in rows:
        row.words.sort(key=lambda word: (word.x0, word.top))
    return rows


def _is_beside(words: list[Word], word: Word) -> bool:
    """Whether a word stands on the line of others: it overlaps the last of them by half of the lower one's height."""
    last = words[-1]
    shared = min(last.bottom, word.bottom) - max(last.top, word.top)
    return shared > 0.5 * min(last.bottom - last.top, word.bottom - word.top)


def fragments(row: Row, wide: float = 1.1) -> list[list[Word]]:
    """The words of a row, divided where the gap is wider than `wide` times their size."""
    parts: list[list[Word]] = []
    for word in row.words:
        if parts and word.x0 - max(one.x1 for one in parts[-1]) <= max(wide * word.size, 6):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts
