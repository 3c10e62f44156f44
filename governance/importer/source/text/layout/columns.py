"""Columns of a page's layout: where the parts of lines stand, and under which heading."""

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from governance.importer.words.columns import column_of

_PART = re.compile(r"\S+(?: \S+)*")
_MARKER = re.compile(r"[•●▪◦○∙·‣■□➢►❖o*–-]|\(?(?:\d{1,2}|[a-z])[.),]")
BETWEEN = 0.3
"""A mark that is further from the middle of its column than this share of the way to the next may be of either."""
DOUBT = "It stands between two columns."


class Part(Struct, frozen=True):
    """A piece of a line that stands between spaces, at these positions."""

    start: int
    end: int
    text: str

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def covers(self, other: "Part") -> bool:
        return self.start < other.end and other.start < self.end


def parts_of(text: str) -> list[Part]:
    """The pieces of a line. The mark of a point belongs to its text."""
    found: list[Part] = []
    for part in _PART.finditer(text.rstrip()):
        if found and _MARKER.fullmatch(found[-1].text) and part.start() - found[-1].end <= 4:
            last = found.pop()
            found.append(Part(last.start, part.end(), text[last.start : part.end()]))
        else:
            found.append(Part(part.start(), part.end(), part[0]))
    return found


def headings_of(lines: Sequence[Sequence[Part]], apart: Collection[int] = ()) -> list[Part]:
    """The headings of columns that stand over one or more lines, in order. What stands over several is left out.

    `apart`: lines that have a blank line below them, so that they may name groups of columns.
    """
    found: list[list[Part]] = []
    for at, parts in reversed(list(enumerate(lines))):
        for part in parts:
            below = [column for column in found if any(part.covers(one) for one in column)]
            if len(below) == 1:
                if at not in apart or not _is_group(part, below[0]):
                    below[0].insert(0, part)
            elif not below:
                found.append([part])
    columns = [
        Part(
            min(part.start for part in column),
            max(part.end for part in column),
            " ".join(part.text for part in column),
        )
        for column in found
    ]
    return sorted(columns, key=lambda column: column.start)


def _is_group(part: Part, column: Sequence[Part]) -> bool:
    """Whether a text stands over a heading that is whole without it: the name of a group of columns."""
    below = " ".join(one.text for one in column)
    return bool(key := column_of(below)) and column_of(f"{part.text} {below}") in ("", key)


def known(columns: Sequence[Part]) -> int:
    """How many of the headings are understood."""
    return sum(bool(column_of(column.text)) for column in columns)


class Placed(Struct, frozen=True):
    """A piece of a line in its column."""

    column: int
    part: Part
    doubt: str = ""


def placed(parts: Sequence[Part], columns: Sequence[Part]) -> list[Placed] | None:
    """Each piece of a line in its column; None if one goes over several columns, so that it is no cell."""
    found: list[Placed] = []
    for part in parts:
        for piece in _apart(part, columns):
            over = [n for n, column in enumerate(columns) if piece.covers(column)]
            if len(over) > 1:
                return None
            if over:
                found.append(Placed(over[0], piece))
            else:
                found.append(_nearest(piece, columns))
    return found


def _apart(part: Part, columns: Sequence[Part]) -> list[Part]:
    """Two cells with one space between them, where the second begins exactly under its heading."""
    over = [column for column in columns if part.covers(column)]
    starts = [
        column.start
        for column in over[1:]
        if part.text[column.start - part.start - 1 : column.start - part.start] == " "
    ]
    if len(over) < 2 or len(starts) != len(over) - 1 or not any(abs(part.start - c.start) < 2 for c in over):
        return [part]
    ends = [*starts[1:], part.end + 1]
    edges = list(zip([part.start, *starts], [starts[0], *ends], strict=True))
    return [
        Part(first, last - 1, part.text[first - part.start : last - 1 - part.start]) for first, last in edges
    ]


def _nearest(part: Part, columns: Sequence[Part]) -> Placed:
    """The column whose heading is nearest; for a longer text the one that begins left of it."""
    away = sorted((abs(part.middle - column.middle), n) for n, column in enumerate(columns))
    near = away[0][1]
    if len(part.text) > 3:
        left = [n for n, column in enumerate(columns) if column.start <= part.start]
        return Placed(left[-1] if left else 0, part)
    if len(away) > 1 and away[0][0] > BETWEEN * (away[0][0] + away[1][0]):
        return Placed(near, part, DOUBT)
    return Placed(near, part)
