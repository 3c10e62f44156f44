"""Reads as tables what a document writes as sentences or lists: a glossary, a timetable, a history, summaries."""

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line
from governance.importer.understanding.outline import Outline, Sheet
from governance.importer.understanding.sections.versions import version_of
from governance.importer.words.columns import participant_of
from governance.importer.words.dates import date_at
from governance.importer.words.references import modification_at
from modifications.participants import Participant

DOUBT = "The document has no table of it; it was read from its text."
_ACRONYM = r"[a-z]*[A-Z][a-z]*[A-Z][A-Za-z0-9&/-]*"
_MEANS = r"\s(?:means|stands for|is short for|refers to|is|=|–|—|-)\s|:\s"
_TERM = re.compile(
    rf"(?:^|(?<=\s)|(?<=[(‘“]))({_ACRONYM})[’”]?(?:{_MEANS})(.+?)"
    rf"(?=[.;,]?(?:\sand)?\s[‘“]?(?:{_ACRONYM})[’”]?(?:{_MEANS})|[.;]?\s?$)"
)
_LONGEST_NAME = 60
_LONGEST_EVENT = 90
_IMPACTS = re.compile(r"(?:(?:impacts|affects|applies to|changes)\b|[:–—-])\s*", re.IGNORECASE)
Rows = Iterator[tuple[Cell, ...]]


def from_prose(parts: Outline) -> None:
    """Add a sheet for each table that the document does not have, where its section has lines that say the same."""
    for kind, columns, sections, read in _READERS:
        if parts.of(kind):
            continue
        used: list[Line] = []
        rows = list(read(parts.lines(*sections), used))
        if rows and (len(rows) > 1 or kind in ("parties", "areas")):
            parts.sheets.append(Sheet(kind, list(columns), rows, used[0].place))
            for key in sections:
                if key in parts.sections:
                    parts.sections[key] = [line for line in parts.sections[key] if line not in used]


def _glossary(lines: list[Line], used: list[Line]) -> Rows:
    for line in lines:
        for found in _TERM.finditer(line.text):
            used.append(line)
            yield _cell(line, found[1], doubt=""), _cell(line, found[2].strip(" ,;."), doubt="")


def _timeline(lines: list[Line], used: list[Line]) -> Rows:
    for line in lines:
        date, event = date_at(line.text)
        if date and event:
            used.append(line)
            event, note = _event_and_note(event) if line.level else (event, "")
            yield _cell(line, date), _cell(line, event[:1].upper() + event[1:]), _cell(line, note)


def _event_and_note(text: str) -> tuple[str, str]:
    """The event of a point, and the sentences after it."""
    event, stop, note = text.partition(". ")
    return (event, note) if stop and len(event) < _LONGEST_EVENT else (text, "")


def _history(lines: list[Line], used: list[Line]) -> Rows:
    for line in lines:
        text = re.sub(r"^version\s+", "", line.text, flags=re.IGNORECASE)
        head, _, rest = text.partition(" ")
        date, changes = date_at(rest.lstrip("(,:–—- "))
        if version_of(head)[0] and date and changes:
            used.append(line)
            yield _cell(line, head.rstrip(",:")), _cell(line, date), _cell(line, changes)


def _parties(lines: list[Line], used: list[Line]) -> Rows:
    return _named(lines, used, lambda name: participant_of(name) not in ("", Participant.DCC))


def _areas(lines: list[Line], used: list[Line]) -> Rows:
    return _named(
        lines,
        used,
        lambda name: bool(re.search(r"\b(?:provider|changes|billing|governance|dcc)\b", name, re.I)),
    )


def _named(lines: list[Line], used: list[Line], is_name: Callable[[str], bool]) -> Rows:
    """Names, each with the points below it or the text after its colon."""
    name: Line | None = None
    below: list[Line] = []
    for line in lines:
        head, colon, rest = line.text.partition(":")
        if (
            len(head) < _LONGEST_NAME
            and is_name(head)
            and (not line.level or (colon and rest))
            and head[-1:] != "."
        ):
            if name and below:
                yield _cell(name, name.text), Cell(tuple(below), DOUBT)
            used.append(line)
            name = replace(line, text=head, level=0)
            below = [replace(line, text=rest.strip(), level=0)] if rest.strip() else []
        elif name and line.level:
            used.append(line)
            below.append(line)
        elif name and below:
            yield _cell(name, name.text), Cell(tuple(below), DOUBT)
            name, below = None, []
    if name and below:
        yield _cell(name, name.text), Cell(tuple(below), DOUBT)


def _matrix(lines: list[Line], used: list[Line]) -> Rows:
    """“MP171: Suppliers, Gas Networks and the DCC”, as rows of ticks."""
    for line in lines:
        found = modification_at(line.text)
        rest = line.text[found.end :].lstrip() if found else ""
        if found and (verb := _IMPACTS.match(rest)):
            named = {participant_of(name) for name in re.split(r",|;|\band\b|&", rest[verb.end() :])}
            if named - {""}:
                used.append(line)
                ticks = (
                    _cell(
                        line,
                        "✓"
                        if key in named or ("all_sec_parties" in named and key != Participant.DCC)
                        else "",
                    )
                    for key in Participant.values
                )
                yield _cell(line, found.ref), *ticks


def _cell(line: Line, text: str, doubt: str = DOUBT) -> Cell:
    return Cell((replace(line, text=text, level=0, number=""),) if text else (), doubt)


_READERS: tuple[
    tuple[str, tuple[str, ...], tuple[str, ...], Callable[[list[Line], list[Line]], Rows]], ...
] = (
    ("glossary", ("acronym", "meaning"), ("glossary",), _glossary),
    ("timeline", ("date", "event", "notes"), ("timeline",), _timeline),
    ("history", ("version", "date", "changes"), ("history",), _history),
    ("matrix", ("modification", *Participant.values), ("parties", "impacts"), _matrix),
    ("parties", ("participant", "summary"), ("parties", "impacts"), _parties),
    ("areas", ("area", "summary"), ("parties", "impacts"), _areas),
)
