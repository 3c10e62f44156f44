"""Rows of a timetable that an extract printed as running text: date, event, notes.

A cell of several lines ends with a blank line. A cell of one line ends with a space, so that an event and its note can
stand in one line: where the note begins is told by how its sentence begins, and is doubtful.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from governance.importer.source.document import Cell, Place
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.flat_rows import _DATE, Body, cell
from governance.importer.source.text.paragraphs import joined
from governance.importer.words.columns import column_of
from secrel.core.values.texts import one_line

_WORDS: Counter[str] = Counter()
_NOTE = re.compile(
    r"(?<=\S) (?=(?:The|This|These|By|If|Following|Subject to|Where|Once|No|Any|All|Each|It|An|A|As|"
    r"In|At|On|For|There|To be|Including|Dates?)\s[a-zA-Z0-9])"
)
_STRONG = re.compile(r"(?:The|This|These|By \w+ Working Days?|If|Following|Subject to) ")
MOST_OF_EVENT = 30
"""Characters of an event that a page can leave over."""
SPLIT = "The extract does not say where the event ends and its note begins."
_LOST_ROWS = "The extract does not say where a row without a date begins."
_UNSURE_ORDER = "The extract does not tell the columns of this table apart."


class Chunk(Struct):
    """Lines without a blank line between them, and whether an empty cell stands above them."""

    lines: list[Raw]

    @property
    def text(self) -> str:
        text = ""
        for line in self.lines:
            text = joined(text, one_line(line.text), _WORDS)
        return text

    @property
    def is_led(self) -> bool:
        return self.lines[0].is_led

    @property
    def gap(self) -> bool:
        return self.lines[0].gap

    @property
    def place(self) -> Place:
        return self.lines[0].place


class Row(Struct):
    place: Place
    date: str
    event: str
    notes: str = ""
    doubt: str = ""


def timeline_rows(body: Body) -> list[tuple[Cell, ...]]:
    """Rows in the order of the headings. Beside date, event and notes no column can be told apart."""
    keys = ["date" if key == "date" else key for key in map(column_of, body.head)]
    has_notes = "notes" in keys or "description" in keys
    marks = any(line.is_led for line in body.lines)
    rows: list[Row] = []
    for chunk in _chunks(body.lines):
        _add(rows, chunk, has_notes, marks)
    is_usual = keys in (["date", "event", "notes"], ["date", "event"], ["date", "event", "description"])
    odd = "" if is_usual else _UNSURE_ORDER
    if not marks and not all(row.date for row in rows):
        odd = odd or _LOST_ROWS
    return [tuple(_cell_of(row, key, odd) for key in keys) for row in rows]


def _cell_of(row: Row, key: str, odd: str) -> Cell:
    text = {"date": row.date, "event": row.event, "notes": row.notes, "description": row.notes}.get(key, "")
    return cell(text, row.place, odd or ("" if key == "date" else row.doubt))


def _chunks(lines: Sequence[Raw]) -> list[Chunk]:
    chunks: list[Chunk] = []
    for line in lines:
        starts = (
            not chunks
            or line.blanks > 0
            or _DATE.match(line.text)
            or (line.is_led and one_line(line.text)[:1].isupper())
        )
        if starts:
            chunks.append(Chunk([line]))
        else:
            chunks[-1].lines.append(line)
    return chunks


def _add(rows: list[Row], chunk: Chunk, has_notes: bool, marks: bool) -> None:
    dated = _DATE.match(chunk.text)
    if rows and rows[-1].date and not rows[-1].event and not dated:
        rows[-1].event = chunk.text
        if has_notes:
            _split(rows[-1], chunk)
        return
    if not dated and rows and has_notes and not rows[-1].notes and _is_note(rows[-1], chunk, marks):
        _note(rows[-1], chunk.text)
        return
    goes_on = not chunk.is_led if marks else chunk.text[:1].islower()
    if not dated and rows and rows[-1].notes and goes_on and not rows[-1].notes.endswith("."):
        rows[-1].notes = joined(rows[-1].notes, chunk.text, _WORDS)
        return
    date, text = "", chunk.text
    if dated:
        date = one_line(dated[1])
        text = text[dated.end() :]
    row = Row(chunk.place, date, text)
    if has_notes:
        _split(row, chunk)
    rows.append(row)


def _note(row: Row, text: str) -> None:
    """Give a row its note; words before its first sentence, as after a page that broke the row, end the event."""
    begun = next((found for found in _NOTE.finditer(text) if _STRONG.match(text[found.end() :])), None)
    if begun and begun.start() < MOST_OF_EVENT and not _STRONG.match(text):
        row.event, row.doubt = f"{row.event} {text[: begun.start()]}", SPLIT
        text = text[begun.end() :]
    row.notes = text


def _is_note(row: Row, chunk: Chunk, marks: bool) -> bool:
    """Whether a chunk is the note of the row above: in an extract that marks empty dates, it has no space first."""
    if chunk.is_led or (chunk.gap and not marks):
        return False
    if marks:
        return not (chunk.gap and not chunk.text.endswith("."))
    if not row.event:
        return False
    row.doubt = SPLIT
    if _STRONG.match(chunk.text):
        return True
    inner = any(_STRONG.match(chunk.text[found.end() :]) for found in _NOTE.finditer(chunk.text))
    return chunk.text.endswith(".") and not inner


def _split(row: Row, chunk: Chunk) -> None:
    """Move the note out of the event where both stand in one chunk: events are no sentences."""
    first = one_line(chunk.lines[0].text)
    strong = [found for found in _NOTE.finditer(row.event) if _STRONG.match(row.event[found.end() :])]
    is_sentence = row.event.endswith(".")
    limit = len(first) - len(row.date)
    candidates = [
        found
        for found in (strong if not is_sentence else strong or list(_NOTE.finditer(row.event)))
        if found.start() <= limit
    ]
    if not (is_sentence or candidates):
        return
    if candidates:
        at = candidates[0]
        row.event, row.notes = row.event[: at.start()], row.event[at.end() :]
        row.doubt = "" if is_sentence and _STRONG.match(row.notes) and len(candidates) == 1 else SPLIT
    elif is_sentence:
        row.doubt = SPLIT
