"""Tables and columns of text that nothing but white space shows."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from governance.importer.source.marks import marked
from governance.importer.source.pdf.grids import Grid
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.words import Row, fragments

NARROWEST = 7.0
FEWEST = 3
"""Rows of a table without rules that stand in more than one column."""
MOST_NAMES = 6
COLUMN = 8
"""Lines of text that make it a column."""


class Run(Struct):
    """Rows, one below the other, that leave the same white space free. `gaps`: from and to, left to right."""

    rows: list[Row]
    gaps: list[tuple[float, float]]

    @property
    def middles(self) -> list[float]:
        return [(one + two) / 2 for one, two in self.gaps]


def runs_of(rows: Sequence[Row], looks: Looks) -> list[Run | Row]:
    """The rows of a page, those that leave white space free together."""
    made: list[Run | Row] = []
    place = 0
    while place < len(rows):
        run = _run_from(rows, place, looks)
        if run:
            place += len(run.rows)
            while made and isinstance(above := made[-1], Row) and _is_above(above, run, looks):
                run.rows.insert(0, above)
                made.pop()
            made.append(run)
        else:
            made.append(rows[place])
            place += 1
    return made


def _run_from(rows: Sequence[Row], start: int, looks: Looks) -> Run | None:
    gaps = _gaps(rows[start])
    if not gaps:
        return None
    taken, divided = [rows[start]], 1
    for row in rows[start + 1 :]:
        if row.top - taken[-1].bottom > 4 * looks.text:
            break
        left = _common(gaps, row)
        if not left or (row.size > 1.25 * taken[-1].size and looks.heading(row.size)):
            break
        if len(left) < len(gaps) and len(taken) >= FEWEST and not _gaps(row):
            break  # a line of text over a gap that all rows before it have
        if not _gaps(row) and row.x0 < left[0][0] and _begins_anew(taken, row, looks):
            break
        gaps = left
        taken.append(row)
        divided += bool(_gaps(row))
    while taken and not _gaps(taken[-1]) and not _belongs(taken, looks):
        taken.pop()
    fewest = FEWEST - 1 if taken and taken[0].is_bold and not taken[-1].is_bold else FEWEST
    if divided < fewest or len(taken) < fewest or _is_front(taken, gaps):
        return None
    return Run(taken, gaps)


def _is_above(row: Row, run: Run, looks: Looks) -> bool:
    """Whether a row over a table is in a column of it other than the first: the rest of a row that a page broke."""
    first = run.rows[0]
    distances = [below.middle - above.middle for above, below in pairwise(run.rows)]
    is_near = looks.is_near(row, first) or first.middle - row.middle <= 1.1 * max(distances, default=0.0)
    return is_near and row.x0 >= run.gaps[0][1] - 1 and len(_common(run.gaps, row)) == len(run.gaps)


def _is_front(taken: Sequence[Row], gaps: Sequence[tuple[float, float]]) -> bool:
    """Whether rows are the names and values of a title page, which are text: “Version 1.1”."""
    is_short = len(taken) <= MOST_NAMES and all(len(row.text) < 60 for row in taken)
    return is_short and taken[0].page == 1 and len(gaps) == 1 and not taken[0].is_bold


def _begins_anew(taken: Sequence[Row], row: Row, looks: Looks) -> bool:
    """Whether a row in one column only is no part of a table: it stands farther off than its rows do, or is bold."""
    if looks.is_near(taken[-1], row) or len(taken) < 2:
        return False
    distances = [below.middle - above.middle for above, below in pairwise(taken)]
    is_bold = row.is_bold and not all(one.words[0].is_bold for one in taken[1:])
    usual = looks.pitch.get(round(row.size), 1.25 * row.size)
    return is_bold or row.middle - taken[-1].middle > max(1.3 * max(distances), 2.2 * usual)


def _belongs(taken: Sequence[Row], looks: Looks) -> bool:
    """Whether the last row, which stands in one column only, goes on with the row above it, or is a row like others."""
    above, last = taken[-2], taken[-1]
    distances = [two.middle - one.middle for one, two in pairwise(taken[:-1])]
    is_near = looks.is_near(above, last) or (
        bool(distances) and last.middle - above.middle <= 1.1 * max(distances)
    )
    return is_near and last.is_bold == above.words[0].is_bold


def _gaps(row: Row) -> list[tuple[float, float]]:
    """White space between the parts of a row; none after a bullet, and none with a line of dots to a page's number."""
    parts = fragments(row, 0.9)
    if "...." in row.text or ". . . ." in row.text:
        return []
    if len(parts) > 1 and marked(f"{' '.join(word.text for word in parts[0])} x").is_point:
        parts = [[*parts[0], *parts[1]], *parts[2:]]
    return [(max(word.x1 for word in one), two[0].x0) for one, two in pairwise(parts)]


def _common(gaps: Sequence[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    """What a row leaves free of each gap."""
    left = []
    for x0, x1 in gaps:
        for word in row.words:
            if word.x0 < x1 and word.x1 > x0:
                if word.centre < (x0 + x1) / 2:
                    x0 = max(x0, word.x1)
                else:
                    x1 = min(x1, word.x0)
        if x1 - x0 >= NARROWEST:
            left.append((x0, x1))
    return left


def columns(run: Run) -> list[list[Row]] | None:
    """The columns of text, if a run is that: long lines beside each other, which fill most of their width."""
    if len(run.gaps) > 2 or len(run.rows) < COLUMN:
        return None
    parts = [_within(run, one, two) for one, two in pairwise([-1.0, *run.middles, 1e9])]
    for part in parts:
        if len(part) < COLUMN:
            return None
        width = max(row.x1 for row in part) - min(row.x0 for row in part)
        if width < 110 or median(row.x1 - row.x0 for row in part) < 0.7 * width:
            return None
    return parts


def _within(run: Run, x0: float, x1: float) -> list[Row]:
    kept = []
    for row in run.rows:
        words = [word for word in row.words if x0 < word.centre < x1]
        if words:
            kept.append(Row(words, row.page))
    return kept


def grid_of(run: Run, looks: Looks) -> Grid:
    """The table that a run is."""
    left = min(row.x0 for row in run.rows) - 1
    right = max(row.x1 for row in run.rows) + 1
    xs = [left, *run.middles, right]
    tops = row_tops(run.rows, run.middles[0], looks)
    bottom = max(row.bottom for row in run.rows) + 1
    ys = [*tops, bottom]
    spans = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    return Grid(xs, ys, spans, is_ruled=False)


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
