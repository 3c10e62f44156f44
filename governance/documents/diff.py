"""What changed between two contents, as a list of facts.

Lists are compared by the key of their entries, those without one by their texts, prose word by word. A
modification that moves from targeted to approved is one fact (its status), not one removed and one added.
"""

import json
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from governance.categories import Category
from governance.documents import saying
from governance.documents.comparing import Opcode, opcodes, share
from governance.documents.plain import NOTHING
from releases.workflow import VERB

KEYS = ("key", "ref", "document", "participant", "area", "version", "label")
MISSING = object()
LONG = 40  # characters from which a text is compared word by word
ALIKE = 0.5  # the share of words in common from which two texts are one that was changed
PAIRS = 1_000  # pairs of entries up to which each is compared with each
NEAR = 10  # else with those that stand so many places before or after it


@dataclass(frozen=True)
class Words:
    """A stretch of a text: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One fact that differs. `path` is its place, `names` the same for a reader; before or after is empty
    for what was added or removed."""

    path: tuple[str, ...]
    names: tuple[str, ...]
    before: str
    after: str
    kind: str
    words: tuple[Words, ...] = ()

    @property
    def section(self) -> str:
        return self.path[0]

    @property
    def section_name(self) -> str:
        return saying.content_name(self.section)

    @property
    def label(self) -> str:
        """'MP149: cut-off date'."""
        return ": ".join(self.names[1:])


@dataclass(frozen=True)
class Place:
    """A place in a content: its path, and the same in a reader's words."""

    path: tuple[str, ...]
    names: tuple[str, ...]

    def field(self, name: str) -> "Place":
        path = (*self.path, name)
        return Place(path, (*self.names, saying.place(path)))

    def entry(self, name: str, shown: str) -> "Place":
        return Place((*self.path, name), (*self.names, shown))


def diff(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Every fact that differs, in the order of the document's sections; a key that no section names comes last."""
    before, after = _prepared(old), _prepared(new)
    return [
        change
        for key in dict.fromkeys([*saying.CONTENTS, *before, *after])
        for change in _walk(
            Place((key,), (saying.content_name(key),)), before.get(key, MISSING), after.get(key, MISSING)
        )
    ]


def _prepared(content: dict[str, Any]) -> dict[str, Any]:
    """The content with its two scope lists as one, so that a status is a fact of its own; and with each
    criterion as one entry, so that its text and its owner stand together."""
    scope = dict(content["scope"])
    items = [
        {"status": status} | item | {"summary": item["summary"].removeprefix(f"{VERB[status]} ")}
        for status in ("approved", "targeted")
        for item in scope.pop(status)
    ]
    acceptance = dict(content["acceptance"])
    owners = {row["key"]: row for row in acceptance.pop("criteria", ())}
    for category in Category.values:
        acceptance[category] = [
            {"text": text}
            | {k: v for k, v in owners.get(f"{category}-{n}", {}).items() if k in ("owner", "reviewer")}
            for n, text in enumerate(acceptance[category], start=1)
        ]
    return content | {
        "scope": scope | {"items": sorted(items, key=lambda item: item["ref"])},
        "acceptance": acceptance,
    }


def _walk(place: Place, old: Any, new: Any) -> Iterator[Change]:
    if old == new or _says_nothing(place, old, new):
        return
    one = new if old is MISSING else old
    if _is_leaf(old) and _is_leaf(new):
        yield _change(place, old, new)
    elif isinstance(one, list):
        yield from _walk_list(place, [] if old is MISSING else old, [] if new is MISSING else new)
    else:
        before, after = (side if isinstance(side, dict) else {} for side in (old, new))
        for name in dict.fromkeys([*before, *after]):
            inner = place if name == "items" else place.field(name)
            yield from _walk(inner, before.get(name, MISSING), after.get(name, MISSING))


def _says_nothing(place: Place, old: Any, new: Any) -> bool:
    nothing = NOTHING.get(place.path[-1], MISSING)
    return nothing is not MISSING and all(side is MISSING or side == nothing for side in (old, new))


def _is_leaf(value: Any) -> bool:
    return value is MISSING or saying.is_value(value)


def _walk_list(place: Place, old: list[Any], new: list[Any]) -> Iterator[Change]:
    keyed = all(_key(item) for item in (*old, *new))
    pairs = _by_key(old, new) if keyed else _by_text(old, new)
    for name, before, after in pairs:
        item = before if after is MISSING else after
        here = place.entry(name, saying.entry(item, int(name)) if not keyed else saying.entry(item, 0))
        whole = MISSING in (before, after) and not (isinstance(item, dict) and "points" in item)
        if isinstance(item, str) or whole:
            if before != after:
                yield _change(here, before, after)
        else:
            emptied = {"points": []}
            yield from _walk(
                here,
                item | emptied if before is MISSING else before,
                item | emptied if after is MISSING else after,
            )


def _key(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return next((str(item[key]) for key in KEYS if isinstance(item.get(key), str) and item[key]), "")


def _by_key(old: list[Any], new: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    before, after = {_key(item): item for item in old}, {_key(item): item for item in new}
    for name in dict.fromkeys([*before, *after]):
        yield name, before.get(name, MISSING), after.get(name, MISSING)


def _by_text(old: list[Any], new: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    """The same entries together, wherever they stand; then those with the same text, those that are alike, and
    those in the same place; what is left went or came."""
    left = dict(enumerate(old))
    partners: dict[int, int] = {}
    for same in (lambda item: json.dumps(item, sort_keys=True), _text):
        places: dict[str, deque[int]] = defaultdict(deque)
        for a, item in left.items():
            places[same(item)].append(a)
        for b, item in enumerate(new):
            if b not in partners and (found := places.get(same(item))):
                partners[b] = found.popleft()
                del left[partners[b]]
    is_short = len(left) * (len(new) - len(partners)) <= PAIRS
    for b in [b for b in range(len(new)) if b not in partners]:
        near = left if is_short else [a for a in range(b - NEAR, b + NEAR + 1) if a in left]
        found = next((a for a in near if _is_alike(_text(old[a]), _text(new[b]))), None)
        if found is not None:
            partners[b] = found
            del left[found]
    for b in range(len(new)):
        if b not in partners and b in left:
            partners[b] = b
            del left[b]
    yield from ((str(a + 1), item, MISSING) for a, item in left.items())
    for b, item in enumerate(new):
        yield str(b + 1), old[partners[b]] if b in partners else MISSING, item


def _text(item: Any) -> str:
    return str(item.get("text", "")) if isinstance(item, dict) else str(item)


def _is_alike(before: str, after: str) -> bool:
    old, new = before.split(" "), after.split(" ")
    most = 2 * min(len(old), len(new)) / (len(old) + len(new))
    return most >= ALIKE and share(old, new, opcodes(old, new)) >= ALIKE


def _change(place: Place, old: Any, new: Any) -> Change:
    before, after = ("" if side is MISSING else saying.said(side) for side in (old, new))
    kind = "added" if old is MISSING else "removed" if new is MISSING else "changed"
    words: tuple[Words, ...] = ()
    if kind == "changed" and min(len(before), len(after)) >= LONG:
        words = _words(before.split(" "), after.split(" "))
    return Change(place.path, place.names, before, after, kind, words)


def _words(old: list[str], new: list[str]) -> tuple[Words, ...]:
    """Word by word; nothing where so few are in common that the texts are better read one after the other."""
    found = opcodes(old, new)
    return tuple(_stretches(old, new, found)) if share(old, new, found) >= ALIKE else ()


def _stretches(old: list[str], new: list[str], found: list[Opcode]) -> Iterator[Words]:
    for kind, a, b, c, d in found:
        if kind == "equal":
            yield Words("kept", " ".join(old[a:b]))
            continue
        if a < b:
            yield Words("removed", " ".join(old[a:b]))
        if c < d:
            yield Words("added", " ".join(new[c:d]))
