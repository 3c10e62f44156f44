"""A table as it was pasted: lines of cells, with what is known of how they were merged."""

from collections.abc import Iterable, Mapping

LONGEST_BLOCK = 500_000
"""Characters of the longest block that can be pasted, in either flavour of the clipboard."""
LONGEST_HTML = 5_000_000
"""Characters of the HTML flavour that are read; Word writes thirty for each of the text."""
MOST_CELLS = 200_000
"""Cells of the largest table, those of merged cells included."""

DOWN, FIRST, ACROSS, WIDE = "down", "first", "across", "wide"
"""How a cell was merged: it continues the cell above, it begins such a cell, it continues the cell to its left, it
begins such a cell."""
ABSENT = "absent"
"""For a cell that the line did not have; it changes nothing."""


class NoTable(ValueError):
    """What was pasted cannot be read as a table, or is larger than any table of a spreadsheet."""


class Line(list[str]):
    """The cells of a row. `number` is its place in what was pasted, from 1; `joined` says how cells were merged, by
    column; `guesses` say why a cell is a guess, by column, and `doubt` why all of them are. `is_further`: it is a
    further point of a cell, whose first point is the line before."""

    def __init__(
        self,
        cells: Iterable[str] = (),
        number: int = 0,
        joined: Mapping[int, str] | None = None,
        doubt: str = "",
    ) -> None:
        super().__init__(cells)
        self.number, self.joined, self.doubt = number, dict(joined or {}), doubt
        self.guesses: dict[int, str] = {}
        self.is_further = False
        self.why = ""
        """Why nothing in the line is understood."""

    def like(self, cells: Iterable[str]) -> "Line":
        """Other cells from the same row of what was pasted."""
        line = Line(cells, self.number, self.joined, self.doubt)
        line.guesses, line.why = dict(self.guesses), self.why
        return line

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self)


Block = list[Line]


def numbered(rows: Iterable[Iterable[str]], doubt: str = "") -> Block:
    return [Line(row, number, doubt=doubt) for number, row in enumerate(rows, start=1)]


def trimmed(block: Block) -> Block:
    """Without empty lines at the end and without columns on the right that are empty in every line."""
    while block and block[-1].is_empty:
        block.pop()
    width = max((n for line in block for n, cell in enumerate(line, start=1) if cell.strip()), default=0)
    for line in block:
        del line[width:]
    return block
