"""What a text may hold (no control characters, which neither XML nor a snapshot can hold), tidying input, and lists as
text."""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, TextField

UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Characters that break a line or change its direction in a log, the head of a mail or a document.
BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# Invisible characters of copied text; characters that join letters and emoji; dashes, which become a hyphen.
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
    """A text as a person sees it in one line: no invisible characters, and single spaces."""
    return " ".join(text.translate(_HIDDEN).split())


def tidied(value: Any, name: str = "") -> Any:
    """The value with line breaks removed from fields that hold one line; everything else unchanged.

    `name` is the name of the field: of the argument, or of a value in a dict or dataclass. Lists are not searched: the
    cells of sheets are read by their columns (`Column.clean`).
    """
    if isinstance(value, str):
        return one_line(value) if name in one_line_fields() and BREAKS.search(value) else value
    if type(value) is dict:
        return value | _tidied_texts(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type | Model):
        fields = [field.name for field in dataclasses.fields(value) if field.init]
        texts = _tidied_texts({field: getattr(value, field) for field in fields})
        return dataclasses.replace(value, **texts) if texts else value
    return value


def _tidied_texts(values: dict[Any, Any]) -> dict[Any, Any]:
    """The texts among the values that tidying changes, tidied."""
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    return {name: new for name, old in texts.items() if (new := tidied(old, str(name))) != old}


@cache
def one_line_fields() -> frozenset[str]:
    """Names of model fields that hold one line in every model of this project; passwords are left out."""
    fields = [
        field
        for model in apps.get_models()
        if not model.__module__.startswith(("django.", "allauth."))
        for field in model._meta.get_fields()
    ]
    multi_line = {field.name for field in fields if isinstance(field, TextField)}
    return frozenset(
        {field.name for field in fields if isinstance(field, CharField)} - multi_line - {"password"}
    )


def folded(text: str) -> str:
    """A text for comparing and parsing: in one line, normalised, with plain hyphens, in lower case."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold().split())


def is_spreadsheet_error(text: str) -> bool:
    """Whether a spreadsheet shows this text for a cell that it cannot compute, or that is too narrow."""
    return _SPREADSHEET_ERROR.fullmatch(text) is not None


def spreadsheet_error(text: str) -> str:
    """A sentence after a space if the text is a spreadsheet's error, else ""."""
    return " The spreadsheet shows an error here." if is_spreadsheet_error(text) else ""


def unstorable(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Field name and character of each text in the value that cannot be stored. Model instances are not searched."""
    if isinstance(value, str):
        if found := UNSTORABLE.search(value):
            yield name, found[0]
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from unstorable(key, name or str(key))
            yield from unstorable(item, name or str(key))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unstorable(item, name)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Model):
        for field in dataclasses.fields(value):
            yield from unstorable(getattr(value, field.name), name or field.name)


def joined(items: Sequence[Any]) -> str:
    """'A, B and C'."""
    words = [str(item) for item in items]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
