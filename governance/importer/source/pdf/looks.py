"""What sizes of letters mean in a file: the one of its text, and those of its headings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from governance.importer.source.pdf.words import Row

LARGER = 1.06
"""A heading's letters are at least that many times as large as those of the text."""
MOST_LEVELS = 6


class Looks(Struct):
    """`text`: the size of most sentences. `headings`: larger sizes, largest first. `pitch`: line to line, by size."""

    text: float
    headings: list[float]
    pitch: dict[float, float]

    @classmethod
    def of(cls, rows: list[Row]) -> "Looks":
        text = _text_size(rows)
        return cls(text, _headings(rows, text), _pitches(rows))

    def heading(self, size: float) -> int:
        """The level of a heading in that size; 0 for the size of text, and for sizes used for a title page only."""
        if not self.headings or size < self.text * LARGER:
            return 0
        if size > self.headings[0] + 0.3:
            return 0
        levels = [place for place, one in enumerate(self.headings, 1) if abs(one - size) <= 0.3]
        return min(levels[0], MOST_LEVELS) if levels else 0

    def is_near(self, above: Row, below: Row) -> bool:
        """Whether a row stands as near to the one above as the lines of a paragraph do."""
        usual = self.pitch.get(round(below.size), 1.25 * below.size)
        return below.middle - above.middle <= 1.22 * usual + 0.5


def _text_size(rows: Iterable[Row]) -> float:
    """The size of text: the largest in which sentences end, as tables may have more letters in a smaller one."""
    letters: Counter[float] = Counter()
    ends: Counter[float] = Counter()
    lines: Counter[float] = Counter()
    for row in rows:
        size = round(row.size, 1)
        letters[size] += len(row.text)
        lines[size] += 1
        ends[size] += row.text[-1:] in ".:;"
    most = sum(letters.values())
    prose = [
        size for size, count in letters.items() if count > 0.03 * most and ends[size] >= 0.12 * lines[size]
    ]
    return max(prose or [size for size, _ in letters.most_common(1)], default=10.0)


def _headings(rows: Sequence[Row], text: float) -> list[float]:
    """Sizes of headings: those that come twice, or after a first page, which may be a title page."""
    pages = {row.page for row in rows}
    places: dict[float, list[int]] = {}
    for row in rows:
        size = round(row.size, 1)
        if size >= text * LARGER and any(letter.isalpha() for letter in row.text):
            places.setdefault(size, []).append(row.page)
    sizes = sorted(
        (size for size, found in places.items() if len(pages) == 1 or _recurs(found)), reverse=True
    )
    distinct: list[float] = []
    for size in sizes:
        if not distinct or distinct[-1] - size > 0.3:
            distinct.append(size)
    return distinct


def _recurs(pages: list[int]) -> bool:
    return len(pages) > 1 or pages[0] > 1


def _pitches(rows: list[Row]) -> dict[float, float]:
    """The usual distance of lines by rounded size: the smallest that is common."""
    found: dict[float, Counter[float]] = {}
    for above, below in pairwise(rows):
        distance = below.middle - above.middle
        is_text = above.page == below.page and abs(above.size - below.size) < 0.4
        if is_text and 0.9 * below.size < distance < 2.6 * below.size:
            found.setdefault(round(below.size), Counter())[round(distance * 2) / 2] += 1
    pitches = {}
    for size, counted in found.items():
        total = sum(counted.values())
        common = [distance for distance, times in counted.items() if times >= max(2, 0.12 * total)]
        pitches[size] = min(common or counted)
    return pitches
