"""How one value came about: its changes, from the newest, in a row of contents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from governance.documents.engine.comparing import opcodes, share
from governance.documents.rid.explaining.leaves import Leaf, Path, leaves

MISSING = object()
ALIKE = 0.5
"""The share of common words from which a text is taken for a changed form of another."""


@dataclass
class State:
    """A part of the content as it stood from the entry at `position` on. `label`: what stated it, if not an entry."""

    position: int
    part: Mapping[str, Any]
    label: str = ""

    @cached_property
    def by_identity(self) -> dict[Path, Leaf]:
        return {leaf.identity: leaf for leaf in leaves(self.part).values()}


@dataclass(frozen=True)
class Change:
    """That a value came to be what it is. `before`: MISSING if it was added."""

    state: State
    before: Any
    after: Any

    @property
    def is_new(self) -> bool:
        return self.before is MISSING


def changes_of(leaf: Leaf, states: Sequence[State]) -> list[Change]:
    """The changes of a value that the last of the states has, from the newest to the one that added it.

    A text in a list that came in the place of a similar one is a change of that.
    """
    found: list[Change] = []
    at, now = leaf.identity, leaf.value
    place = len(states) - 1
    while place >= 0:
        while place > 0 and (same := states[place - 1].by_identity.get(at)) and same.value == now:
            place -= 1
        earlier = states[place - 1].by_identity if place else {}
        before = earlier.get(at) or _similar(leaf, now, states[place].by_identity, earlier)
        found.append(Change(states[place], before.value if before else MISSING, now))
        if before is None:
            return found
        at, now, place = before.identity, before.value, place - 1
    return found


def _similar(leaf: Leaf, text: Any, now: Mapping[Path, Leaf], earlier: Mapping[Path, Leaf]) -> Leaf | None:
    """The text of the same list that is there no more and is most like this one."""
    if leaf.listed is None or not isinstance(text, str):
        return None
    gone = [
        row
        for row in earlier.values()
        if row.listed == leaf.listed and row.identity not in now and isinstance(row.value, str)
    ]
    words = text.split()
    scored = [(share(old, words, opcodes(old, words)), row) for row in gone for old in [row.value.split()]]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None
