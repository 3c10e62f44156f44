"""Rows of tables that an extract printed as running text, by what stands in their first column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Place
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.paragraphs import joined
from governance.importer.words.references import change_request_at, document_at, modification_at
from secrel.core.editing.sheets.columns import NOT_TICKED, TICKED
from secrel.core.values.texts import folded, one_line

ALONE = 0.3
LOST = "The extract does not say in which column this stood."
_WORDS: Counter[str] = Counter()
_CELL = re.compile(
    r"£\s?[\d,.OolI]+(?:\s?(?:k|m|million)\b)?(?:\s?\((?:est\.?|estimate|e)\))?\*?|TBC|TBD|N/A|n/a|"
    r"Not applicable|To be confirmed|Nil|None|[–—-](?=\s|$)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"^\s*v?(\d{1,2}\.\d{1,2})\b\s*")
_DATE = re.compile(
    r"^\s*((?:\d{1,2}|[0-9OlI]{1,2})(?:st|nd|rd|th)?[ -/.]\s?[A-Za-z0-9]{2,9}[ "
    r"-/.,]{1,2}\s?[0-9OlI]{2,4}|\d{4}-\d\d-\d\d|"
    r"(?:early|mid|late)[ -][A-Z][a-z]{2,8} \d{2,4}|Q[1-4] \d{4}|[A-Z][a-z]{2,8} \d{2,4}|TBC|tbc)(?=\s|$)\s*",
    re.IGNORECASE,
)
_DATE_BEGINS = re.compile(r"\s*(?:[0-9OlI]{1,2}(?=\D|$)|\d{4}-|[A-Z][a-z]{2,8} \d)")
_ACRONYM = re.compile(r"^\s*([a-z]*[A-Z][a-z]*[A-Z0-9][A-Za-z0-9&/-]*)\s+(?=\S)")
_BULLET = re.compile(r"(?:^|(?<=\s))[•●▪\uf0b7]\s*(?=\S)")
_SUB = re.compile(r"^\s*(?:[◦○]\s*|(?:[o–](?=\s)|\uf0a7)\s*(?=[A-Z‘\"“0-9]))")


class Body(Struct, frozen=True):
    """The headings of a table, its lines, and the line of the headings."""

    head: tuple[str, ...]
    lines: tuple[Raw, ...]
    first: Raw


def cell(text: str, place: Place, doubt: str = "") -> Cell:
    shown = one_line(text)
    return Cell((Line(shown, place),), doubt) if shown else Cell((), doubt)


def matrix_rows(body: Body) -> list[tuple[Cell, ...]]:
    """Rows of ticks: a reference or SEC document, then a cell for each other column."""
    count = len(body.head) - 1
    labelled = [(line, label_end) for line in body.lines if (label_end := _label_end(line.text))]
    spaces = any("  " in line.text[end:].rstrip() for line, end in labelled)
    rows = []
    for line, end in labelled:
        texts, doubt = _placed(line.text[end:], count, spaces)
        cells = [cell(text, line.place, doubt) for text in texts]
        rows.append((cell(line.text[:end], line.place), *cells))
    return rows


def _label_end(text: str) -> int:
    lead = len(text) - len(text.lstrip())
    found = modification_at(text[lead:]) or document_at(text[lead:])
    if found is None:
        return 0
    end = lead + found.end
    part = re.match(r"\s*(?:part \w+|‘[^’]*’|'[^']*')", text[end:])
    return end + (part.end() if part else 0)


def _placed(rest: str, count: int, spaces: bool) -> tuple[list[str], str]:
    """The texts of the cells from what follows the label, and why it is doubtful in which column they stand."""
    words = rest.split()
    if len(words) >= count or not words:
        return [*words, *[""] * count][:count], "" if len(words) <= count and (
            words or spaces or not rest.strip(" ")
        ) else LOST
    if not all(folded(word) in TICKED | NOT_TICKED for word in words):
        return [*words, *[""] * count][:count], LOST
    cells = rest.rstrip("\r\n").split(" ")[1:]
    if cells and spaces and len(cells) <= count + 1 and not any(cells[count:]):
        return [*cells, *[""] * count][:count], ""
    return [*words, *[""] * count][:count], LOST


def cost_rows(body: Body) -> list[tuple[Cell, ...]]:
    """Rows of amounts: a reference, then as many amounts as there are other columns; a row can go over lines."""
    count = len(body.head) - 1
    rows: list[tuple[Place, str, list[str]]] = []
    for line in body.lines:
        text = line.text
        lead = len(text) - len(text.lstrip())
        found = modification_at(text[lead:]) or change_request_at(text[lead:])
        label = re.match(r"\s*(?:total|combined[\w ]*|share of CR\d+)\b", text, re.IGNORECASE)
        end = lead + found.end if found else label.end() if label else 0
        if end:
            part = re.match(r"\s*part \w+", text[end:])
            end += part.end() if part else 0
            rows.append((line.place, text[:end], _CELL.findall(text[end:])))
        elif rows:
            rows[-1][2].extend(_CELL.findall(text))
    return [
        (
            cell(label, place),
            *(
                cell(text, place, "" if len(texts) == count else LOST)
                for text in [*texts, *[""] * count][:count]
            ),
        )
        for place, label, texts in rows
    ]


def history_rows(body: Body) -> list[tuple[Cell, ...]]:
    """Rows of a version, its date and its changes, in the order of the headings."""
    rows: list[tuple[Raw, str, str]] = []
    for line in _with_dates(body.lines):
        version = _VERSION.match(line.text)
        if version and _DATE_BEGINS.match(line.text[version.end() :]):
            rows.append((line, version[1], one_line(line.text[version.end() :])))
        elif rows:
            rows[-1] = (*rows[-1][:2], joined(rows[-1][2], one_line(line.text), _WORDS))
    return [_in_order(body.head, _history_row(*row)) for row in rows]


def _with_dates(lines: Sequence[Raw]) -> Iterator[Raw]:
    """The lines; a version that stands on a line of its own with the date below it."""
    waiting: Raw | None = None
    for line in lines:
        if waiting is not None and _DATE_BEGINS.match(line.text):
            yield replace(waiting, text=f"{waiting.text.strip()} {line.text.strip()}")
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        is_alone = (found := _VERSION.match(line.text)) and not line.text[found.end() :].strip()
        waiting = line if is_alone else None
        if not is_alone:
            yield line
    if waiting is not None:
        yield waiting


def _history_row(line: Raw, version: str, text: str) -> list[Cell]:
    dated = _DATE.match(text)
    day, rest = (dated[1], text[dated.end() :]) if dated else ("", text)
    doubt = "" if dated else "The extract does not say where the date ends."
    return [cell(version, line.place), cell(day, line.place, doubt), cell(rest, line.place, doubt)]


def _in_order(head: tuple[str, ...], row: list[Cell]) -> tuple[Cell, ...]:
    """Version, date, changes are the usual order; other columns between them cannot be told apart."""
    if len(head) == 3:
        return tuple(row)
    doubt = "The table has more columns than the extract tells apart."
    cells = [Cell(one.lines, doubt) for one in row]
    return (*cells[:2], cells[2], *[Cell()] * (len(head) - 3)) if len(head) > 3 else tuple(cells[: len(head)])


def glossary_rows(body: Body) -> list[tuple[Cell, ...]]:
    """Rows of an acronym and its full term; a long term goes on in the next line."""
    rows: list[list[Cell]] = []
    alone = [line for line in body.lines if _is_acronym(line.text)]
    if len(alone) > 2 and len(alone) > ALONE * len(body.lines):
        return _by_lines(body.lines)
    for line in body.lines:
        found = _ACRONYM.match(line.text)
        shown = one_line(line.text)
        goes_on = (
            rows
            and line.blanks == 0
            and found
            and _fits(rows[-1][0].text, f"{rows[-1][1].text} {shown}")
            and not _fits(found[1], shown[len(found[1]) :])
        )
        if found and not goes_on:
            rows.append([cell(found[1], line.place), cell(line.text[found.end() :], line.place)])
        elif rows and shown[:1].isalpha():
            rows[-1][1] = cell(joined(rows[-1][1].text, shown, _WORDS), line.place)
    return [tuple(row) for row in rows]


def _is_acronym(text: str) -> bool:
    return bool(_ACRONYM.match(f"{text.strip()} x")) and " " not in text.strip()


def _by_lines(lines: Sequence[Raw]) -> list[tuple[Cell, ...]]:
    """Rows of which each cell stands on a line of its own."""
    rows: list[tuple[Raw, str]] = []
    for line in lines:
        if _is_acronym(line.text) and (not rows or rows[-1][1]):
            rows.append((line, ""))
        elif rows:
            rows[-1] = (rows[-1][0], joined(rows[-1][1], one_line(line.text), _WORDS))
    return [(cell(line.text, line.place), cell(term, line.place)) for line, term in rows]


def _fits(acronym: str, term: str) -> bool:
    """Whether the letters of an acronym begin the words of a term, roughly."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", term)).casefold()
    return acronym.casefold()[:2] == initials[:2]


def summary_rows(body: Body) -> list[tuple[Cell, ...]]:
    """Rows of a label and its points. A label of several lines ends with a blank line, a short one before its point."""
    rows: list[tuple[str, Place, list[Line]]] = []
    is_label_open = False
    for line in body.lines:
        parts = _BULLET.split(line.text)
        before, points = one_line(parts[0]), parts[1:]
        if points:
            if before:
                if is_label_open:
                    rows[-1] = (f"{rows[-1][0]} {before}", *rows[-1][1:])
                else:
                    rows.append((before, line.place, []))
            if not rows:
                rows.append(("", line.place, []))
            rows[-1][2].extend(
                Line(one_line(point), line.place, level=1) for point in points if point.strip()
            )
            is_label_open = False
        elif rows and rows[-1][2] and _SUB.match(line.text):
            rows[-1][2].append(Line(one_line(_SUB.sub("", line.text)), line.place, level=2))
        elif rows and rows[-1][2] and not _begins_label(line, rows[-1][2][-1].text):
            last = rows[-1][2][-1]
            rows[-1][2][-1] = Line(joined(last.text, before, _WORDS), last.place, level=last.level)
        elif rows and is_label_open and not rows[-1][2]:
            rows[-1] = (f"{rows[-1][0]} {before}", *rows[-1][1:])
        else:
            rows.append((before, line.place, []))
            is_label_open = True
    return [(cell(label, place), Cell(tuple(points))) for label, place, points in rows if points]


def _begins_label(line: Raw, before: str) -> bool:
    """Whether a line without a bullet begins a new row, not the next line of a point."""
    return (
        (line.blanks > 0 or before.endswith((".", "impacts")))
        and one_line(line.text)[:1].isupper()
        and before[-1:] not in ",-"
    )


def texts_of(lines: Sequence[Raw]) -> str:
    return " ".join(one_line(line.text) for line in lines)
