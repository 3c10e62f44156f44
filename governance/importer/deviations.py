"""Differences between a document and the facts taken from it, and the document restored from both.

Paths name the entries of lists by their subject: scope/approved/MP106/title.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.documents.rid.plain import NOTHING

ABSENT = object()
KEYS = ("key", "ref", "document", "participant", "area", "version", "label")
MAPS = (("impacts", "participants"), ("glossary",))
Data = dict[str, Any]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A difference at `path`: `stated` in the document, `computed` from the facts; ABSENT if there is nothing."""

    path: Path
    stated: Any
    computed: Any

    @property
    def place(self) -> str:
        return "/".join(self.path)

    @property
    def as_text(self) -> tuple[str, str]:
        """Both sides as JSON; empty if absent."""
        stated, computed = (
            "" if side is ABSENT else json.dumps(side, ensure_ascii=False)
            for side in (self.stated, self.computed)
        )
        return stated, computed


def differences(stated: Any, computed: Any, path: Path = ()) -> Iterator[Difference]:
    """The differences between document and facts. Facts that the document does not have do not count."""
    if isinstance(stated, dict) and isinstance(computed, dict):
        for name, value in stated.items():
            other = computed.get(name, ABSENT)
            if other is ABSENT and value == NOTHING.get(name, ABSENT):
                continue
            yield from differences(value, other, (*path, name))
        if path[-2:] in MAPS or path[-1:] in MAPS:
            for name in computed.keys() - stated.keys():
                yield Difference((*path, name), ABSENT, computed[name])
    elif _named(stated) and _named(computed) and _names(stated) == _names(computed):
        for name, value, other in zip(_names(stated), stated, computed, strict=True):
            yield from differences(value, other, (*path, name))
    elif stated != computed:
        yield Difference(path, stated, computed)


def restated(stated: Data, computed: Data, found: list[Difference]) -> Data:
    """The document restored from the facts and the differences, in its original shape."""
    again, places = copy.deepcopy(computed), _Places()
    for difference in found:
        _put(again, difference.path, difference.stated, places)
    return _shaped(stated, again)


class _Places:
    """An index of list entries by name; each list is indexed once."""

    def __init__(self) -> None:
        self.indexed: dict[int, tuple[list[Data], dict[str, int]]] = {}

    def of(self, rows: list[Data], name: str) -> int:
        if id(rows) not in self.indexed:  # the list is stored too, so its id is not reused
            names = {name: place for place, name in reversed(list(enumerate(_names(rows))))}
            self.indexed[id(rows)] = rows, names
        return self.indexed[id(rows)][1][name]


def _put(whole: Any, path: Path, value: Any, places: _Places) -> None:
    *steps, last = path
    for step in steps:
        whole = whole[places.of(whole, step) if isinstance(whole, list) else step]
    if isinstance(whole, list):
        whole[places.of(whole, last)] = value
    elif value is ABSENT:
        whole.pop(last, None)
    else:
        whole[last] = value


def _shaped(stated: Any, again: Any) -> Any:
    """The fields that the document has, in its order."""
    if isinstance(stated, dict):
        return {
            name: _shaped(value, again[name]) if name in again else NOTHING[name]
            for name, value in stated.items()
        }
    if isinstance(stated, list):
        return [_shaped(value, other) for value, other in zip(stated, again, strict=True)]
    return again


def _named(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _names(rows: list[Data]) -> list[str]:
    """A unique name for each entry: its subject, or its position."""
    names: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        name = next(
            (str(row[key]) for key in KEYS if isinstance(row.get(key), str) and row[key]), str(number)
        )
        names.append(f"{number}" if name in seen else name)
        seen.add(names[-1])
    return names
