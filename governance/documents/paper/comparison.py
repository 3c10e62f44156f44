"""The differences between two versions of a paper, fact by fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.documents.paper.types import PaperContent

KEYS = ("key", "slug", "ref", "label", "scope", "name", "category", "kind", "step")
"""Fields by which the entries of a list are told apart; without one, their place counts."""


@dataclass(frozen=True)
class PaperDifference:
    """A fact that differs. A side is empty where the fact does not exist."""

    label: str
    before: str
    after: str


def compare(old: PaperContent, new: PaperContent) -> list[PaperDifference]:
    """What differs, in the order of the newer paper; what only the older one has comes last."""
    before, after = (dict(_facts(content.as_data(), ())) for content in (old, new))
    places = [*after, *(place for place in before if place not in after)]
    return [
        PaperDifference(": ".join(place), before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place, "") != after.get(place, "")
    ]


def _facts(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _facts(inner, (*place, name.replace("_", " ")))
    elif isinstance(value, list):
        seen: dict[str, int] = {}
        for number, inner in enumerate(value, 1):
            name = _name(inner) or str(number)
            seen[name] = seen.get(name, 0) + 1
            yield from _facts(inner, (*place, name if seen[name] == 1 else f"{name} ({seen[name]})"))
    elif value not in ("", None, False):
        yield place, "Yes" if value is True else str(value)


def _name(value: Any) -> str:
    return next((str(value[key]) for key in KEYS if value.get(key)), "") if isinstance(value, dict) else ""
