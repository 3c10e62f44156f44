"""Acceptance criteria in one unsorted set, compared with the standard text by text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from governance.documents.checks.findings import Certainty, Problem
from governance.documents.engine.comparing import opcodes

PATH = "/content/acceptance/general"
COMPARED = "The criteria are in one set and not sorted by category, so they were compared text by text"
ENOUGH = 0.5
"""The share of common words from which two texts are one criterion in other words."""
MANY = 2
"""Up to this many differing criteria are reported one by one; beyond that, and half, the set counts as another one."""
MOST = 20
"""A word in more criteria than this says nothing about one of them."""


def unsorted_set(
    own: Sequence[str], standard: Sequence[str], ours: list[str], theirs: list[str]
) -> Iterator[Problem]:
    """The differences of the two. `ours` and `theirs`: their texts as they are compared."""
    over = _without(ours, theirs)
    missing = _without(theirs, ours)
    paired = _paired(missing, over)
    if len(missing) > MANY and len(missing) > len(theirs) / 2:
        message = f"{COMPARED}: {len(missing)} of the {len(theirs)} of the standard are not among them in its words."
        mend = "Take over the standard, or say why this release has a set of its own."
        yield Problem(PATH, message, mend, certainty=Certainty.BY_WORDS)
        return
    for place, text in missing.items():
        if place not in paired:
            message = f"{COMPARED}: “{standard[place]}” is missing."
            yield Problem(
                PATH, message, "Take it over, or say why it does not apply.", certainty=Certainty.BY_WORDS
            )
            continue
        nearest = paired[place]
        words = other_words(over[nearest], text)
        message = f"{COMPARED}: “{own[nearest]}” differs from the standard: {words}."
        yield Problem(
            f"{PATH}/{nearest}", message, "Use its words, or say why not.", certainty=Certainty.BY_WORDS
        )
    for place in over.keys() - set(paired.values()):
        message = f"{COMPARED}: “{own[place]}” is not in the standard."
        yield Problem(
            f"{PATH}/{place}", message, "Take it out, or say why it applies.", certainty=Certainty.BY_WORDS
        )


def _without(texts: list[str], others: list[str]) -> dict[int, str]:
    """The texts that are not among the others, by place; one that stands there twice must be so in both."""
    left, found = Counter(others), {}
    for place, text in enumerate(texts):
        if left[text]:
            left[text] -= 1
        else:
            found[place] = text
    return found


def _paired(missing: dict[int, str], over: dict[int, str]) -> dict[int, int]:
    """The places of texts that are one criterion in other words, each text of the standard with its nearest."""
    holding: dict[str, list[int]] = defaultdict(list)
    sets = {place: set(text.split()) for place, text in over.items()}
    for place, words in sets.items():
        for word in words:
            holding[word].append(place)
    paired: dict[int, int] = {}
    for place, text in missing.items():
        words, common = set(text.split()), Counter[int]()
        for word in words:
            if len(holding[word]) <= MOST:
                common.update(holding[word])
        shares = {at: 2 * count / (len(words) + len(sets[at])) for at, count in common.items()}
        free = {at: share for at, share in shares.items() if share >= ENOUGH and at not in paired.values()}
        if free:
            paired[place] = max(free, key=free.__getitem__)
    return paired


def other_words(text: str, expected: str) -> str:
    """The differing words of two plain texts."""
    ours, theirs = text.split(), expected.split()
    parts = []
    for what, a, b, c, d in opcodes(ours, theirs):
        own, standard = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if own and standard and what != "equal":
            parts.append(f"“{own}” for “{standard}”")
        elif what != "equal":
            parts.append(f"“{own}” is added" if own else f"“{standard}” is missing")
    return "; ".join(parts[:4])
