"""Takes columns apart that a reader took for one: “Version Date” above “1.0 11 Oct 19”."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line
from governance.importer.words.columns import column_of, run_together

DOUBT = "Two columns ran together in the file."
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ /.-]\w{2,9}[ /.-]\d{2,4}|(?:early|mid|late) \w+ \d{2,4}|Q[1-4] \d{4}|"
    r"[A-Z][a-z]{2} \d{2})"
)
_FIRST = {
    "version": re.compile(r"v?\d{1,2}\.\d{1,2}(?=\s|$)"),
    "date": re.compile(rf"{_DATE}(?=\s|$)"),
    "acronym": re.compile(r"(?<![A-Za-z0-9&-])[a-z]*[A-Z][A-Za-z0-9&-]+(?=\s|$)"),
}
"""How the text of a column begins whose end can be told."""
Rows = Sequence[tuple[Cell, ...]]


def apart(rows: Rows) -> list[tuple[Cell, ...]]:
    """The rows with such columns apart; each cell of them is doubtful."""
    found = list(rows)
    for at, row in enumerate(rows[:3]):
        for column, cell in enumerate(row):
            names = run_together(tuple(cell.text.split())) if not column_of(cell.text) else None
            if names and len(names) == 2 and (first := _FIRST.get(column_of(names[0]))):
                split = [_split(one[column], first) for one in found[at + 1 :]]
                heads = tuple(Cell((Line(name),)) for name in names)
                whole = [(*row[:column], *heads, *row[column + 1 :])]
                whole += [
                    (*one[:column], *two, *one[column + 1 :])
                    for one, two in zip(found[at + 1 :], split, strict=True)
                ]
                return [*found[:at], *apart(whole)]
    return found


def _split(cell: Cell, first: re.Pattern[str]) -> tuple[Cell, Cell]:
    if not cell.lines:
        return cell, cell
    line = cell.lines[0]
    begins = first.match(line.text)
    if not begins:
        return Cell((), DOUBT), replace(cell, doubt=DOUBT)
    rest = line.text[begins.end() :].strip()
    left = Cell((replace(line, text=begins[0]),), DOUBT)
    lines = (*([replace(line, text=rest)] if rest else []), *cell.lines[1:])
    return left, Cell(lines, DOUBT)
