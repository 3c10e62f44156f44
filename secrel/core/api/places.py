"""Parts of addresses: how each names a row, and who finds it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

Found = dict[str, Any]
"""Rows of an address by the names of its parts."""


@dataclass(frozen=True)
class Place:
    """A part of an address. `find` gets the request, the text, and what stands before it; it raises Http404."""

    name: str
    pattern: str
    find: Callable[[Request, str, Found], Any]
    what: str
    example: str

    @property
    def parameter(self) -> OpenApiParameter:
        return OpenApiParameter(
            self.name, str, OpenApiParameter.PATH, description=self.what, pattern=f"^{self.pattern}$"
        )


PLACES: dict[str, Place] = {}
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def place(
    name: str, pattern: str, find: Callable[[Request, str, Found], Any], what: str, example: str
) -> None:
    """Declare a part of addresses."""
    PLACES[name] = Place(name, pattern, find, what, example)


def of_address(address: str) -> list[Place]:
    """The parts of an address such as releases/{release}/scope/{scope_item}/, in order."""
    return [PLACES[name] for name in re.findall(r"{(\w+)}", address)]


def pattern_of(address: str) -> str:
    """The regular expression of an address, for Django."""
    parts = re.split(r"{(\w+)}", address)
    return (
        "^"
        + "".join(f"(?P<{text}>{PLACES[text].pattern})" if at % 2 else text for at, text in enumerate(parts))
        + "$"
    )


def filled(address: str, texts: dict[str, str]) -> str:
    """The path of an address with these parts."""
    return f"/api/v1/{address.format(**texts)}"


def find_all(request: Request, address: str, texts: dict[str, str]) -> Found:
    """The rows that an address names, each found with those before it. Raises Http404."""
    found: Found = {}
    for part in of_address(address):
        found[part.name] = part.find(request, texts[part.name], found)
    return found
