"""Which block, item, row or column of the older document became which of the newer one. The order of both is kept."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from governance.documents.engine.comparing import opcodes

One = TypeVar("One")
NEAR = 10
"""An entry whose key is not found is compared with so many that come next."""
ALIKE = 0.5
"""The share of common words from which two entries are one that changed."""
WORDS = 400
"""So many words of an entry decide whether it is like another."""
Pair = tuple[One | None, One | None]


def paired(
    old: Sequence[One],
    new: Sequence[One],
    key: Callable[[One], str],
    text: Callable[[One], str],
    may_pair: Callable[[One, One], bool] = lambda before, after: True,
    grows: Callable[[One], bool] = lambda one: False,
) -> Iterator[Pair[One]]:
    """Pairs of entries with the same key; between them, of those with like texts. What has no partner stands alone.

    `grows`: whether an entry is a list, which is the same one if the shorter is mostly in the longer.
    """
    before, after = [key(one) for one in old], [key(one) for one in new]
    for kind, a, b, c, d in opcodes(before, after):
        if kind == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _alike(old[a:b], new[c:d], text, may_pair, grows)


def _alike(
    old: Sequence[One],
    new: Sequence[One],
    text: Callable[[One], str],
    may_pair: Callable[[One, One], bool],
    grows: Callable[[One], bool],
) -> Iterator[Pair[One]]:
    """In order: what was deleted before what was inserted."""
    first, second = [_words(text(one)) for one in old], [_words(text(one)) for one in new]
    place, waiting = 0, list[One]()
    for n, one in enumerate(new):
        share = contained if grows(one) else likeness
        near = range(place, min(place + NEAR, len(old)))
        fits = (a for a in near if may_pair(old[a], one) and share(first[a], second[n]) >= ALIKE)
        found = next(fits, None)
        if found is None:
            waiting.append(one)
            continue
        yield from ((gone, None) for gone in old[place:found])
        yield from ((None, come) for come in waiting)
        yield old[found], one
        place, waiting = found + 1, []
    yield from ((gone, None) for gone in old[place:])
    yield from ((None, come) for come in waiting)


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """The share of common words, from 0 to 1, in any order."""
    count = old.total() + new.total()
    return 2 * (old & new).total() / count if count else 1.0


def contained(old: Counter[str], new: Counter[str]) -> float:
    """The share of the shorter that is in the longer."""
    count = min(old.total(), new.total())
    return (old & new).total() / count if count else 1.0


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text, re.UNICODE)[:WORDS])
