"""Differences between two sequences in near-linear time; difflib alone takes quadratic or cubic time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

SHORT = 200
"""Up to this many words, difflib compares the whole texts. Texts of RIDs seen so far have fewer than 100."""
PIECE = 50
"""Up to this many words, difflib compares the words between two cuts."""
Opcode = tuple[str, int, int, int, int]
"""As in difflib: the tag (equal, replace, delete, insert), then start and end in the old and the new sequence."""


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """The steps that turn the old sequence into the new one.

    Longer sequences are cut at the words that occur once in each. A long stretch between two cuts is replaced whole.
    """
    if max(len(old), len(new)) <= SHORT:
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    cuts = [(-1, -1), *_cuts(old, new), (len(old), len(new))]
    found: list[Opcode] = []
    for (a, c), (b, d) in pairwise(cuts):
        is_next = (a + 1, c + 1) == (b, d)
        pieces = () if is_next else _between(old, new, (a + 1, b, c + 1, d))
        for one in [*pieces, ("equal", b, b + 1, d, d + 1)]:
            if found and found[-1][0] == one[0] == "equal":
                found[-1] = ("equal", found[-1][1], one[2], found[-1][3], one[4])
            else:
                found.append(one)
    kind, a, _, c, _ = found.pop()  # the cut at the end is no word
    return found if (a, c) == (len(old), len(new)) else [*found, (kind, a, len(old), c, len(new))]


def share(old: Sequence[str], new: Sequence[str], found: Sequence[Opcode]) -> float:
    """The share of common words, from 0 to 1."""
    return 2 * sum(b - a for kind, a, b, _, _ in found if kind == "equal") / (len(old) + len(new))


def _between(old: Sequence[str], new: Sequence[str], limits: tuple[int, int, int, int]) -> Iterator[Opcode]:
    """The differences between two cuts; equal words at both ends are found first."""
    a, b, c, d = limits
    begin = end = 0
    while a + begin < b and c + begin < d and old[a + begin] == new[c + begin]:
        begin += 1
    while a + begin < b - end and c + begin < d - end and old[b - end - 1] == new[d - end - 1]:
        end += 1
    if begin:
        yield "equal", a, a + begin, c, c + begin
    a, c, b, d = a + begin, c + begin, b - end, d - end
    if max(b - a, d - c) <= PIECE:
        for kind, *places in SequenceMatcher(None, old[a:b], new[c:d], autojunk=False).get_opcodes():
            yield kind, places[0] + a, places[1] + a, places[2] + c, places[3] + c
    else:
        yield "replace" if a < b and c < d else "delete" if a < b else "insert", a, b, c, d
    if end:
        yield "equal", b, b + end, d, d + end


def _cuts(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places in both of the words that occur once in each: the longest run in the same order (patience sorting)."""
    before, after = Counter(old), Counter(new)
    places = {word: place for place, word in enumerate(new)}
    common = [
        (place, places[word]) for place, word in enumerate(old) if before[word] == 1 == after.get(word, 0)
    ]
    tops: list[int] = []
    on_top: list[int] = []
    below: list[int] = []
    for n, (_, place) in enumerate(common):
        pile = bisect_left(tops, place)
        tops[pile : pile + 1], on_top[pile : pile + 1] = [place], [n]
        below.append(on_top[pile - 1] if pile else -1)
    found, n = [], on_top[-1] if on_top else -1
    while n >= 0:
        found.append(common[n])
        n = below[n]
    return found[::-1]
