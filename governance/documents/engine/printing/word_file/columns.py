"""The widths of a table's columns: those that the PDF sets for its shape, or from what the cells hold.

From content it is as browsers do it: no column is narrower than its longest word, so that none is broken; the rest is
shared by how much each column would like to have. Texts are measured in the document's own typeface.
"""

import re
from collections.abc import Sequence

from governance.documents.engine.blocks import Table, TableCell, texts_of
from governance.documents.engine.printing.text_width import BOLD, REGULAR, width_of

POINT = 25.4 / 72
WISH = 90.0
"""The most that a column may ask for, in mm."""
WHOLE = 200
"""Characters of a text that are measured for its wish; more are wider than it anyway."""
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Points, the first for most tables."""
FIRST_SIZE = {"matrix": 8.5, "costs-wide": 8.0}
NARROW = frozenset({"matrix", "costs-wide"})
"""Shapes with 1 mm of padding at either side of a cell instead of 2."""
FIXED: dict[str, tuple[float | None, ...]] = {
    "timetable": (30, 56, None),
    "timetable-actual": (26, 26, 54, None),
    "history": (22, 38, None),
    "summary": (46, None),
    "glossary": (32, None),
    "scope": (56, None, 28),
    "actions": (28, None, 36, 30, 34),
    "pack": (None, 24, 24, 30),
    "glance": (38, None, None),
    "points": (42, None, None),
    "answers": (42, None, None),
    "effects": (None, 28, 28, 38),
}
"""Widths in mm with padding, as in print.css, paper.html and short.html; None: an equal share of the rest."""
WORD = re.compile(r"[^\s-]+-?|-")


def padding(table: Table) -> float:
    """At each side of a cell, in mm."""
    return 1.0 if NARROW.intersection(table.shape.split()) else 2.0


def widths_of(table: Table, available: float, wider: float = 1) -> tuple[tuple[float, ...], float]:
    """The widths of the columns, which fill what is available (all mm), and the size of the text in points.

    `wider`: how much wider than ours the typeface may be.
    """
    shape, sides = table.shape.split(), 2 * padding(table)
    count = len(table.columns)
    fixed = next((FIXED[name][:count] for name in shape if len(FIXED.get(name, ())) >= count), None)
    first = next((FIRST_SIZE[name] for name in shape if name in FIRST_SIZE), SIZES[0])
    least, wished = [0.0] * count, [0.0] * count
    for place in range(count):
        for text, is_bold in _texts(table, place):
            scale = wider * POINT * (BOLD if is_bold else REGULAR)
            words = max((width_of(word) for word in WORD.findall(text)), default=0.0)
            least[place] = max(least[place], words * scale)
            wished[place] = max(wished[place], width_of(text[:WHOLE]) * scale)
    for size in (size for size in SIZES if size <= first):
        narrow = [min(word * size, available * 0.4) + sides for word in least]
        wide = [max(min(line * size, WISH) + sides, word) for line, word in zip(wished, narrow, strict=True)]
        if fixed:
            return _with_fixed(fixed, narrow, available), size
        if sum(narrow) <= available:
            return _shared(narrow, wide, available), size
    return tuple(word * available / sum(narrow) for word in narrow), SIZES[-1]


def _with_fixed(
    fixed: Sequence[float | None], narrow: Sequence[float], available: float
) -> tuple[float, ...]:
    taken = [max(width, word) if width else None for width, word in zip(fixed, narrow, strict=True)]
    rest = available - sum(width or 0 for width in taken)
    share = max(rest, 0) / max(taken.count(None), 1)
    made = [width or share for width in taken]
    return tuple(width * available / sum(made) for width in made)


def _shared(narrow: Sequence[float], wide: Sequence[float], available: float) -> tuple[float, ...]:
    """Each its narrowest; the rest by what is lacking to its wish, or, if all wishes fit, by the wishes."""
    if sum(wide) <= available:
        return tuple(width * available / sum(wide) for width in wide)
    lacking = [wish - word for wish, word in zip(wide, narrow, strict=True)]
    rest = (available - sum(narrow)) / sum(lacking)
    return tuple(word + lack * rest for word, lack in zip(narrow, lacking, strict=True))


def _texts(table: Table, place: int) -> list[tuple[str, bool]]:
    """The texts of a column, each with whether it is bold."""
    found = [(table.columns[place], True)]
    for row in table.rows:
        found += [(text, place == 0) for text in _said(row.cells[place])]
    if table.foot:
        found += [(text, True) for text in _said(table.foot.cells[place])]
    return found


def _said(cell: TableCell) -> list[str]:
    return ["Yes"] if cell.tick else [text for whole in texts_of(cell) for text in whole.splitlines()]
