"""Two columns of text side by side: where they divide, and their rows in the order in which they are read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from governance.importer.source.marks import marked
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.words import Row, Word, fragments

FEWEST = 8
"""Full lines on each side from which on a file has two columns of text."""
LEAST = 0.2
"""The share of lines over the whole width that they are at least."""
FULL = 0.6
"""The part of its column that a full line fills."""
ENOUGH = 3
"""Full lines of the right column that show that it is one, although none begins at its left edge."""
NARROWEST = 8.0
NEAR = 3.0
PADDED = 8.0
"""Points by which a table in a column of text may begin farther right."""
INDENT = 70.0
"""Points by which points of a list are indented at most."""
MOST_TABULAR = 0.4


class Gutter(Struct, frozen=True):
    """Where the columns divide, and where each begins."""

    x: float
    left: float
    right: float
    end: float
    """Where the lines of the left column end. The right one is moved there, so that it goes on with it."""


def gutter_of(rows: Iterable[Row]) -> Gutter | None:
    """Where the text of a file is divided in two columns; None if it is not."""
    found = [row for row in rows if row.words]
    if not found:
        return None
    left = min(row.x0 for row in found)
    end = sorted(row.x1 for row in found)[int(0.98 * (len(found) - 1))]
    best: tuple[tuple[int, int], Gutter] | None = None
    for step in range(36, 65, 2):
        x = left + (end - left) * step / 100
        sides = [_sides(row, x) for row in found]
        ones = [
            one
            for side in sides
            if side and (one := _line(side[0])) and _is_full(one, left, x) and one[0] < left + INDENT
        ]
        twos = [two for side in sides if side and (two := _line(side[1])) and _is_full(two, x, end)]
        tabular = sum(
            bool(side and len(_parts(side[0])) > 1 and (two := _line(side[1])) and _is_full(two, x, end))
            for side in sides
        )
        if tabular > MOST_TABULAR * len(twos):  # texts in the last column of a table
            continue
        if not twos or not ones:
            continue
        start, count = Counter(round(two[0]) for two in twos).most_common(1)[0]
        least = min(len(ones), len(twos))
        over = sum(side is None for side in sides)
        if (
            least >= max(FEWEST, LEAST * over)
            and count >= 0.3 * len(twos)
            and (best is None or (least, -over) > best[0])
        ):
            begins = min(two[0] for two in twos if abs(two[0] - start) < NEAR)
            width = max(_usual(one[1] for one in ones) - left, _usual(two[1] for two in twos) - begins)
            best = (least, -over), Gutter(x, left, begins, left + width)
    return best[1] if best else None


def beside(rows: Sequence[Row], gutter: Gutter | None, looks: Looks) -> Iterator[list[Row]]:
    """The rows in reading order: lists of rows over the whole width, and of one column after the other."""
    if gutter is None:
        yield list(rows)
        return
    whole: list[Row] = []
    for piece in _pieces(rows, gutter, looks):
        first, last = _core(piece, gutter)
        sides = _columns(piece[first:last], gutter)
        if sides is None:
            whole += piece
            continue
        whole += piece[:first]
        if whole:
            yield whole
        whole = piece[last:]
        yield from sides
    if whole:
        yield whole


def _core(piece: Sequence[Row], gutter: Gutter) -> tuple[int, int]:
    """A piece without the rest of a table above the columns, and the title of a table below them."""
    first, last = 0, len(piece)
    while first < last and piece[first].x1 < gutter.x and len(_parts(piece[first].words)) > 1:
        first += 1
    while last > first and piece[last - 1].is_bold and piece[last - 1].x1 < gutter.x:
        last -= 1
    return first, last


def _usual(ends: Iterable[float]) -> float:
    found = sorted(ends)
    return found[int(0.95 * (len(found) - 1))]


def _sides(row: Row, x: float) -> tuple[list[Word], list[Word]] | None:
    """The words left and right of a place; None if the row goes over it."""
    left = [word for word in row.words if word.centre < x]
    right = [word for word in row.words if word.centre >= x]
    ends, begins = (
        max((word.x1 for word in left), default=x - NARROWEST),
        min((w.x0 for w in right), default=x + 99),
    )
    if ends > x or begins < x or (left and right and begins - ends < NARROWEST):
        return None
    return left, right


def _line(words: list[Word]) -> tuple[float, float] | None:
    """Where a line of text begins and ends; None if it has gaps, as a row of a table has."""
    if not words or len(_parts(words)) > 1:
        return None
    return words[0].x0, words[-1].x1


def _is_full(line: tuple[float, float], start: float, end: float) -> bool:
    return line[1] - line[0] > FULL * (end - start)


def _parts(words: list[Word]) -> list[list[Word]]:
    parts = fragments(Row(words, 0), 0.9) if words else []
    if len(parts) > 1 and marked(f"{' '.join(word.text for word in parts[0])} x").is_point:
        return [[*parts[0], *parts[1]], *parts[2:]]
    return parts


def _pieces(rows: Sequence[Row], gutter: Gutter, looks: Looks) -> Iterator[list[Row]]:
    """The rows, divided where one goes over the gutter and at headings of sections."""
    piece: list[Row] = []
    was_free = False
    for at, row in enumerate(rows):
        is_free = _is_free(row, gutter)
        heads = is_free and _is_section(rows, at, gutter, looks)
        if piece and (is_free != was_free or heads):
            yield piece
            piece = []
        piece.append(row)
        was_free = is_free
    if piece:
        yield piece


def _is_free(row: Row, gutter: Gutter) -> bool:
    """Whether a row can be lines of the columns."""
    sides = _sides(row, gutter.x)
    if sides is None:
        return False
    left, right = sides
    if right and not (gutter.right - NEAR <= right[0].x0 <= gutter.right + INDENT and len(_parts(right)) < 3):
        return False
    if right and not any(letter.isalnum() for word in right for letter in word.text):
        return False  # ticks
    return not left or (left[0].x0 <= gutter.left + INDENT and len(_parts(left)) < 3)


def _is_section(rows: Sequence[Row], at: int, gutter: Gutter, looks: Looks) -> bool:
    """Whether a row is a heading of the highest rank here, with nothing beside it: below it the columns begin anew."""
    row = rows[at]
    level = looks.heading(row.size)
    if not level or row.x1 > gutter.x or row.x0 > gutter.left + NEAR:
        return False
    levels = [looks.heading(one.size) for one in rows if looks.heading(one.size)]
    if level > min(levels) and not row.text[:1].isdecimal():
        return False
    return not any(
        word.x0 > gutter.x
        and word.bottom > row.top - 0.4 * row.size
        and word.top < row.bottom + 0.4 * row.size
        for one in rows
        for word in one.words
    )


def _columns(rows: Sequence[Row], gutter: Gutter) -> list[list[Row]] | None:
    """The left and the right column of some rows; None if they are something else."""
    left: list[Row] = []
    right: list[Row] = []
    tabular = 0.0
    for row in rows:
        sides = _sides(row, gutter.x)
        if sides is None:
            return None
        if sides[0] and len(_parts(sides[0])) > 1:  # of two tables side by side, each has columns
            is_lined = bool(sides[1]) and abs(sides[1][0].x0 - gutter.right) < PADDED
            tabular += 0.5 if not sides[1] else not is_lined or len(_parts(sides[1])) == 1
        if sides[0]:
            left.append(Row(sides[0], row.page))
        if sides[1]:
            right.append(Row([_moved(word, gutter) for word in sides[1]], row.page))
    if len(left) < 2 or not right:
        return None
    full = sum(row.x1 - row.x0 > FULL * (gutter.end - gutter.left) for row in right)
    begins = marked(right[0].text).is_point or any(abs(row.x0 - gutter.left) < NEAR for row in right)
    if not begins and full < ENOUGH:
        return None
    widest = max(row.x1 - row.x0 for row in left)
    if tabular > MOST_TABULAR * len(left) or widest < FULL * (gutter.end - gutter.left):
        return None
    return [left, right]


def _moved(word: Word, gutter: Gutter) -> Word:
    """A word of the right column as it would stand in the left one."""
    away = gutter.right - gutter.left
    return replace(word, x0=word.x0 - away, x1=word.x1 - away)
