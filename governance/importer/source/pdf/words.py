"""The words of a page with their places and looks, and the lines that they stand on."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from msgspec import Struct
from pdfplumber.utils import extract_words

from governance.importer.source.marks import clean, symbol
from governance.importer.source.pdf.letters import Letter

BOLD = ("bold", "black", "heavy", "semibold", "demi")
ITALIC = ("italic", "oblique", "-it", ",it")
FORM: dict[str, Any] = {"x_tolerance_ratio": 0.15, "y_tolerance": 3, "return_chars": True}
FIGURE, ARTIFACT = "Figure", "Artifact"


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


SAME = 0.5
"""Points by which sizes of letters of one line differ at most."""


def words_of(letters: Sequence[Letter], width: float) -> list[Word]:
    """The words of a page, without what stands outside it or twice at one place."""
    doubles = _doubles(letters)
    upright = [one for one in letters if one["upright"] and id(one) not in doubles]
    found = [_word(raw) for raw in extract_words(upright, **FORM)]
    if len(upright) < len(letters):
        found += _turned([one for one in letters if not one["upright"] and id(one) not in doubles])
    return [word for word in found if word.text and word.x1 > 0 and word.bottom > 0 and word.x0 < width]


def _doubles(chars: Iterable[Letter]) -> set[int]:
    """Letters that are drawn at the place of the same letter, as programs make bold of a typeface that has none."""
    seen: set[tuple[str, int, int]] = set()
    twice = set()
    for char in chars:
        x, y = round(2 * char["x0"]), round(2 * char["top"])
        beside = [(char["text"], x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        if not seen.isdisjoint(beside):
            twice.add(id(char))
        seen.add((char["text"], x, y))
    return twice


def _turned(letters: Sequence[Letter]) -> Iterator[Word]:
    """Words that run upwards or downwards, as headings of narrow columns do."""
    for is_up in (True, False):
        kept = [one for one in letters if (one["matrix"][1] > 0) == is_up]
        ways: dict[str, Any] = {
            "char_dir_rotated": "btt" if is_up else "ttb",
            "line_dir_rotated": "ltr" if is_up else "rtl",
        }
        yield from map(_word, extract_words(kept, **FORM, **ways))


def _word(raw: dict[str, Any]) -> Word:
    chars = _without_raised(raw["chars"])
    text = "".join(symbol(char["text"], char["fontname"]) for char in chars)
    names = [char["fontname"].casefold() for char in chars]
    upright = chars[0]["upright"]
    size = median(char["size"] if upright else char["width"] for char in chars)
    return Word(
        clean(text),
        raw["x0"],
        raw["x1"],
        raw["top"],
        raw["bottom"],
        round(size, 1),
        is_bold=_most(names, BOLD),
        is_italic=_most(names, ITALIC) or _most_slanted(chars),
        tag=chars[0].get("tag") or "",
        turn=0 if upright else 1 if chars[0]["matrix"][1] > 0 else -1,
    )


def _without_raised(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letters without the small raised figures after them, which refer to a footnote."""
    size, bottom = max(char["size"] for char in chars), max(char["bottom"] for char in chars)
    end = len(chars)
    while end > 1 and chars[end - 1]["upright"] and _is_raised(chars[end - 1], size, bottom):
        end -= 1
    return chars[:end] if end < len(chars) and chars[0]["size"] > 0.9 * size else chars


def _is_raised(char: dict[str, Any], size: float, bottom: float) -> bool:
    is_mark = char["text"] in "0123456789*†‡,"
    return bool(is_mark and char["size"] < 0.75 * size and char["bottom"] < bottom - 0.2 * size)


def _most(names: list[str], parts: tuple[str, ...]) -> bool:
    return 2 * sum(any(part in name for part in parts) for name in names) > len(names)


def _most_slanted(chars: list[dict[str, Any]]) -> bool:
    """Whether the letters lean, as programs make italics of a typeface that has none."""
    leaning = sum(
        char["upright"] and char["matrix"][0] > 0 and 0.1 < char["matrix"][2] / char["matrix"][0] < 0.6
        for char in chars
    )
    return 2 * leaning > len(chars)


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
    """Whether a word stands on the line of others: it overlaps the last of them, and all of its size, by half of the
    lower one's height. Lines of two columns may stand half a line apart, so that each overlaps the next."""
    return _shares(words[-1], word) and all(
        _shares(one, word) for one in words if abs(one.size - word.size) < SAME
    )


def _shares(one: Word, two: Word) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    return shared > 0.5 * min(one.bottom - one.top, two.bottom - two.top)


def fragments(row: Row, wide: float = 1.1) -> list[list[Word]]:
    """The words of a row, divided where the gap is wider than `wide` times their size."""
    parts: list[list[Word]] = []
    for word in row.words:
        if parts and word.x0 - max(one.x1 for one in parts[-1]) <= max(wide * word.size, 6):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts
