"""The table that a grid and the words in it are."""

from collections.abc import Iterable, Sequence

from governance.importer.source.document import Cell, Line, Place, Table
from governance.importer.source.joining import Joiner
from governance.importer.source.pdf.grids import Grid
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.paragraphs import Paragraphs
from governance.importer.source.pdf.words import Word, rows_of

WIDEST_PADDING = 12.0


def table_of(grid: Grid, words: Sequence[Word], page: int, looks: Looks, joiner: Joiner) -> Table:
    """The table, without rows and columns in which nothing stands."""
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = grid.place(word.centre, word.middle)
        if place:
            held.setdefault(grid.spans[place], []).append(word)
    rights = _rights(grid, held)
    cells = {
        place: _cell(inside, rights[_last_column(grid, place)], page, looks, joiner)
        for place, inside in held.items()
    }
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    empty = Cell()
    rows = [
        [cells.get(grid.spans[row, column], empty) for column in range(width)]
        for row in range(height)
        if grid.ys[row + 1] - grid.ys[row] >= 3
    ]
    used = [column for column in range(width) if _is_used(grid, held, column)]
    rows = [[row[column] for column in used] for row in rows if any(cell.lines for cell in row)]
    first = min((word.line for inside in held.values() for word in inside), default=0)
    return Table(tuple(tuple(row) for row in rows), place=Place(page, first or None))


def _is_used(grid: Grid, held: Iterable[tuple[int, int]], column: int) -> bool:
    """Whether a column is one of the table: something stands in it, or it is wide enough for something."""
    return any(place[1] == column for place in held) or grid.xs[column + 1] - grid.xs[column] > 18


def _cell(words: list[Word], right: float, page: int, looks: Looks, joiner: Joiner) -> Cell:
    if all(word.turn for word in words):
        order = sorted(words, key=lambda word: (round(word.x0) * word.turn, -word.bottom * word.turn))
        text = " ".join(word.text for word in order)
        return Cell((Line(text, Place(page, words[0].line or None), is_bold=words[0].is_bold),))
    paragraphs = Paragraphs(looks, joiner, in_cell=True)
    for row in rows_of(words, page):
        paragraphs.add(row, right)
    return Cell(tuple(paragraphs.taken()))


def _last_column(grid: Grid, place: tuple[int, int]) -> int:
    """The last column that a cell covers."""
    return max(cell[1] for cell, first in grid.spans.items() if first == place)


def _rights(grid: Grid, held: dict[tuple[int, int], list[Word]]) -> list[float]:
    """Where text in each column ends at most: as far from its end as it begins after its beginning."""
    rights = []
    for column in range(len(grid.xs) - 1):
        inside = [word for place, words in held.items() if place[1] == column for word in words]
        left, end = grid.xs[column], grid.xs[column + 1]
        if not grid.is_ruled:
            rights.append(max((word.x1 for word in inside), default=end))
            continue
        padding = min((word.x0 - left for word in inside), default=0.0)
        rights.append(end - min(max(padding, 0.0), WIDEST_PADDING))
    return rights
