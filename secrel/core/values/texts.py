"""What a text may hold (no control characters, which neither XML nor a snapshot can keep), typed text tidied, and
lists in words."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, TextField

UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What breaks a line or turns its direction, wherever it is written: in a log, the head of a mail, a document.
BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# Characters that take no room and hide in copied text, and those that join letters and emoji; dashes, as a hyphen.
_HIDDEN = dict.fromkeys(
    (
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    )
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


def tidied(given: Any, name: str = "") -> Any:
    """An argument with its one-line fields in one line, where they hold a break; all else as it is.

    `name` is the field's: the argument's, or that of a value in a dict or dataclass. Rows in lists are not looked
    into: the cells of sheets are read by their columns (`Column.checked`).
    """
    if isinstance(given, str):
        return one_line(given) if name in one_line_fields() and BREAKS.search(given) else given
    if type(given) is dict:
        return given | _changed(given)
    if dataclasses.is_dataclass(given) and not isinstance(given, type | Model):
        fields = [field.name for field in dataclasses.fields(given) if field.init]
        changed = _changed({field: getattr(given, field) for field in fields})
        return dataclasses.replace(given, **changed) if changed else given
    return given


def _changed(given: dict[Any, Any]) -> dict[Any, Any]:
    """Those texts among the values that are put into one line."""
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    return {name: new for name, old in texts.items() if (new := tidied(old, str(name))) != old}


@cache
def one_line_fields() -> frozenset[str]:
    """Names of our models' fields that hold one line; not those that hold more in another model, nor passwords."""
    fields = [
        field
        for model in apps.get_models()
        if not model.__module__.startswith(("django.", "allauth."))
        for field in model._meta.get_fields()
    ]
    several = {field.name for field in fields if isinstance(field, TextField)}
    return frozenset(
        {field.name for field in fields if isinstance(field, CharField)} - several - {"password"}
    )


def folded(text: str) -> str:
    """A text for comparing and reading: as `one_line`, with plain letters, digits and hyphens, in lower case."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold().split())


def is_spreadsheet_error(text: str) -> bool:
    """Whether it is what a spreadsheet shows where it cannot compute a cell, or where the cell is too narrow."""
    return _SPREADSHEET_ERROR.fullmatch(text) is not None


def spreadsheet_error(text: str) -> str:
    """A sentence after a space where a cell of a spreadsheet shows an error; else empty."""
    return " The spreadsheet shows an error here." if is_spreadsheet_error(text) else ""


def unstorable(given: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Name and character of each text among the arguments that cannot be kept; rows are not looked into."""
    if isinstance(given, str):
        if found := UNSTORABLE.search(given):
            yield name, found[0]
    elif isinstance(given, dict):
        for key, value in given.items():
            yield from unstorable(key, name or str(key))
            yield from unstorable(value, name or str(key))
    elif isinstance(given, list | tuple):
        for value in given:
            yield from unstorable(value, name)
    elif dataclasses.is_dataclass(given) and not isinstance(given, type | Model):
        for field in dataclasses.fields(given):
            yield from unstorable(getattr(given, field.name), name or field.name)


def joined(items: Sequence[Any]) -> str:
    """'A, B and C'."""
    words = [str(item) for item in items]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
