"""Ticks that are drawn, not written: small shapes and pictures in cells without words."""

from collections.abc import Sequence
from typing import Any

from governance.importer.source.pdf.grids import Grid
from governance.importer.source.pdf.words import FIGURE, Word

SMALLEST, LARGEST = 4.0, 20.0
TICK = "✓"


def drawn_ticks(page: Any, grids: Sequence[Grid], words: Sequence[Word]) -> list[Word]:
    """A tick for each cell of a drawn table in which a small shape stands and nothing is written."""
    shapes = [row for row in (*page.curves, *page.images) if row.get("tag") != FIGURE and _is_small(row)]
    if not shapes or not grids:
        return []
    made = []
    for grid in grids:
        taken = {grid.spans[place] for word in words if (place := grid.place(word.centre, word.middle))}
        for shape in shapes:
            place = grid.place((shape["x0"] + shape["x1"]) / 2, (shape["top"] + shape["bottom"]) / 2)
            if place and grid.spans[place] not in taken:
                taken.add(grid.spans[place])
                box = (shape["x0"], shape["x1"], shape["top"], shape["bottom"])
                made.append(Word(TICK, *box, size=9.0))
    return made


def _is_small(shape: dict[str, Any]) -> bool:
    wide, high = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
    return SMALLEST <= wide <= LARGEST and SMALLEST <= high <= LARGEST
