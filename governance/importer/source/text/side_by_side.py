"""Puts two columns of text, which a layout shows side by side, one below the other."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from governance.importer.source.beside import beside, gutter_of
from governance.importer.source.rows import Row, Word
from governance.importer.source.text.cleaning import Raw
from governance.importer.words.headings import heading_of

LETTER, LINE = 5.0, 12.0
"""The width of a letter and the height of a line, as if the text were printed."""
_NUMBERED = re.compile(r"\d{1,2}\.? |appendix ", re.IGNORECASE)


def in_one_column(lines: Sequence[Raw]) -> list[Raw]:
    """The lines in the order in which they are read."""
    if any("\t" in line.text or line.text.lstrip().startswith("|") for line in lines):
        return list(lines)
    rows = [_row(at, line) for at, line in enumerate(lines)]
    gutter = gutter_of(rows)
    if gutter is None:
        return list(lines)
    found: list[Raw] = []
    for together in beside(rows, gutter, _level):
        found += _raws(together, lines)
    return found


def _row(at: int, line: Raw) -> Row:
    top = at * LINE
    words = [
        Word(word[0], word.start() * LETTER, word.end() * LETTER, top, top + LINE - 2, 2 * LETTER, line=at)
        for word in re.finditer(r"\S+", line.text)
    ]
    return Row(words, line.place.page or 1)


def _level(row: Row) -> int:
    return 1 if _NUMBERED.match(row.text) and heading_of(row.text) else 0


def _raws(rows: Sequence[Row], lines: Sequence[Raw]) -> Iterator[Raw]:
    """Lines of rows; what was between two of them in another column counts as blank."""
    last: int | None = None
    for row in rows:
        raw = lines[row.number]
        text = ""
        for word in row.words:
            text = text.ljust(round(word.x0 / LETTER)) + word.text
        blanks = raw.blanks
        if last is not None and row.number > last + 1:
            blanks = max(1, blanks)
        elif last is None or row.number < last:
            blanks = int(not text.lstrip()[:1].islower())
        last = row.number
        yield (
            raw
            if len(row.words) == len(raw.text.split()) and text == raw.text.rstrip()
            else replace(raw, text=text, blanks=blanks)
        )
