"""Where rows of a table begin that no rules divide."""

from collections.abc import Sequence
from itertools import pairwise

from governance.importer.source.marks import marked
from governance.importer.source.pdf.grids import Grid
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.words import Row, Word, fragments, rows_of

FEWEST = 3
MOST_LEVELS = 5
"""Rules of a table that has them only around its headings and at its end."""


def divided(grid: Grid, words: Sequence[Word], looks: Looks) -> Grid:
    """A table with rules only around its headings and at its end, with its rows."""
    if not grid.is_open or len(grid.ys) > MOST_LEVELS:
        return grid
    ys: list[float] = []
    for top, bottom in pairwise(grid.ys):
        inside = [
            word for word in words if grid.xs[0] < word.centre < grid.xs[-1] and top < word.middle < bottom
        ]
        rows = rows_of(inside, 0)
        ys += [top, *(row.top - 1 for row in _starts(rows, grid, looks))]
    if len(ys) == len(grid.ys) - 1:
        return grid
    ys.append(grid.ys[-1])
    size = range(len(ys) - 1), range(len(grid.xs) - 1)
    spans = {(row, column): (row, column) for row in size[0] for column in size[1]}
    top_rows = [row for row in size[0] if ys[row + 1] <= grid.ys[1] + 1]
    for row in top_rows:  # headings keep the cells that cover several
        spans |= {place: first for place, first in grid.spans.items() if place[0] == row}
    return Grid(grid.xs, ys, spans, is_open=True)


def _starts(rows: Sequence[Row], grid: Grid, looks: Looks) -> list[Row]:
    """Lines that begin a row of the table: after white space, or, without any, each that the first column begins."""
    end = grid.xs[1]
    apart = [below for above, below in pairwise(rows) if not looks.is_near(above, below)]
    if any(_is_first(row, end) for row in apart):
        return [row for row in apart if _is_first(row, end) or not _is_point(row, end)]
    first = [row for row in rows if _is_first(row, end)]
    is_dense = len(grid.ys) == FEWEST and len(first) > FEWEST and 5 * len(first) >= 4 * len(rows)
    if apart or not is_dense or any(row.text[:1].islower() for row in first):
        return []
    return first[1:]


def _is_first(row: Row, end: float) -> bool:
    """Whether a line has a text in the first column."""
    return row.words[0].centre < end


def _is_point(row: Row, end: float) -> bool:
    """Whether a row is only a further point in another column than the first."""
    return row.x0 > end - 2 and len(fragments(row)) <= 2 and marked(row.text).is_point


def row_tops(rows: Sequence[Row], first_end: float, looks: Looks) -> list[float]:
    """Where rows of a table begin: after wider white space, or where the first column says something."""
    distances = [below.middle - above.middle for above, below in pairwise(rows)]
    tops = [rows[0].top - 1]
    if not distances:
        return tops
    near, far = min(distances), max(distances)
    usual = looks.pitch.get(round(rows[-1].size), 1.25 * rows[-1].size)
    is_dense = near <= 1.15 * usual or sum(one > (near + far) / 2 for one in distances) > 1
    is_spaced = far > 1.25 * near and is_dense
    limit = near * 1.18 if is_spaced else far
    for (above, below), distance in zip(pairwise(rows), distances, strict=True):
        starts = below.words[0].centre < first_end
        begins = distance > limit if is_spaced else starts and _begins(above, below)
        begins = begins or (starts and above.is_bold and not below.is_bold)  # the row below the headings
        if begins:
            tops.append(below.top - 1)
    return tops


def _begins(above: Row, below: Row) -> bool:
    """Whether a row with a text in the first column begins a row of the table, rather than go on with that text."""
    return len(fragments(below)) > 1 or not below.words[0].text[:1].islower()
