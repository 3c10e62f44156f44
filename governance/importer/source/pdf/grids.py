"""Tables drawn with rules or shades: their rows and columns, and the cells that cover several."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from governance.importer.source.pdf.rules import Level, Rules, Upright
from governance.importer.source.pdf.words import Row, Word, fragments, rows_of

NEAR = 4.0
NARROWEST = 10.0
MOST_TAIL = 60
EMPTY = 6.0
"""Between two rules without words: more is no row of a table without rules down it."""
TALLEST = 420.0
"""Between two rules of a table without rules down it."""


class Grid(Struct):
    """Where rows and columns of a table end. `spans`: for each cell the first cell of those that it is one with."""

    xs: list[float]
    ys: list[float]
    spans: dict[tuple[int, int], tuple[int, int]]
    is_ruled: bool = True
    is_open: bool = False
    """Whether no rule goes down it."""
    cut: tuple[bool, bool] = (False, False)
    """Whether its first and its last row have no rule above and below, though rules go down them: a page cut them."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column of a place on the page."""
        row, column = _between(self.ys, y), _between(self.xs, x)
        return None if row is None or column is None else (row, column)


class _Run(Struct):
    """Levels of one table, from top to bottom."""

    x0: float
    x1: float
    levels: list[Level]


def grids_of(rules: Rules, words: Sequence[Word]) -> list[Grid]:
    """The drawn tables of a page."""
    found = []
    for run in _runs(rules, words):
        grid = _grid(run, rules.uprights, words)
        if grid and _is_table(grid, words):
            found.append(grid)
    return found


def _runs(rules: Rules, words: Sequence[Word]) -> Iterator[_Run]:
    """Levels with the same ends, as far as nothing but rows of a table stands between them."""
    open_ones: list[_Run] = []
    done: list[_Run] = []
    for level in rules.levels:
        for x0, x1 in level.lengths:
            if x1 - x0 < 25:
                continue
            run = next((one for one in open_ones if one.x0 - NEAR <= x0 and x1 <= one.x1 + NEAR), None)
            piece = Level(level.y, [row for row in level.pieces if x0 - 1 <= row[0] and row[1] <= x1 + 1])
            if run and not _is_divided(run, piece, rules.uprights, words):
                if run.levels[-1].y == level.y:
                    run.levels[-1].pieces += piece.pieces
                else:
                    run.levels.append(piece)
                continue
            if run:
                open_ones.remove(run)
                done.append(run)
            open_ones.append(_Run(x0, x1, [piece]))
    yield from sorted((*done, *open_ones), key=lambda run: run.levels[0].y)


def _is_divided(run: _Run, level: Level, uprights: Sequence[Upright], words: Sequence[Word]) -> bool:
    """Whether a text stands between two levels that is no row of a table."""
    above = run.levels[-1].y
    if level.y - above < 3:
        return False
    sides = [one for one in uprights if run.x0 - NEAR <= one.x <= run.x1 + NEAR and one.bottom - one.top > 5]
    if any(one.top <= above + 6 and one.bottom >= level.y - 6 for one in sides):
        return False
    before = (run.levels[-2].y + above) / 2 if len(run.levels) > 1 else above - 8
    if any(one.top <= before <= one.bottom for one in sides if not one.is_shade):
        return True
    is_whole = abs(level.lengths[0][0] - run.x0) < NEAR and abs(level.lengths[-1][1] - run.x1) < NEAR
    if not is_whole or level.y - above > TALLEST:
        return True
    inside = [
        word for word in words if above < word.middle < level.y and run.x0 - 6 < word.centre < run.x1 + 6
    ]
    if not inside:
        return level.y - above > EMPTY
    columns = _ends([*run.levels, level], [], run)
    rows = rows_of(inside, 0)
    padding = _padding(run, words)
    outdented = any(row.x0 < run.x0 + min(1.0, padding / 2) for row in rows) and padding > 2
    crossing = len(columns) > 2 and any(_crosses(row, columns) for row in rows)
    return outdented or ((crossing or _is_heading(rows, above, run, words)) and len(run.levels) > 1)


def _crosses(row: Row, xs: Sequence[float], by: float = 4.0) -> bool:
    """Whether a text goes over the end of a column."""
    return any(part[0].x0 < x - by and part[-1].x1 > x + by for part in fragments(row, 0.8) for x in xs[1:-1])


def _is_heading(rows: Sequence[Row], above: float, run: _Run, words: Sequence[Word]) -> bool:
    """Whether a row is a bold line by itself, farther from the rule above it than text in the run's rows is."""
    if len(rows) > 1 or not rows[0].is_bold or len(fragments(rows[0])) > 1:
        return False
    tops = [
        min(row.top for row in held) - one.y
        for one, two in pairwise(run.levels)
        if (
            held := rows_of(
                [word for word in words if one.y < word.middle < two.y and run.x0 < word.centre < run.x1], 0
            )
        )
    ]
    return bool(tops) and rows[0].top - above > max(tops) + 5


def _padding(run: _Run, words: Sequence[Word]) -> float:
    """How far inside its first column a table's text begins."""
    first, last = run.levels[0].y, run.levels[-1].y
    starts = [word.x0 - run.x0 for word in words if first < word.middle < last and word.x0 > run.x0 - 1]
    return min(starts, default=0.0)


def _ends(levels: Sequence[Level], uprights: Sequence[Upright], run: _Run) -> list[float]:
    """Where columns end: where pieces of levels do, and where rules go down."""
    found = [run.x0, run.x1, *(x for level in levels for piece in level.pieces for x in piece)]
    top, bottom = levels[0].y - 3, levels[-1].y + 3
    ys = [level.y for level in levels]
    for one in uprights:
        is_inside = top <= one.top and one.bottom <= bottom and run.x0 - NEAR <= one.x <= run.x1 + NEAR
        if is_inside and any(abs(one.top - y) < NEAR or abs(one.bottom - y) < NEAR for y in ys):
            found.append(one.x)
    xs: list[float] = []
    for x in sorted(found):
        if run.x0 - NEAR <= x <= run.x1 + NEAR and (not xs or x - xs[-1] > NARROWEST):
            xs.append(x)
    if xs and abs(xs[-1] - run.x1) <= NARROWEST:
        xs[-1] = run.x1
    return xs


def _grid(run: _Run, uprights: Sequence[Upright], words: Sequence[Word]) -> Grid | None:
    levels = run.levels
    xs = _ends(levels, uprights, run)
    ys = [level.y for level in levels]
    own = [
        one
        for one in uprights
        if run.x0 - NEAR <= one.x <= run.x1 + NEAR and one.bottom > ys[0] - 3 and one.top < ys[-1] + 3
    ]
    low, high = _open_ends(xs, ys, own)
    if high is not None:
        ys, levels = [high, *ys], [Level(high, [(run.x0, run.x1)]), *levels]
    if low is not None:
        ys, levels = [*ys, low], [*levels, Level(low, [(run.x0, run.x1)])]
    if len(ys) < 2:
        return None
    if low is None and not own and (tail := _tail(xs, ys, words)):
        ys, levels = [*ys, tail], [*levels, Level(tail, [(run.x0, run.x1)])]
    above = _heading_above(xs, ys[0], words)
    if above is not None:
        ys, levels = [above, *ys], [Level(above, [(run.x0, run.x1)]), *levels]
    is_open = all(one.is_shade for one in own)
    cut = high is not None, low is not None
    return Grid(xs, ys, _spans(xs, ys, levels, own, words), is_open=is_open, cut=cut)


def _open_ends(
    xs: Sequence[float], ys: Sequence[float], uprights: Sequence[Upright]
) -> tuple[float | None, float | None]:
    """Where rules down a table end below its last level and above its first one: a row that the page broke."""
    inner = [one for one in uprights if not one.is_shade and any(abs(one.x - x) < NEAR for x in xs)]
    low = max((one.bottom for one in inner), default=0.0)
    high = min((one.top for one in inner), default=ys[0])
    return (low if low > ys[-1] + 8 else None), (high if high < ys[0] - 8 else None)


def _tail(xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]) -> float | None:
    """The bottom of a row below the last level at the end of a page: a row that goes on after the page."""
    bottom = ys[-1]
    inside = [word.size for word in words if ys[0] < word.middle < bottom and xs[0] < word.centre < xs[-1]]
    below = rows_of([word for word in words if word.middle > bottom], 0)
    kept: list[Row] = []
    for row in below:
        end = kept[-1].bottom if kept else bottom
        is_cell = not _crosses(row, xs) and not row.is_bold and xs[0] < row.x0 and row.x1 < xs[-1]
        if (
            row.top - end > 1.6 * row.size
            or not is_cell
            or not inside
            or abs(row.size - median(inside)) > 0.3
        ):
            break
        kept.append(row)
    page_end = max((word.bottom for word in words), default=0.0)
    if not kept or len(kept) > MOST_TAIL or kept[-1].bottom < 0.8 * page_end:
        return None
    return kept[-1].bottom + 1


def _heading_above(xs: Sequence[float], top: float, words: Sequence[Word]) -> float | None:
    """The top of a row of headings over the first level, where a table has no rule over it."""
    near = [
        word for word in words if xs[0] - 6 < word.x0 < xs[-1] and top - 3.4 * word.size < word.middle < top
    ]
    rows = rows_of(near, 0)
    if not rows:
        return None
    last = [row for row in rows if top - row.bottom < 0.9 * row.size]
    held = {_between(xs, word.centre) for row in last for word in row.words}
    crossing = any(_crosses(row, xs, 2.0) for row in last)
    if len(held - {None}) < 2 or crossing or len(xs) < 3:
        return None
    return min(row.top for row in last) - 1


def _spans(
    xs: Sequence[float],
    ys: Sequence[float],
    levels: Sequence[Level],
    uprights: Sequence[Upright],
    words: Sequence[Word],
) -> dict[tuple[int, int], tuple[int, int]]:
    ruled = {x: _drawn_at(x, ys[0], ys[-1], uprights) for x in xs[1:-1]}
    has_rules = any(share > 0.5 for _, share in ruled.values())
    inner = {x: beside for x, (beside, _) in ruled.items() if has_rules}
    parent = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def first(cell: tuple[int, int]) -> tuple[int, int]:
        while parent[cell] != cell:
            cell = parent[cell]
        return cell

    for row, column in list(parent):
        top, bottom = ys[row], ys[row + 1]
        if column + 2 < len(xs) and _is_one_across(
            xs[column + 1], top, bottom, levels[row : row + 2], inner.get(xs[column + 1]), words
        ):
            parent[first((row, column + 1))] = first((row, column))
        is_drawn = row + 2 >= len(ys) or levels[row + 1].covers(xs[column], xs[column + 1])
        if not is_drawn:
            one, two = sorted((first((row, column)), first((row + 1, column))))
            parent[two] = one
    return {cell: first(cell) for cell in parent}


def _drawn_at(
    x: float, top: float, bottom: float, uprights: Sequence[Upright]
) -> tuple[list[Upright], float]:
    """The rules down a table at the end of a column, and the part of its height that they are drawn over."""
    beside = sorted((one for one in uprights if abs(one.x - x) <= NARROWEST), key=lambda one: one.top)
    drawn, end = 0.0, top
    for one in beside:
        drawn += max(0.0, min(bottom, one.bottom) - max(end, one.top))
        end = max(end, one.bottom)
    return beside, drawn / max(bottom - top, 1.0)


def _is_one_across(
    x: float,
    top: float,
    bottom: float,
    levels: Sequence[Level],
    uprights: Sequence[Upright] | None,
    words: Sequence[Word],
) -> bool:
    """Whether the cells on both sides of a column's end are one. `uprights`: those at it, if the table has any."""
    if bottom - top < 3:
        return False
    if uprights is not None:
        return _drawn_at(x, top, bottom, uprights)[1] < 0.4
    if any(abs(end - x) <= NARROWEST for level in levels for piece in level.pieces for end in piece):
        return False
    inside = [word for word in words if top < word.middle < bottom]
    return any(_crosses(row, (0.0, x, 0.0), 2.0) for row in rows_of(inside, 0))


def _is_table(grid: Grid, words: Sequence[Word]) -> bool:
    """Whether it has two columns, and words in at least two of them; in one, if a rule divides them."""
    if len(grid.xs) < 3 or len(grid.ys) < 2:
        return False
    held = {place[1] for word in words if (place := grid.place(word.centre, word.middle))}
    return len(held) > 1 or bool(held - {None} and not grid.is_open)


def _between(ends: Sequence[float], value: float) -> int | None:
    for place, (one, two) in enumerate(pairwise(ends)):
        if one <= value < two:
            return place
    return None
