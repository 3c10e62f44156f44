"""Readiness as a grid: categories of criteria as rows, the states of their evidence as columns, a tile for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.documents.pictures.drawing import (
    Drawing,
    Line,
    Mark,
    Path,
    Picture,
    Rect,
    Text,
    entries,
)

TILE, GAP = 30, 4


@dataclass(frozen=True)
class Tile:
    """A criterion: its category, number in it, the state of its evidence, and whether what is missing is overdue."""

    category: str
    number: int
    state: str
    is_late: bool = False


@dataclass(frozen=True)
class GridCell:
    """A cell of the table beneath: how many criteria, and which."""

    numbers: tuple[int, ...]
    late: tuple[int, ...]

    @property
    def words(self) -> str:
        """“3: numbers 1, 2, 5 (5 overdue)”."""
        if not self.numbers:
            return ""
        listed = ", ".join(
            f"{number} (overdue)" if number in self.late else str(number) for number in self.numbers
        )
        return f"{len(self.numbers)}: number{'' if len(self.numbers) == 1 else 's'} {listed}"


@dataclass(frozen=True)
class Grid:
    """`states`: key and label of each column that has a criterion, or is always shown. `rows`: cells by category."""

    states: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[GridCell, ...]], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(
            sum(len(cells[place].numbers) for _, cells in self.rows) for place in range(len(self.states))
        )


def grid_of(tiles: Sequence[Tile], states: Sequence[tuple[str, str]], always: frozenset[str]) -> Grid | None:
    """The grid of these criteria; None without any. States that nothing has are left out, but for those in `always`."""
    if not tiles:
        return None
    used = {tile.state for tile in tiles}
    columns = tuple((key, label) for key, label in states if key in used or key in always)
    rows = tuple(
        (category, tuple(_cell(tiles, category, key) for key, _ in columns))
        for category in dict.fromkeys(tile.category for tile in tiles)
    )
    return Grid(columns, rows)


def _cell(tiles: Sequence[Tile], category: str, state: str) -> GridCell:
    found = [tile for tile in tiles if tile.category == category and tile.state == state]
    return GridCell(
        tuple(tile.number for tile in found), tuple(tile.number for tile in found if tile.is_late)
    )


def grid_picture(grid: Grid) -> Picture:
    """The grid with a tile for each criterion."""
    key: list[tuple[Mark, str]] = [(Rect("tile", 2, 1, 18, 12), "A criterion, by its number")]
    if any(cell.late for _, cells in grid.rows for cell in cells):
        key.append((Path("late-mark", "M20 1h-10l10 10z"), "What is missing is overdue"))
    return Picture(
        "readiness",
        "Readiness: criteria by the state of their evidence",
        "A row for each category, a column for each state, from evidence awaited to met; a tile for each criterion. "
        "The table beneath has the same numbers.",
        _drawing(grid, 880, 150, above=False),
        _drawing(grid, 350, 0, above=True),
        entries(*key),
    )


def _drawing(grid: Grid, width: int, gutter: int, *, above: bool) -> Drawing:
    column = (width - gutter) / len(grid.states)
    marks: list[Mark] = []
    head = 44
    for place, (_, label) in enumerate(grid.states):
        x = round(gutter + place * column + 4, 1)
        first, _, second = _in_two(label, column)
        marks.append(Text("head", x, 14, first))
        marks.append(Text("head", x, 29, f"{second} ({grid.totals[place]})".strip()))
    per_row = max(1, int((column - 8 + GAP) // (TILE + GAP)))
    y = float(head)
    for category, cells in grid.rows:
        marks.append(Line("grid", 0, y, width, y))
        marks.append(Text("lab", 0, y + (16 if above else 24), category))
        top = y + (24 if above else 6)
        tallest = 1
        for place, cell in enumerate(cells):
            tallest = max(tallest, -(-len(cell.numbers) // per_row))
            for index, number in enumerate(cell.numbers):
                x = round(gutter + place * column + 4 + index % per_row * (TILE + GAP), 1)
                marks += _tile(
                    x, top + index // per_row * (24 + GAP), number, grid.states[place][0], number in cell.late
                )
        y = top + tallest * (24 + GAP) + 4
    marks += [
        Line("grid", round(gutter + place * column - 2, 1), 0, round(gutter + place * column - 2, 1), y)
        for place in range(0 if gutter else 1, len(grid.states))
    ]
    return Drawing(width, round(y), tuple(marks))


def _in_two(label: str, column: float) -> tuple[str, str, str]:
    """A heading on two lines where its column is narrow."""
    if len(label) * 6.6 + 30 <= column:
        return "", "", label
    return label.rpartition(" ")


def _tile(x: float, y: float, number: int, state: str, is_late: bool) -> list[Mark]:
    marks: list[Mark] = [Rect(f"tile tile-{state}", x, y, TILE, 24)]
    if is_late:
        marks.append(Path("late-mark", f"M{x + TILE:g} {y:g}h-10l10 10z"))
    marks.append(Text("tile-n", x + TILE / 2, y + 16.5, str(number)))
    return marks
