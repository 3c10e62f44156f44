"""What a text may hold (no control characters, which neither XML nor a snapshot can keep), and lists in words."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model

UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
