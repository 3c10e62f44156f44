"""Differences between a document and the facts taken from it, and which of them are facts lost.

Paths name the entries of lists by their subject: scope/approved/MP106/title. A slash in a name is written ~1, and a
tilde ~0, as in a JSON Pointer (RFC 6901).
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.documents.rid.plain import NOTHING

ABSENT = object()
KEYS = ("key", "ref", "document", "participant", "area", "version", "label")
SUBJECTS = (*KEYS, "event", "text")
"""What names an entry where its list is compared entry by entry."""
MAPS = (("impacts", "participants"), ("glossary",))
COMPUTED = ("costs", "dcc_total")
"""The one fact of a document that is never stored: it is the sum of others."""
Data = dict[str, Any]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A difference at `path`: `stated` in the document, `computed` from the facts; ABSENT if there is nothing."""

    path: Path
    stated: Any
    computed: Any

    @classmethod
    def stored(cls, place: str, stated: str, computed: str) -> "Difference":
        """From a place and both sides as JSON, empty if absent."""
        path = tuple(step.replace("~1", "/").replace("~0", "~") for step in place.split("/"))
        return cls(path, *(json.loads(side) if side else ABSENT for side in (stated, computed)))

    @property
    def place(self) -> str:
        return "/".join(step.replace("~", "~0").replace("/", "~1") for step in self.path)

    @property
    def as_text(self) -> tuple[str, str]:
        """Both sides as JSON; empty if absent."""
        stated, computed = (
            "" if side is ABSENT else json.dumps(side, ensure_ascii=False)
            for side in (self.stated, self.computed)
        )
        return stated, computed

    @property
    def is_loss(self) -> bool:
        """Whether the document states something that the facts do not give. A total is a sum, and never a fact."""
        if self.path[:2] == COMPUTED or is_nothing(self.path[-1], self.stated):
            return False
        if is_texts(self.stated) and is_texts(self.computed):
            return bool(Counter(self.stated) - Counter(self.computed))
        return True


def is_nothing(name: str, value: Any) -> bool:
    """Whether a fact with this value says nothing."""
    return value in (ABSENT, None, "", [], {}) or (name in NOTHING and value == NOTHING[name])


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
    elif is_rows(stated) and is_rows(computed) and names_of(stated) == names_of(computed):
        for name, value, other in zip(names_of(stated), stated, computed, strict=True):
            yield from differences(value, other, (*path, name))
    elif stated != computed:
        yield Difference(path, stated, computed)


def entry_by_entry(found: Difference) -> Iterator[Difference]:
    """A difference of lists as those of their entries; an order alone as that of the names. Others as they are."""
    if not (is_rows(found.stated) and is_rows(found.computed) and (found.stated or found.computed)):
        yield found
        return
    stated, computed = (
        dict(zip(names_of(rows, SUBJECTS), rows, strict=True)) for rows in (found.stated, found.computed)
    )
    rows = [
        inner
        for name in dict.fromkeys([*stated, *computed])
        for one in _of_entry((*found.path, name), stated.get(name, ABSENT), computed.get(name, ABSENT))
        for inner in entry_by_entry(one)
    ]
    yield from rows or [Difference(found.path, list(stated), list(computed))]


def _of_entry(path: Path, stated: Any, computed: Any) -> Iterator[Difference]:
    if ABSENT in (stated, computed):
        yield Difference(path, stated, computed)
    else:
        yield from differences(stated, computed, path)


def is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def names_of(rows: list[Data], keys: Path = KEYS) -> list[str]:
    """A unique name for each entry: its subject, or its position."""
    names = [
        next((row[key] for key in keys if isinstance(row.get(key), str) and row[key]), str(number))
        for number, row in enumerate(rows)
    ]
    counted, taken = Counter(names), set(names)
    for number, name in enumerate(names):
        if counted[name] > 1:
            names[number] = _free(str(number), taken)
            taken.add(names[number])
    return names


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{name}*"
    return name
