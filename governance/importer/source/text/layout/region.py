"""Finds a table in a layout: its headings, and the lines that are its rows."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from governance.importer.source.document import Cell, Line, Table
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.layout.columns import (
    Part,
    Placed,
    headings_of,
    known,
    parts_of,
    placed,
)
from governance.importer.source.text.layout.keys import begins_row, key_column
from governance.importer.source.text.layout.rows import Placing, rows_of
from governance.importer.words.columns import column_of, columns_of, kind_of
from governance.importer.words.headings import TITLES, heading_of, is_contents_entry
from secrel.core.values.texts import folded, one_line

MOST_HEAD = 5
"""Lines over which the headings of columns go at most."""
INDENTED = 6
"""Spaces before a line from which it is a title in the middle of the page."""


class Head(Struct, frozen=True):
    columns: tuple[Part, ...]
    kind: str
    after: int
    known: int
    """How many of the headings are understood."""

    @property
    def keys(self) -> list[str]:
        return columns_of(column.text for column in self.columns)


def layout_table(lines: Sequence[Raw], at: int, words: Counter[str]) -> tuple[Table | None, int]:
    """The table whose title or headings stand at a line, and the place after it; (None, at) if there is none."""
    head, title = head_at(lines, at), ""
    if (
        _is_title(lines, at)
        and (below := head_at(lines, at + 1))
        and below.known >= (head.known if head else 0)
    ):
        head, title = below, one_line(lines[at].text)
    if head is None and _is_group(lines, at):
        head = head_at(lines, at + 1)
    if head is None:
        return None, at
    found, end = _body(lines, head)
    if not found:
        return None, at
    first = tuple(Cell((Line(column.text, lines[at].place),)) for column in head.columns)
    rows = rows_of(found, head.columns, head.keys, head.kind, words)
    return Table((first, *rows), title, lines[at].place), end


def head_at(lines: Sequence[Raw], at: int) -> Head | None:
    """The headings of columns that begin at a line; None if those that are understood begin below it."""
    best = _head(lines, at)
    if best is None:
        return None
    later = (_head(lines, below) for below in range(at + 1, best.after))
    return None if any(one and one.known >= best.known for one in later) else best


def _head(lines: Sequence[Raw], at: int) -> Head | None:
    """The headings that a line begins: the lines of which most are understood."""
    if at >= len(lines) or not _is_layout(lines[at]) or lines[at].text.rstrip()[-1:] in (":", "."):
        return None
    best: Head | None = None
    most = 0
    for end in range(at + 1, min(at + MOST_HEAD, len(lines)) + 1):
        line = lines[end - 1]
        if end > at + 1 and (line.blanks > (best is not None) or not _is_layout(line)):
            break
        apart = [n for n, below in enumerate(lines[at + 1 : end]) if below.blanks]
        columns = headings_of([parts_of(one.text) for one in lines[at:end]], apart)
        count, kind = known(columns), kind_of(columns_of(column.text for column in columns))
        is_apart = end > at + 1 and line.blanks > 0  # as where a blank line stands below each line
        if (
            kind
            and len(columns) > 1
            and count >= max(most + is_apart, 2)
            and not (count < len(columns) - 1 and best)
        ):
            best, most = Head(tuple(columns), kind, end, count), count
    return best


def _is_layout(line: Raw) -> bool:
    return "\t" not in line.text and not line.heading and not line.text.lstrip().startswith(("|", "<"))


def _is_title(lines: Sequence[Raw], at: int) -> bool:
    text = lines[at].text
    return (
        len(parts_of(text)) == 1
        and text.startswith(" " * INDENTED)
        and _is_layout(lines[at])
        and text.rstrip()[-1:] not in ".:;"
    )


def _is_group(lines: Sequence[Raw], at: int) -> bool:
    """Whether a line is the name of a group of columns, right above headings that are all understood."""
    shown = one_line(lines[at].text)
    if len(parts_of(lines[at].text)) != 1 or not column_of(shown) or folded(shown) in TITLES:
        return False
    below = head_at(lines, at + 1)
    return below is not None and below.known == len(below.columns)


def _body(lines: Sequence[Raw], head: Head) -> tuple[list[Placing], int]:
    """The lines of the rows, each with its pieces in columns, up to what is none of them."""
    found: list[Placing] = []
    at, here = head.after, head
    while at < len(lines):
        again = head_at(lines, at)
        if again is None and found and _is_title(lines, at):  # over the headings that a page repeats
            again = head_at(lines, at + 1)
            again = again if again and again.keys == head.keys else None
        if again is not None and (again.known == len(again.columns) or again.keys == head.keys):
            if again.keys != head.keys:
                break
            at, here = again.after, again
            continue
        cells = _cells(lines, at, here)
        if cells is None:
            if not _goes_on(lines, at, here):
                break
            at += 1
            continue
        found.append(Placing(lines[at], tuple(cells)))
        at += 1
    return found, at


def _cells(lines: Sequence[Raw], at: int, head: Head) -> list[Placed] | None:
    """The pieces of a line in their columns; None if the line is a heading, a title or prose."""
    line = lines[at]
    parts = parts_of(line.text)
    if not _is_layout(line) or not parts or line.is_bold:
        return None
    shown = one_line(line.text)
    if is_contents_entry(shown):
        return None
    if line.blanks > 2 and not line.is_cut and len(parts) == 1 and not begins_row(head.kind, shown):
        return None
    found = placed(parts, head.columns)
    if found is None:
        return None
    numbered = len(parts) > 1 and parts[0].text.rstrip(".)").isalnum() and len(parts[0].text) < 4
    if len(parts) == 1 or numbered:
        is_under = found[0].column > 0 and abs(parts[0].start - head.columns[found[0].column].start) < 2
        if (heading_of(shown) or folded(shown) in TITLES) and (line.blanks or line.is_cut) and not is_under:
            return None
        if not is_under and (line.blanks or _is_title(lines, at)) and head_at(lines, at + 1):
            return None
        if line.blanks > 1 and not line.is_cut and key_column(head.keys, head.kind) == found[0].column == 0:
            return found if begins_row(head.kind, shown) else None
    return found


def _goes_on(lines: Sequence[Raw], at: int, head: Head) -> bool:
    """Whether a line is a foreign one within the table: right below it stands a row, by its key and its columns."""
    line, key = lines[at], key_column(head.keys, head.kind)
    if heading_of(one_line(line.text)) or line.heading or at + 1 >= len(lines):
        return False
    below = lines[at + 1]
    if (
        not below.blanks
        or not _is_layout(below)
        or head.kind not in ("matrix", "documents", "timeline", "costs")
    ):
        return False
    cells = placed(parts_of(below.text), head.columns)
    first = next((cell for cell in cells or [] if cell.column == key), None)
    return first is not None and len(cells or []) > 1 and begins_row(head.kind, first.part.text)
