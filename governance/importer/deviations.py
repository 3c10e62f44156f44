"""What a document states and its facts do not give, place by place; and the document made again from both.

A path names its steps; entries of lists are named by what they are about (scope/approved/MP106/title).
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
    """`stated` is what the document says there, `computed` what the facts give; ABSENT: nothing."""

    path: Path
    stated: Any
    computed: Any

    @property
    def place(self) -> str:
        return "/".join(self.path)

    @property
    def as_text(self) -> tuple[str, str]:
        """Both sides as JSON; empty for what is absent."""
        stated, computed = (
            "" if side is ABSENT else json.dumps(side, ensure_ascii=False)
            for side in (self.stated, self.computed)
        )
        return stated, computed


def differences(stated: Any, computed: Any, path: Path = ()) -> Iterator[Difference]:
    """Where the facts give something else. What they give beyond the document is no difference."""
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
    """The document again: what the facts give, with the differences put in, in the document's shape."""
    again, places = copy.deepcopy(computed), _Places()
    for difference in found:
        _put(again, difference.path, difference.stated, places)
    return _shaped(stated, again)


class _Places:
    """The places of the entries of lists by name; each list is looked through once."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[list[Data], dict[str, int]]] = {}

    def of(self, rows: list[Data], name: str) -> int:
        if id(rows) not in self.known:  # the list is held, so no other takes its id
            names = {name: place for place, name in reversed(list(enumerate(_names(rows))))}
            self.known[id(rows)] = rows, names
        return self.known[id(rows)][1][name]


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
    """Only what the document has a place for, in its order of names."""
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
    """A name for each entry: what it is about, or its place; each once."""
    names: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        name = next(
            (str(row[key]) for key in KEYS if isinstance(row.get(key), str) and row[key]), str(number)
        )
        names.append(f"{number}" if name in seen else name)
        seen.add(names[-1])
    return names
