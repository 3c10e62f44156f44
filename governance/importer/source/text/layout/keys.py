"""The column that names a table's rows, and whether a text in it begins a row or goes on with one."""

import re
from collections.abc import Sequence

from governance.importer.words.columns import participant_of
from governance.importer.words.dates import read_date
from governance.importer.words.references import document_at, modification_at

_KEYS = {
    "matrix": ("modification", "participant"),
    "costs": ("modification",),
    "documents": ("document",),
    "timeline": ("date",),
    "history": ("version",),
    "glossary": ("acronym", "term"),
    "parties": ("participant",),
    "areas": ("area",),
}
_DATE = re.compile(
    r"(?:[0-9OlI]{1,4}(?:st|nd|rd|th)?(?:[ /.-]|$)|(?:early|mid|late|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|"
    r"may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|by |tb[cd]|week)|\d+ working days)",
    re.IGNORECASE,
)
_ONLY_A_YEAR = re.compile(r"[12lI][0-9OlI]{3}$")
_VERSION = re.compile(r"v?[0-9OlI]{1,2}[.,][0-9OlI]{1,2}\b", re.IGNORECASE)


def key_column(keys: Sequence[str], kind: str) -> int | None:
    """Where the column stands that names the rows; None if no heading says so."""
    return next((keys.index(name) for name in _KEYS.get(kind, ()) if name in keys), None)


def begins_row(kind: str, text: str) -> bool:
    """Whether a text in that column begins a row."""
    match kind:
        case "matrix" if participant_of(text):
            return True
        case "matrix" | "costs":
            return modification_at(text) is not None or text.casefold().startswith(("total", "grand total"))
        case "documents":
            return document_at(text) is not None
        case "timeline":
            return bool(_DATE.match(text)) and not _ONLY_A_YEAR.match(text)
        case "history":
            return bool(_VERSION.match(text))
        case "parties":
            return bool(participant_of(text)) and text.casefold() not in ("parties", "party")
    return True


def is_whole(kind: str, text: str) -> bool:
    """Whether a text in that column names a row by itself, so that two of them name two rows."""
    if kind == "timeline":
        return is_date(text)
    return kind in ("matrix", "costs", "documents", "history", "parties") and begins_row(kind, text)


def is_date(text: str) -> bool:
    return bool(str(read_date(text).value))
