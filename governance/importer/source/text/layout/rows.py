"""Puts the lines of a layout's table together as rows: by blank lines between them, or by what stands in the column
that names them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from governance.importer.source.document import Cell, Line
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.layout.columns import Part, Placed
from governance.importer.source.text.layout.keys import begins_row, is_date, is_whole, key_column
from governance.importer.source.text.markers import Markers
from governance.importer.source.text.paragraphs import joined
from governance.importer.words.columns import STAGES
from secrel.core.values.texts import one_line

BROKEN = "A page ends within this row, or a row without a date begins on the next page."
UNSPACED = "Nothing in the file separates this row from the one above."
UNNAMED = "The first column of this row is not what it usually is."
MISREAD = "A letter before a point is read as its bullet."
_MISREAD_POINT = re.compile(r"[e¢°©] (?=[A-Z])")
LEAST = 0.15
CROWDED = 0.1
"""Shares of a table's lines and parts that tell whether blank lines stand between its rows."""

SLACK = 0.1
"""The part of a column's width by which lines of the same width have more or fewer letters."""

_SAYS_WHO = re.compile(r"(?:[A-Z][\w’-]*\s){1,3}(?!is\b|was\b|has\b)[a-z]{3,}s\b")
"""How an event begins: UIT commences, Panel approves …"""


class Placing(Struct, frozen=True):
    """A line of the table with its pieces in columns."""

    line: Raw
    cells: tuple[Placed, ...]

    def at(self, column: int) -> Placed | None:
        return next((cell for cell in self.cells if cell.column == column), None)


class _Row(Struct):
    lines: list[Placing]
    doubt: str = ""


def rows_of(
    lines: Sequence[Placing], columns: Sequence[Part], keys: Sequence[str], kind: str, words: Counter[str]
) -> list[tuple[Cell, ...]]:
    """The rows of a table."""
    grouping = _Grouping(lines, columns, keys, kind)
    return [tuple(_cell(row, n, keys[n], words) for n in range(len(columns))) for row in grouping.rows()]


def _numbering(lines: Sequence[Placing], columns: Sequence[Part]) -> int | None:
    """The first column, if it numbers the rows: 1, 2, 3 …"""
    numbers = [cell.part.text for line in lines if (cell := line.at(0))]
    is_numbering = numbers == [str(number) for number in range(1, len(numbers) + 1)]
    is_named = columns[0].text.casefold().strip(" .") in ("#", "no", "nr", "item", "row", "ref")
    return 0 if is_numbering and is_named and numbers else None


class _Grouping:
    def __init__(
        self, lines: Sequence[Placing], columns: Sequence[Part], keys: Sequence[str], kind: str
    ) -> None:
        self.lines, self.kind = lines, kind
        self.key = self._key(keys)
        self.number = _numbering(lines, columns)
        self.event = keys.index("event") if "event" in keys else -1
        ends = [(cell.column, cell.part.end) for line in lines for cell in line.cells]
        firsts = {
            n: min((c.part.start for line in lines for c in line.cells if c.column == n), default=0)
            for n in range(len(columns))
        }
        lasts = {n: max((end for column, end in ends if column == n), default=0) for n in range(len(columns))}
        self.widest = {n: lasts[n] - SLACK * (lasts[n] - firsts[n]) for n in lasts}
        self.is_spaced = self._rows_are_spaced()
        self.is_double = len(lines) > 1 and all(line.line.blanks for line in lines[1:])
        self.has_undated = any(
            line.at(self.key) is None
            and len(line.cells) > 1
            and all(cell.part.text[:1].isupper() for cell in line.cells)
            for line in lines
        )

    def _key(self, keys: Sequence[str]) -> int:
        """The column that names the rows: by its heading, else the one in which most cells can."""
        named = key_column(keys, self.kind)
        if named is not None:
            return named
        counts = [
            sum(
                begins_row(self.kind, cell.part.text)
                for line in self.lines
                for cell in line.cells
                if cell.column == n
            )
            for n in range(len(keys))
        ]
        return counts.index(max(counts)) if self.kind else 0

    def _rows_are_spaced(self) -> bool:
        """Whether a blank line stands above each row and nowhere else: then no part has the names of two rows."""
        parts: list[list[Placing]] = []
        for line in self.lines:
            if line.line.blanks or not parts:
                parts.append([])
            parts[-1].append(line)
        whole = [sum(map(self._is_whole, part)) for part in parts]
        crowded = sum(count - 1 for count in whole if count)
        if len(parts) < max(2, LEAST * len(self.lines)) or crowded > CROWDED * sum(whole):
            return False
        if len(parts) < len(self.lines):
            return True
        small = sum(cell.part.text[:1].islower() for line in self.lines[1:] for cell in line.cells)
        return small < max(2, len(self.lines) / 4)  # else a blank line stands below every line

    def _is_whole(self, line: Placing) -> bool:
        named = line.at(self.key)
        if named is None:
            return False
        others = [cell.part.text for cell in line.cells if cell.column != self.key]
        if self.kind == "areas":
            return any(text[:1] in "•●▪" for text in others)
        return (self.kind == "glossary" and bool(others)) or is_whole(self.kind, named.part.text)

    def rows(self) -> list[_Row]:
        found: list[_Row] = []
        for line in self.lines:
            is_new, doubt = (True, "") if not found else self._is_new(found[-1], line)
            if is_new:
                found.append(_Row([line], doubt))
            else:
                found[-1].lines.append(line)
                found[-1].doubt = found[-1].doubt or doubt
        for above, below in pairwise(found):
            self._give_down(above, below)
        return found

    def _give_down(self, above: _Row, below: _Row) -> None:
        """Give a row what stands above its name on the page before, apart from the row that it was taken for."""
        first = below.lines[0]
        if not first.line.is_cut or [cell.column for cell in first.cells] != [self.key] or not self.is_spaced:
            return
        at = max((n for n, line in enumerate(above.lines) if line.line.blanks), default=0)
        if at and not any(line.at(self.key) for line in above.lines[at:]):
            below.lines = [*above.lines[at:], *below.lines]
            above.lines = above.lines[:at]
            below.doubt = above.doubt = BROKEN

    def _begins(self, line: Placing) -> bool:
        named = line.at(self.key)
        return named is not None and begins_row(self.kind, named.part.text)

    def _is_new(self, row: _Row, line: Placing) -> tuple[bool, str]:
        if self.number is not None:
            return line.at(self.number) is not None, ""
        if line.line.is_cut:
            return self._after_page(row, line)
        if self.is_spaced:
            if not line.line.blanks:
                return False, ""
            if self._begins(line) or (line.at(self.key) is None and line.at(self.event) is not None):
                return True, ""
            is_full = not self.is_double and line.at(self.key) is not None and len(line.cells) > 1
            return is_full, UNNAMED if is_full else ""
        if self._begins(line) and not self._is_rest_of_date(row, line):
            return self._is_label(row, line)
        undated = line.at(self.key) is None and line.at(self.event) is not None
        if any(cell.part.text[:1].islower() and row.lines[-1].at(cell.column) for cell in line.cells):
            return False, ""
        event = line.at(self.event)
        if not undated or event is None or not event.part.text[:1].isupper():
            return False, ""
        if self._would_fit(row, line) or (self.has_undated and _SAYS_WHO.match(event.part.text)):
            return True, UNSPACED
        return False, UNSPACED if self.has_undated else ""

    def _is_rest_of_date(self, row: _Row, line: Placing) -> bool:
        """Whether a date goes on that the lines above began: “12 Nov” and “21”."""
        above = " ".join(cell.part.text for one in row.lines if (cell := one.at(self.key)))
        here = line.at(self.key)
        if self.kind != "timeline" or here is None or not above or is_date(above):
            return False
        return is_date(f"{above} {here.part.text}")

    def _is_label(self, row: _Row, line: Placing) -> tuple[bool, str]:
        """A name that goes over two lines begins no row on the second: its list goes on without a bullet."""
        if self.kind != "areas":
            return True, ""
        text = next((cell.part.text for cell in line.cells if cell.column != self.key), "")
        bulleted = any(
            cell.part.text[:1] in "•●▪" for one in self.lines for cell in one.cells if cell.column != self.key
        )
        if bulleted:
            return text[:1] in "•●▪", ""
        above = next((cell.part.text for cell in row.lines[-1].cells if cell.column != self.key), "")
        is_new = above.endswith((".", ";")) and not text[:1].islower() and bool(text)
        fits = self._would_fit(row, line, self.key)
        return is_new, "" if is_new == fits else UNSPACED

    def _after_page(self, row: _Row, line: Placing) -> tuple[bool, str]:
        if line.at(self.key) is not None:
            return self._begins(line), ""
        event = line.at(self.event)
        if event is None or event.part.text[:1].islower():
            return False, ""
        return self._would_fit(row, line), BROKEN

    def _would_fit(self, row: _Row, line: Placing, column: int | None = None) -> bool:
        """Whether the first word of a line would have fitted on the line above, so that it goes on with nothing."""
        column = self.event if column is None else column
        last, here = row.lines[-1].at(column), line.at(column)
        if last is None or here is None:
            return True
        return last.part.end + 1 + len(here.part.text.split()[0]) <= self.widest[column]


def _cell(row: _Row, column: int, key: str, words: Counter[str]) -> Cell:
    """The pieces of a row in a column as paragraphs and points."""
    found: list[Line] = []
    markers, doubt = Markers(), row.doubt if key not in STAGES else ""
    for line in row.lines:
        for cell in line.cells:
            if cell.column != column:
                continue
            doubt = doubt or cell.doubt
            text, lists = cell.part.text, key in ("summary", "description", "changes", "notes")
            if lists and _MISREAD_POINT.match(text):
                text, doubt = f"• {text[2:]}", doubt or MISREAD
            raw = Raw(" " * cell.part.start + text, line.line.place)
            point = markers.point(raw) if lists else None
            if point and (point.number in ("", "1", "a", "i") or (found and found[-1].number)):
                found.append(Line(point.text, raw.place, level=point.level, number=point.number))
            elif found:
                last = found[-1]
                text = joined(last.text, one_line(raw.text), words)
                found[-1] = Line(text, last.place, level=last.level, number=last.number)
            else:
                found.append(Line(one_line(raw.text), raw.place))
    return Cell(tuple(found), doubt)
