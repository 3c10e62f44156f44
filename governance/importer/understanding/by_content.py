"""Tells what a column is by what stands in it, where its heading does not say so or says too little."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from governance.importer.source.document import Cell
from governance.importer.understanding.sections.versions import version_of
from governance.importer.words.columns import kind_of, participant_of
from governance.importer.words.dates import read_date
from governance.importer.words.references import document_at, modification_at
from modifications.participants import Participant
from secrel.core.values.texts import one_line

GUESSED = "Only what stands in it says what this column is."
MOST = 0.7
"""The share of a column's cells from which on they say what it is."""
Rows = Sequence[tuple[Cell, ...]]


def _is_date(text: str) -> bool:
    found = read_date(text)
    return bool(found.label and str(found.value)) and any(sign.isdecimal() for sign in text)


_TELLS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (
        "modification",
        lambda text: (found := modification_at(text)) is not None and len(text) < found.end + 60,
    ),
    ("document", lambda text: document_at(text) is not None),
    ("version", lambda text: len(text) < 8 and bool(version_of(text)[0]) and not text.isdecimal()),
    ("date", _is_date),
    ("participant", lambda text: participant_of(text) not in ("", Participant.DCC)),
    ("acronym", lambda text: bool(re.fullmatch(r"[a-z]*[A-Z][a-z]*[A-Z][A-Za-z0-9&/-]*", text))),
)
_WEAK = {
    "",
    "changes",
    "modification",
    "document",
    "term",
    "summary",
    "notes",
    "event",
    "description",
    "area",
}
"""Keys that what stands below may correct."""
_REST = {
    "version": ("changes",),
    "date": ("event", "notes"),
    "participant": ("summary",),
    "area": ("summary",),
    "acronym": ("meaning",),
}
"""What the other columns of a table are, in order, by the column that tells which table it is."""


def completed(keys: list[str], head: tuple[Cell, ...], rows: Rows) -> tuple[list[str], set[int]]:
    """The keys with those that the cells tell, and the columns that were only guessed."""
    found = list(keys)
    for at, key in enumerate(keys):
        if key in _WEAK and (told := _told(head, rows, at)) and told not in found and told != key:
            found[at] = told
    if "version" in found and "changes" not in found and "summary" in found:
        found[found.index("summary")] = "changes"
    if kind_of(found):
        return found, set()
    return _guessed(found, rows)


def doubted(rows: Rows, columns: set[int]) -> list[tuple[Cell, ...]]:
    """The rows with a doubt on each cell of these columns."""
    return [
        tuple(
            replace(cell, doubt=cell.doubt or GUESSED) if at in columns else cell
            for at, cell in enumerate(row)
        )
        for row in rows
    ]


def _told(head: tuple[Cell, ...], rows: Rows, at: int) -> str:
    """What the cells of a column are, and its heading is not."""
    texts = [one_line(row[at].text) for row in rows if at < len(row) and row[at].text.strip()]
    if len(texts) < 2:
        return ""
    name = one_line(head[at].text)
    return next(
        (key for key, tells in _TELLS if sum(map(tells, texts)) >= MOST * len(texts) and not tells(name)), ""
    )


def _guessed(found: list[str], rows: Rows) -> tuple[list[str], set[int]]:
    tells = next((key for key in _REST if key in found), "")
    free = [
        at for at, key in enumerate(found) if not key and any(at < len(row) and row[at].text for row in rows)
    ]
    names = [key for key in _REST.get(tells, ()) if key not in found]
    if not tells or not free or len(rows) < 2 or len(free) > len(names):
        return found, set()
    if len(free) > 1:  # the event is always there, a note is not
        free.sort(key=lambda at: -sum(bool(row[at].text.strip()) for row in rows if at < len(row)))
    for at, name in zip(free, names, strict=False):
        found[at] = name
    return (found, set(free)) if kind_of(found) else (found, set())
