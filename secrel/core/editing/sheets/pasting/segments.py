"""Split what was pasted into tables: each begins with headings of the sheet, its caption above them."""

from collections.abc import Iterator

from secrel.core.editing.sheets.pasting.headings import Headings
from secrel.core.editing.sheets.pasting.reading.table import Block, Line
from secrel.core.values.texts import one_line


def segments(block: Block, headings: Headings) -> Iterator[Block]:
    """The parts of a block, each with its own headings; a repetition of the same headings begins none."""
    begin, above = 0, None
    for n, line in enumerate(block):
        if not headings.is_whole_row(line):
            continue
        row = [one_line(text) for text in line if text.strip()]
        if above is not None and row != above:
            cut = _caption(block, n)
            yield block[begin:cut]
            begin = cut
        above = row
    yield block[begin:]


def _caption(block: Block, n: int) -> int:
    """The index of the first line of the caption above line n: lines of one cell, and empty ones above them."""
    at = n
    while at and _filled(block[at - 1]) == 0:
        at -= 1
    if at and _filled(block[at - 1]) == 1:
        at -= 1
    return at


def _filled(line: Line) -> int:
    return sum(1 for cell in line if cell.strip())
