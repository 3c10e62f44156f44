"""What a text may hold (no control characters, which neither XML nor a snapshot can keep), typed text tidied, and
lists in words."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model

UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Characters that take no room and hide in copied text, and those that join letters and emoji; dashes, as a hyphen.
_HIDDEN = dict.fromkeys(
    (0xAD, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
)
_JOINING = dict.fromkeys((0x200C, 0x200D, 0xFE0E, 0xFE0F))
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")
_FOLDED = _HIDDEN | _JOINING | _DASHES

_SPREADSHEET_ERROR = re.compile(
    r"#(?:REF|N/A|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA|FIELD|BUSY)[!?]?|#+", re.IGNORECASE
)


def one_line(text: str) -> str:
    """A text as a person sees it in one line: no characters without width, one space where there is any."""
    return " ".join(text.translate(_HIDDEN).split())


def folded(text: str) -> str:
    """A text for comparing and reading: as `one_line`, with plain letters, digits and hyphens, in lower case."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold().split())


def is_spreadsheet_error(text: str) -> bool:
    """Whether it is what a spreadsheet shows where it cannot compute a cell, or where the cell is too narrow."""
    return _SPREADSHEET_ERROR.fullmatch(text) is not None


def spreadsheet_error(text: str) -> str:
    """A sentence after a space where a cell of a spreadsheet shows an error; else empty."""
    return " The spreadsheet shows an error here." if is_spreadsheet_error(text) else ""


def unkept(given: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Name and character of each text among the arguments that cannot be kept; rows are not looked into."""
    if isinstance(given, str):
        if found := UNKEPT.search(given):
            yield name, found[0]
    elif isinstance(given, dict):
        for key, value in given.items():
            yield from unkept(key, name or str(key))
            yield from unkept(value, name or str(key))
    elif isinstance(given, list | tuple):
        for value in given:
            yield from unkept(value, name)
    elif dataclasses.is_dataclass(given) and not isinstance(given, type | Model):
        for field in dataclasses.fields(given):
            yield from unkept(getattr(given, field.name), name or field.name)


def joined(items: Sequence[Any]) -> str:
    """'A, B and C'."""
    words = [str(item) for item in items]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
