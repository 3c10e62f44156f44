"""The finding that an address names, so that its page opens where it is corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

PARAMETER = "finding"


@dataclass(frozen=True)
class Pointed:
    """A finding: its place in the document, what it is about in a word, what is wrong, and how to correct it."""

    path: str
    about: str
    sentence: str
    mend: str

    @property
    def names(self) -> frozenset[str]:
        """What it is about and the parts of its place, to compare with the names of rows and columns."""
        return frozenset(map(plain, (self.about, *self.path.split("/")))) - {""}

    @property
    def number(self) -> int | None:
        """The place of its entry in a list of the document, from 0."""
        return next((int(part) for part in reversed(self.path.split("/")) if part.isdecimal()), None)


Finder = Callable[[HttpRequest, Any, str], Pointed | None]
_finders: list[Finder] = []


def set_finder(finder: Finder) -> None:
    """Register the one upward call: governance checks documents."""
    _finders[:] = [finder]


def pointed_at(request: HttpRequest, release: Any) -> Pointed | None:
    """The finding in the release that the address names, read once for the page; None if it names none, or one that
    is corrected by now."""
    key = request.GET.get(PARAMETER, "") if request.method in ("GET", "HEAD") else ""
    if not key or release is None or not _finders:
        return None
    if not hasattr(request, "pointed"):
        request.pointed = _finders[0](request, release, key)
    return request.pointed


def plain(text: str) -> str:
    """A name as it is compared."""
    return text.strip("“” ").casefold()
