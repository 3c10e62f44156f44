"""The differences between two contents, as a list of facts.

Lists are compared by the keys of their entries, or by text if there are none; prose is compared word by word. A
modification that moves from targeted to approved is one difference (its status), not a removal and an addition.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from governance.documents.engine.comparing import opcodes, share
from governance.documents.engine.differences import ALIKE, WordSpan, word_spans
from governance.documents.engine.facts import Fact
from governance.documents.rid import display
from governance.documents.rid.categories import Category
from governance.documents.rid.display import FactEntry
from governance.documents.rid.plain import NOTHING as NOTHING_IN_DATA
from governance.documents.rid.types.rid import Acceptance, CriterionOwner, RidContent
from governance.documents.rid.types.scope import Scope
from releases.workflow import VERB

KEYS = ("key", "ref", "document", "participant", "area", "version", "label")
MISSING = object()
NOTHING = {name: () if value == [] else value for name, value in NOTHING_IN_DATA.items()}
"""Optional facts, with the value that equals absence."""
PAIRS = 1_000  # up to this many pairs, all entries are compared with each other
NEAR = 10  # beyond that, only with entries at most this many places away


@dataclass(frozen=True)
class ContentDifference:
    """One fact that differs. `path`: its keys; `names`: the same for a reader. `before` or `after` is empty if the fact
    was added or removed."""

    path: tuple[str, ...]
    names: tuple[str, ...]
    before: str
    after: str
    kind: str
    words: tuple[WordSpan, ...] = ()

    @property
    def section(self) -> str:
        return self.path[0]

    @property
    def section_name(self) -> str:
        return display.content_name(self.section)

    @property
    def label(self) -> str:
        """'MP149: cut-off date'."""
        return ": ".join(self.names[1:])


@dataclass(frozen=True)
class ContentPath:
    """A place in a content: its keys, and the same as names for a reader."""

    path: tuple[str, ...]
    names: tuple[str, ...]

    def step(self, name: str, shown: str) -> "ContentPath":
        return ContentPath((*self.path, name), (*self.names, shown))


def diff(old: RidContent, new: RidContent) -> list[ContentDifference]:
    """Every fact that differs, in document order; keys that no section names come last."""
    before, after = _prepared(old), _prepared(new)
    return [
        change
        for key in dict.fromkeys([*display.CONTENTS, *before, *after])
        for change in _walk(
            ContentPath((key,), (display.content_name(key),)),
            before.get(key, MISSING),
            after.get(key, MISSING),
        )
    ]


def _prepared(content: RidContent) -> dict[str, Any]:
    """The content with one list of scope entries, each with a status, and one entry for each criterion."""
    whole = dict(FactEntry.of(content).fields)
    return whole | {"scope": _scope(content.scope), "acceptance": _acceptance(content.acceptance)}


def _scope(scope: Scope) -> FactEntry:
    items = [
        FactEntry.of(item, status=status, summary=item.summary.removeprefix(f"{VERB[status]} "))
        for status, entries in scope.by_status
        for item in entries
    ]
    fields = dict(FactEntry.of(scope).fields)
    del fields["approved"], fields["targeted"]
    return FactEntry(Scope, fields | {"items": tuple(sorted(items, key=lambda item: item["ref"]))})


def _acceptance(acceptance: Acceptance) -> FactEntry:
    owners = {row.key: {"owner": row.owner, "reviewer": row.reviewer} for row in acceptance.criteria}
    fields = dict(FactEntry.of(acceptance).fields)
    del fields["criteria"]
    for category in Category.values:
        fields[category] = tuple(
            FactEntry(CriterionOwner, {"text": text} | owners.get(f"{category}-{n}", {}))
            for n, text in enumerate(acceptance.of(category), start=1)
        )
    return FactEntry(Acceptance, fields)


def _walk(place: ContentPath, old: Any, new: Any) -> Iterator[ContentDifference]:
    if old == new or _is_empty(place, old, new):
        return
    one = new if old is MISSING else old
    if _is_leaf(old) and _is_leaf(new):
        yield _change(place, old, new)
    elif isinstance(one, tuple):
        yield from _walk_list(place, () if old is MISSING else old, () if new is MISSING else new)
    else:
        before, after = _fields(old), _fields(new)
        for name in dict.fromkeys([*before, *after]):
            shown = display.field_name(_kind(one), name)
            inner = place if name in ("items", "further") else place.step(name, shown)
            yield from _walk(inner, before.get(name, MISSING), after.get(name, MISSING))


def _fields(value: Any) -> Mapping[str, Any]:
    """The fields of a fact or the entries of a map; empty for a missing or plain value."""
    if isinstance(value, Fact):
        return FactEntry.of(value).fields
    return value.fields if isinstance(value, FactEntry) else value if isinstance(value, dict) else {}


def _kind(value: Any) -> type[Fact]:
    return value.kind if isinstance(value, FactEntry) else type(value) if isinstance(value, Fact) else Fact


def _is_empty(place: ContentPath, old: Any, new: Any) -> bool:
    nothing = NOTHING.get(place.path[-1], MISSING)
    return nothing is not MISSING and all(side is MISSING or side == nothing for side in (old, new))


def _is_leaf(value: Any) -> bool:
    return value is MISSING or display.is_value(value)


def _walk_list(place: ContentPath, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[ContentDifference]:
    old, new = (
        tuple(FactEntry.of(one) if isinstance(one, Fact) else one for one in side) for side in (old, new)
    )
    keyed = all(_key(item) for item in (*old, *new))
    pairs = _by_key(old, new) if keyed else _by_text(old, new)
    for name, before, after in pairs:
        item = before if after is MISSING else after
        here = place.step(name, display.entry_name(item, 0 if keyed else int(name)))
        has_points = isinstance(item, FactEntry) and item["points"] is not None
        if isinstance(item, str) or (MISSING in (before, after) and not has_points):
            if before != after:
                yield _change(here, before, after)
        else:
            without = replace(item, fields={**item.fields, "points": ()}) if has_points else item
            yield from _walk(
                here, without if before is MISSING else before, without if after is MISSING else after
            )


def _key(item: Any) -> str:
    if not isinstance(item, FactEntry):
        return ""
    return next((str(item[key]) for key in KEYS if isinstance(item[key], str) and item[key]), "")


def _by_key(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    before, after = {_key(item): item for item in old}, {_key(item): item for item in new}
    for name in dict.fromkeys([*before, *after]):
        yield name, before.get(name, MISSING), after.get(name, MISSING)


def _by_text(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Pairs of entries: equal ones, then those with equal texts, similar texts or the same place.

    The rest are removed or added.
    """
    left = dict(enumerate(old))
    partners: dict[int, int] = {}
    for same in (_whole, _text):
        places: dict[Any, deque[int]] = defaultdict(deque)
        for a, item in left.items():
            places[same(item)].append(a)
        for b, item in enumerate(new):
            if b not in partners and (found := places.get(same(item))):
                partners[b] = found.popleft()
                del left[partners[b]]
    is_short = len(left) * (len(new) - len(partners)) <= PAIRS
    for b in [b for b in range(len(new)) if b not in partners]:
        near = left if is_short else [a for a in range(b - NEAR, b + NEAR + 1) if a in left]
        alike = next((a for a in near if _is_alike(_text(old[a]), _text(new[b]))), None)
        if alike is not None:
            partners[b] = alike
            del left[alike]
    for b in range(len(new)):
        if b not in partners and b in left:
            partners[b] = b
            del left[b]
    yield from ((str(a + 1), item, MISSING) for a, item in left.items())
    for b, item in enumerate(new):
        yield str(b + 1), old[partners[b]] if b in partners else MISSING, item


def _whole(item: Any) -> Any:
    return tuple(item.fields.items()) if isinstance(item, FactEntry) else item


def _text(item: Any) -> str:
    return str(item["text"] or "") if isinstance(item, FactEntry) else str(item)


def _is_alike(before: str, after: str) -> bool:
    old, new = before.split(" "), after.split(" ")
    most = 2 * min(len(old), len(new)) / (len(old) + len(new))
    return most >= ALIKE and share(old, new, opcodes(old, new)) >= ALIKE


def _change(place: ContentPath, old: Any, new: Any) -> ContentDifference:
    before, after = ("" if side is MISSING else display.display_value(side) for side in (old, new))
    kind = "added" if old is MISSING else "removed" if new is MISSING else "changed"
    words = word_spans(before, after) if kind == "changed" else ()
    return ContentDifference(place.path, place.names, before, after, kind, words)
