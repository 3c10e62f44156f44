"""Reads a pasted list of modifications: a column of references, or columns of facts, with or without headings.

Pure. A column without a heading is told by what all its cells are: references, statuses or days; of the others the
first holds titles and the second descriptions.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from releases.workflow import VERB
from secrel.core.editing.days_and_amounts import read_day
from secrel.core.editing.sheets.pasting.reading.table import Block, NoTable
from secrel.core.editing.sheets.pasting.sent import tables_of
from secrel.core.values.texts import folded, one_line

MOST_ROWS = 200
NAMES = {
    "reference": "Reference",
    "title": "Title",
    "status": "Status",
    "cut_off_on": "Cut-off",
    "description": "Description",
}
HEADINGS = {
    "reference": (
        "reference",
        "ref",
        "ref.",
        "modification",
        "mod",
        "mod ref",
        "mod no",
        "mp",
        "number",
        "no.",
    ),
    "title": ("title", "name", "modification title", "mod title"),
    "status": ("status", "scope status", "status in release", "state"),
    "cut_off_on": (
        "cut-off",
        "cut-off date",
        "cut off",
        "cut off date",
        "cutoff",
        "approved by",
        "approval by",
    ),
    "description": (
        "description",
        "summary",
        "what it does",
        "what the modification does",
        "details",
        "scope",
    ),
}
STATUSES = {"targeted": "targeted", "candidate": "candidate", "approved": "approved"}
QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"'}
SOLUTIONS = ("The Proposed Solution", "The Alternative Solution")
_REFERENCE = re.compile(
    r"\s*+((?:SECMP|MP|DP)\s?-?\s?\d{1,4}[A-Z]?\b(?:\s+part\s+\w{1,20})?+)(?:\s*+[:–—-]\s*+|\s++|\Z)(.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)


class BlockRefused(ValueError):
    """The text is no list of modifications. The message is a sentence."""


@dataclass(frozen=True)
class ScopeLine:
    """A line as pasted: texts by column, those that the block does not have are empty."""

    reference: str
    title: str = ""
    status: str = ""
    cut_off_on: str = ""
    description: str = ""


@dataclass(frozen=True)
class ScopeBlock:
    lines: list[ScopeLine]
    notes: list[str] = field(default_factory=list)
    """Sentences about the block as a whole: how its columns were read, and what was left out."""


def read_scope(text: str, html: str = "") -> ScopeBlock:
    """The lines of what was pasted, from both flavours of the clipboard. Raises BlockRefused."""
    try:
        return read_tables(tables_of(text, html))
    except NoTable as error:
        raise BlockRefused(str(error)) from error


def holds_references(table: Block) -> bool:
    """Whether a table is a list of modifications: it has a heading for references, or a column of them."""
    rows = _filled(table)
    return bool(rows) and (_headings(rows)[0] is not None or "reference" in _kinds(rows))


def read_tables(tables: Iterable[Block]) -> ScopeBlock:
    """The lines of several tables, each with its own columns. One that holds no references is left out, unless none
    does. Raises BlockRefused."""
    filled = [rows for table in tables if (rows := _filled(table))]
    lists = [rows for rows in filled if holds_references(rows)] or filled
    if not lists:
        raise BlockRefused("Paste a list of modifications first, one a line.")
    lines, notes = [], []
    for rows in lists:
        at, headings = _headings(rows)
        columns, body = (headings, rows[at + 1 :]) if at is not None else (_told_by_cells(rows), rows)
        if not body:
            raise BlockRefused("There are only headings. Paste the rows below them too.")
        body, of_solutions = _without_solutions(body)
        notes += of_solutions
        found = [_line(columns, row) for row in body]
        lines += found
        notes += _notes(columns, rows[at] if at is not None else [], found)
    if len(lines) > MOST_ROWS:
        raise BlockRefused(f"There are {len(lines)} rows. Paste at most {MOST_ROWS} at a time.")
    return ScopeBlock(lines, list(dict.fromkeys(notes)))


def _filled(table: Iterable[Iterable[str]]) -> list[list[str]]:
    rows = [[cell.strip().lstrip("•▪ ") for cell in row] for row in table]
    return [row for row in rows if any(row)]


def _without_solutions(rows: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Without the points about solutions that a RID prints below a modification, and a sentence about them."""
    kept = [row for row in rows if not row[0].lstrip("•o▪ ").startswith(SOLUTIONS)]
    left = len(rows) - len(kept)
    points = "1 point about a solution" if left == 1 else f"{left} points about solutions"
    note = f"Left out: {points}. They belong on the page of the modification."
    return kept, [note] if left else []


def _headings(rows: list[list[str]]) -> tuple[int | None, list[str]]:
    """The index of the row of headings, which may stand below a caption, and the columns that they name."""
    for at, row in enumerate(rows[:3]):
        if columns := _columns_of(row):
            return at, columns
        if sum(1 for cell in row if cell) > 1:
            break
    return None, []


def _columns_of(row: list[str]) -> list[str]:
    """The columns that headings name, "" for one that is unknown; empty if the row is none of headings."""
    names = {text: column for column, texts in HEADINGS.items() for text in texts}
    found = [names.get(folded(cell), "") for cell in row]
    if "reference" not in found or any(_REFERENCE.match(cell) for cell in row):
        return []
    return ["" if name in found[:n] else name for n, name in enumerate(found)]


def _kinds(rows: list[list[str]]) -> list[str]:
    """By column, what all its cells are; each kind is found once."""
    columns: list[str] = []
    for n in range(max(map(len, rows))):
        cells = [row[n] for row in rows if n < len(row) and row[n]]
        kind = _kind(cells)
        columns.append(kind if kind not in columns else "")
    return columns


def _told_by_cells(rows: list[list[str]]) -> list[str]:
    columns = _kinds(rows)
    if "reference" not in columns:
        columns[0] = "reference"
    texts = [name for name in ("title", "description") if name not in columns]
    for n, column in enumerate(columns):
        if not column and texts and any(n < len(row) and row[n] for row in rows):
            columns[n] = texts.pop(0)
    return columns


def _kind(cells: list[str]) -> str:
    if not cells:
        return ""
    if 2 * sum(_REFERENCE.match(cell) is not None for cell in cells) >= len(cells):
        return "reference"
    if all(folded(cell) in STATUSES for cell in cells):
        return "status"
    return "cut_off_on" if all(_is_day(cell) for cell in cells) else ""


def _is_day(text: str) -> bool:
    try:
        return len(text) <= 60 and read_day(text) is not None
    except ValueError:
        return False


def _line(columns: list[str], row: list[str]) -> ScopeLine:
    cells = {name: cell for name, cell in zip(columns, row, strict=False) if name}
    line = ScopeLine(**({"reference": ""} | cells))
    found = _REFERENCE.fullmatch(line.reference)
    if found and found[2] and not line.title:
        line = _as_printed(line, found[1], one_line(found[2])) or replace(
            line, reference=found[1], title=found[2].strip(" ‘’“”'\"")
        )
    return replace(
        line,
        reference=one_line(line.reference),
        title=one_line(line.title),
        status=one_line(line.status),
        description=without_verb(line.description),
    )


def _as_printed(line: ScopeLine, reference: str, rest: str) -> ScopeLine | None:
    """A line as a RID prints it: “MP079 ‘Its title’ part 1 proposes to do something.” Its verb gives the status."""
    close = QUOTES.get(rest[:1])
    title, found, rest = rest[1:].partition(f"{close} ") if close else ("", "", "")
    words = rest.split(" ", 2)
    if found and len(words) == 3 and words[0] == "part":
        reference, rest = f"{reference} part {words[1]}", words[2]
    status = next((key for key, verb in VERB.items() if found and rest.startswith(f"{verb} ")), "")
    if not status:
        return None
    return replace(line, reference=reference, title=title, status=status, description=rest)


def without_verb(text: str) -> str:
    """A description without “will” or “proposes to”, which the document adds."""
    text = one_line(text)
    for verb in VERB.values():
        if text.lower().startswith(f"{verb} "):
            return text[len(verb) :].strip()
    return text


def _notes(columns: list[str], headings: list[str], lines: Iterable[ScopeLine]) -> list[str]:
    lines = list(lines)
    read = [NAMES[name] for name in columns if name]
    if any(line.title for line in lines) and "title" not in columns:
        read.append("Title (after the reference)")
    notes = [f"Columns read as: {', '.join(read)}."]
    unknown = [text for name, text in zip(columns, headings, strict=False) if not name and text]
    if unknown:
        notes.append(f"Left out: {', '.join(unknown)}.")
    elif not headings and columns.count("") and len(columns) > len(read):
        notes.append("Columns beyond these were left out. Put headings above them to choose.")
    return notes
