"""Pairs of entries of two lists: which entry of the older list is which one of the newer."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from governance.documents.engine.comparing import opcodes, share
from governance.documents.engine.diff.plan import is_nothing, stated
from governance.documents.engine.diff.words import ALIKE
from governance.documents.engine.facts import Fact

PAIRS = 1_000  # up to this many pairs, all entries are compared with each other
NEAR = 10  # beyond that, only with entries at most this many places away
SHARED = 500  # characters of a text by which two are recognised as alike


@dataclass(frozen=True)
class Pairing:
    """An entry by its key. `a` and `b`: its places, or None where a side does not have it. `has_moved`: whether it
    stands elsewhere among the entries of both sides. `follows`: the key of the entry before it in the newer list."""

    key: str
    a: int | None
    b: int | None
    has_moved: bool = False
    follows: str = ""


def keys_of(entries: Sequence[Any], taken: Iterable[str] = ()) -> list[str]:
    """A unique key for each entry of the older list: its own, with a number where it occurs again, or its place."""
    used = set(taken)
    return [_unique(main_key(entry) or str(place), used) for place, entry in enumerate(entries, start=1)]


def main_key(entry: Any) -> str:
    """The text that decides which entry it is, or ""."""
    return (
        str(getattr(entry, entry.entry_keys[0]) or "") if isinstance(entry, Fact) and entry.entry_keys else ""
    )


def pairings(
    old: Sequence[Any], new: Sequence[Any], taken: Iterable[str] = (), *, is_ordered: bool
) -> list[Pairing]:
    """All entries of both lists: in the newer order, each removed one before its neighbour; without an order, those of
    the older list and then the added ones.

    Near linear in the number of entries and the length of their texts.
    """
    names = keys_of(old, taken)
    partners = _partners(old, new)
    used, keys = {*names, *taken}, []
    for b, entry in enumerate(new):
        a = partners.get(b)
        keys.append(names[a] if a is not None else _unique(main_key(entry) or f"new-{b + 1}", used))
    still = _longest_run([partners[b] for b in range(len(new)) if b in partners])
    here = [
        Pairing(key, partners.get(b), b, b in partners and partners[b] not in still, keys[b - 1] if b else "")
        for b, key in enumerate(keys)
    ]
    found = set(partners.values())
    gone = [Pairing(names[a], a, None) for a in range(len(old)) if a not in found]
    if is_ordered:
        return _beside(here, gone)
    kept = [*gone, *(row for row in here if row.a is not None)]
    return [*sorted(kept, key=lambda row: row.a or 0), *(row for row in here if row.a is None)]


def _beside(here: list[Pairing], gone: list[Pairing]) -> list[Pairing]:
    """Both in one order: a removed entry stands before the first kept one that came after it."""
    merged, waiting = [], deque(gone)
    for row in here:
        while waiting and row.a is not None and not row.has_moved and (waiting[0].a or 0) < row.a:
            merged.append(waiting.popleft())
        merged.append(row)
    return [*merged, *waiting]


def _unique(name: str, used: set[str]) -> str:
    free, number = name, 1
    while free in used:
        number += 1
        free = f"{name} ({number})"
    used.add(free)
    return free


def _partners(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """For each place in the newer list that has a partner, the partner's place in the older one."""
    partners: dict[int, int] = {}
    before, after = _buckets(old), _buckets(new)
    for key in after:
        if key not in before:
            continue
        left, right = before[key], after[key]
        if key and len(left) == len(right) == 1:
            partners[right[0]] = left[0]
        else:
            _pair(old, new, left, right, partners, is_keyed=bool(key))
    return partners


def _buckets(entries: Sequence[Any]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        found[main_key(entry)].append(place)
    return found


def _pair(
    old: Sequence[Any],
    new: Sequence[Any],
    left: list[int],
    right: list[int],
    partners: dict[int, int],
    *,
    is_keyed: bool,
) -> None:
    """Pair equal entries, in one order where possible; then those with the same keys or text, similar text, and the
    same place."""
    rest: dict[int, None] = dict.fromkeys(left)

    def exact(same: Callable[[Any], Any]) -> None:
        places: dict[Any, deque[int]] = defaultdict(deque)
        for a in rest:
            places[same(old[a])].append(a)
        for b in right:
            if b not in partners and (found := places.get(same(new[b]))):
                partners[b] = found.popleft()
                del rest[partners[b]]

    def open_places() -> list[int]:
        return [b for b in right if b not in partners]

    said = [[_whole(side[place]) for place in places] for side, places in ((old, left), (new, right))]
    for kind, a, b, c, _ in opcodes(*said):
        if kind == "equal":  # in the same order, so that of equal entries none moves without need
            for step in range(b - a):
                partners[right[c + step]] = left[a + step]
                del rest[left[a + step]]
    exact(_whole)
    if rest and open_places():
        exact(_keys if is_keyed else _text)
    if rest and (waiting := open_places()) and not is_keyed:
        is_short = len(rest) * len(waiting) <= PAIRS
        for b in waiting:
            near = list(rest) if is_short else [a for a in range(b - NEAR, b + NEAR + 1) if a in rest]
            alike = next((a for a in near if _is_alike(_text(old[a]), _text(new[b]))), None)
            if alike is not None:
                partners[b] = alike
                del rest[alike]
    numbers = {place: number for number, place in enumerate(left)}
    by_number = {numbers[a]: a for a in rest}
    for number, b in enumerate(right):
        if b not in partners and number in by_number:
            partners[b] = by_number[number]


def _whole(entry: Any) -> str:
    return msgspec.json.encode(stated(entry)).decode()


def _keys(entry: Fact) -> tuple[Any, ...]:
    values = (getattr(entry, name) for name in entry.entry_keys)
    return tuple("" if is_nothing(value) else value for value in values)


def _text(entry: Any) -> Any:
    if isinstance(entry, Fact):
        return str(getattr(entry, entry.entry_text) or "") if entry.entry_text else ""
    return str(entry)


def _is_alike(before: str, after: str) -> bool:
    old, new = before[:SHARED].split(" "), after[:SHARED].split(" ")
    most = 2 * min(len(old), len(new)) / (len(old) + len(new))
    return most >= ALIKE and share(old, new, opcodes(old, new)) >= ALIKE


def _longest_run(places: Sequence[int]) -> set[int]:
    """The longest rising run of different places, by patience sorting."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for place in places:
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        below[place] = tops[pile - 1] if pile else None
    return set(_chain(tops[-1] if tops else None, below))


def _chain(last: int | None, below: dict[int, int | None]) -> Iterator[int]:
    while last is not None:
        yield last
        last = below[last]
