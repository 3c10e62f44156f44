"""Read a table from the text of a PDF, which has no cells: by its headings, and by what its columns can hold.

All that is found here is a guess. A line of which it is not clear what stands under which heading is not understood.
"""

from dataclasses import dataclass

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.pasting.headings import Headings
from secrel.core.editing.sheets.pasting.names import RowsByName, is_total, reference_in
from secrel.core.editing.sheets.pasting.placement import fits
from secrel.core.editing.sheets.pasting.reading.pages import (
    aligned_rows,
    chunks_of,
    joined,
    without_furniture,
)
from secrel.core.editing.sheets.pasting.reading.table import Block, Line, numbered

DOUBT = "This row was read from text without cells, such as a PDF's. Compare it with the document."
_COPY = "Copy the table from Word or from our pages."
_EMPTY_CELLS = f"The text of a PDF does not say under which headings these values stand. {_COPY}"
_TWO_TEXTS = f"The text of a PDF does not say where “{{one}}” ends and “{{other}}” begins. {_COPY}"
MOST_HEADING_LINES = 14
MOST_WORDS = 8
"""Words of the longest name, date or amount that begins a row."""

Meant = Column | str | None


def read_printed(text: str, headings: Headings) -> Block | None:
    """The rows of the first table with headings of the sheet, those first; None if there is none."""
    if "\t" in text or text.count("\n") < 2:
        return None
    lines = without_furniture(text)
    return _aligned(lines, headings) or _flowing(lines, headings)


def _aligned(lines: list[str], headings: Headings) -> Block | None:
    for n, line in enumerate(lines):
        heads = chunks_of(line)
        row = [head.text for head in heads]
        if headings.is_row(row) and sum(1 for text in row if text in headings) > 1:
            again = [k for k in range(n + 1, len(lines)) if [c.text for c in chunks_of(lines[k])] == row]
            rows = []
            for begin, end in zip([n, *again], [*again, len(lines)], strict=True):
                rows += aligned_rows(lines[begin + 1 : end], chunks_of(lines[begin]))
            rows = [cells for cells in rows if sum(1 for cell in cells if cell) > 1]
            return numbered([row, *rows], DOUBT) if rows else None
    return None


def _flowing(lines: list[str], headings: Headings) -> Block | None:
    for n, line in enumerate(lines[:400]):
        if line.strip() and (found := _headings_at(lines, n, headings)):
            row, meant, after = found
            block = _Flow(headings, row, meant).read(lines[after:])
            return [Line(row, 1), *block] if block else None
    return None


def _headings_at(lines: list[str], n: int, headings: Headings) -> tuple[list[str], list[Meant], int] | None:
    """The headings that begin in line n, over as many lines as they take, and the line after them."""
    words: list[str] = []
    best = None
    for k in range(n, min(n + MOST_HEADING_LINES, len(lines))):
        words += lines[k].split()
        row = _split(words, headings)
        if row is not None and len(row) > 1:
            best = row, headings.meant(row), k + 1
        elif len(words) > 40:
            break
    return best


def _split(words: list[str], headings: Headings) -> list[str] | None:
    """The words as headings, the longest first; None if other words are among them."""
    row, at = [], 0
    while at < len(words):
        sizes = range(min(5, len(words) - at), 0, -1)
        texts = (" ".join(words[at : at + size]) for size in sizes)
        text = next((text for text in texts if text in headings or is_total(text)), "")
        if not text:
            return None
        row.append(text)
        at += len(text.split())
    return row


@dataclass
class _Flow:
    """Text that flows from cell to cell, row by row."""

    headings: Headings
    row: list[str]
    meant: list[Meant]

    def read(self, lines: list[str]) -> Block:
        found: list[tuple[str, list[str]]] = []
        for line in lines:
            begin = self._beginning(line)
            if begin:
                found.append((begin, [line.lstrip()[len(begin) :]]))
            elif found and self._is_heading(line):
                continue
            elif found:
                found[-1][1].append(line)
        return [self._line(n, begin, rest) for n, (begin, rest) in enumerate(found, start=2)]

    def _is_heading(self, line: str) -> bool:
        return bool(line.strip()) and _split(line.split(), self.headings) is not None

    def _beginning(self, line: str) -> str:
        """The first cell of a row, if the line begins one."""
        words = line.split()[:MOST_WORDS]
        first = self.meant[0]
        if not words or first is None:
            return ""
        plain = " ".join(line.split())
        for size in range(len(words), 0, -1):
            text = " ".join(words[:size])
            if words[size : size + 1] and words[size].casefold() == "part":
                return ""  # of a part that the sheet does not have
            if plain.startswith(text) and self._is_first(first, text) and line.lstrip().startswith(text):
                return text
        return ""

    def _is_first(self, first: Meant, text: str) -> bool:
        names = self.headings.names
        if isinstance(first, str) or first == names.column:
            return _is_name(text, names) or is_total(text)
        if first.takes_any_text:
            return False
        return fits(first, text)

    def _line(self, n: int, begin: str, rest: list[str]) -> Line:
        columns = self.meant[1:]
        texts = [c for c in columns if isinstance(c, Column) and c.takes_any_text and not c.read_only]
        if not texts:
            return self._of_values(n, begin, rest)
        if len(texts) > 1:  # the order of a PDF's text mixes cells that stand side by side
            why = _TWO_TEXTS.format(one=texts[0].label, other=texts[1].label)
            return _not_understood(n, begin, " ".join(" ".join(rest).split()), why)
        cells = []
        for column in columns[: columns.index(texts[0])]:
            value = _value_at(column, rest[0]) if isinstance(column, Column) else ""
            cells.append(value)
            rest = [rest[0].lstrip()[len(value) :], *rest[1:]]
        text = ""
        for line in rest:
            text = joined(text, line.strip())
        return Line([begin, *cells, text], n, doubt=DOUBT)

    def _of_values(self, n: int, begin: str, rest: list[str]) -> Line:
        """A value for each column, all in the line of the name. With fewer, only spaces that stand for empty cells say
        where they belong."""
        columns = self.meant[1:]
        words = " ".join(rest).split()
        if not words:
            return Line([begin], n, doubt=DOUBT)
        if not any(line.strip() for line in rest[1:]):
            if len(words) == len(columns) and all(map(_can_hold, columns, words)):
                return Line([begin, *words], n, doubt=DOUBT)
            spaced = rest[0].removeprefix(" ").split(" ")
            is_whole = len(spaced) in (len(columns), len(columns) + 1) and not any(spaced[len(columns) :])
            if is_whole and all(map(_can_hold, columns, spaced)):
                return Line([begin, *spaced[: len(columns)]], n, doubt=DOUBT)
            if values := _values(columns, words):
                return Line([begin, *values], n, doubt=DOUBT)
        return _not_understood(n, begin, " ".join(words), _EMPTY_CELLS)


def _not_understood(n: int, begin: str, rest: str, why: str) -> Line:
    line = Line([begin, rest], n)
    line.why = why
    return line


def _can_hold(column: Meant, text: str) -> bool:
    return not isinstance(column, Column) or fits(column, text)


def _value_at(column: Column, text: str) -> str:
    words = text.split()[:MOST_WORDS]
    sizes = range(len(words), 0, -1)
    return next((found for size in sizes if fits(column, found := " ".join(words[:size]))), "")


def _values(columns: list[Meant], words: list[str]) -> list[str] | None:
    """A value for each column, from words of which several may be one value (100,000 to 150,000)."""
    values = []
    for column in columns:
        value = _value_at(column, " ".join(words)) if isinstance(column, Column) else " ".join(words[:1])
        if not value:
            return None
        values.append(value)
        words = words[len(value.split()) :]
    return values if not words else None


def _is_name(text: str, names: RowsByName) -> bool:
    """Whether the text is a name and nothing more: a row's, a reference or an acronym."""
    if names.by_reference and any(sign in f" {text} " for sign in (" - ", ":", "(", "‘", "“")):
        return False
    if not all(any(map(str.isalnum, word)) for word in text.split()):
        return False
    if names.rows(text):
        return True
    return " part " not in text and bool(reference_in(text)) if names.by_reference else _is_acronym(text)


def _is_acronym(text: str) -> bool:
    upper = sum(1 for sign in text if sign.isupper())
    return " " not in text and upper > 1 and upper > sum(1 for sign in text if sign.islower())
