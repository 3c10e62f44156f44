"""Tables of a Word file: cells that cover several, and rows that a tracked change added or deleted."""

from collections.abc import Callable

from governance.importer.source.document import Cell
from governance.importer.source.docx.names import Element, W, number, value
from governance.importer.source.joining import Row, padded

ReadCell = Callable[[Element], Cell]
MOST_COLUMNS = 200
INSIDE = (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo")


def rows_of(table: Element) -> list[Element]:
    """The rows, without those that are deleted."""
    return [row for row in children(table, W + "tr") if change_of(row) != "deleted"]


def change_of(row: Element) -> str:
    """What a tracked change did to a row: "added", "deleted" or nothing."""
    properties = row.find(W + "trPr")
    if properties is None:
        return ""
    if properties.find(W + "del") is not None:
        return "deleted"
    return "added" if properties.find(W + "ins") is not None else ""


def cells_of(table: Element, read: ReadCell) -> tuple[Row, ...]:
    """All rows, with a cell that covers several in each of them. A column that no row uses by itself is none."""
    made: list[list[Cell]] = []
    starts: set[int] = {0}
    for row in rows_of(table):
        above = made[-1] if made else []
        cells: list[Cell] = [Cell()] * min(number(row.find(W + "trPr"), "gridBefore") or 0, MOST_COLUMNS)
        for cell in children(row, W + "tc"):
            properties = cell.find(W + "tcPr")
            starts.add(len(cells))
            wide = max(1, min(number(properties, "gridSpan") or 1, MOST_COLUMNS - len(cells)))
            is_rest = _goes_on(properties) and len(above) > len(cells)
            content = above[len(cells)] if is_rest else read(cell)
            cells += [content] * wide
            if len(cells) >= MOST_COLUMNS:
                break
        made.append(cells)
    rows = padded(made)
    kept = sorted(start for start in starts if rows and start < len(rows[0]))
    return tuple(tuple(row[start] for start in kept) for row in rows)


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell is the rest of the one above it."""
    merged = properties.find(W + "vMerge") if properties is not None else None
    return merged is not None and (value(properties, "vMerge") or "continue") == "continue"


def children(parent: Element, tag: str) -> list[Element]:
    """Elements of a kind, also inside content controls and tracked changes."""
    found, waiting = [], list(parent)[::-1]
    while waiting:
        here = waiting.pop()
        if here.tag == tag:
            found.append(here)
        elif here.tag in INSIDE:
            waiting += list(here)[::-1]
    return found


def is_frame(table: Element) -> bool:
    """Whether a table is a single cell, which only frames what stands in it."""
    rows = rows_of(table)
    return len(rows) == 1 and len(children(rows[0], W + "tc")) == 1
