"""Database conditions for a search, as PostgreSQL regular expressions that match the beginnings of words, with or
without hyphens. Patterns are built from letters and digits only; nobody can enter one."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from django.db.models import Q

from secrel.core.search.reading import Search, Term
from secrel.core.search.words import PAIRS, STOP

_APART = "[^[:alnum:].,;:!?()]{0,2}"
"""What may be between two pieces of a term; also nothing."""
_HYPHEN, _HYPHEN_OR_SPACE = "[-‐‑–_/]", "[-‐‑–_/[:space:]]"
LONGEST_SPLIT = 24
Also = Callable[[str, str], Q]
"""A further condition, from a pattern and the term as one word ("" if it has digits)."""

NOTHING = Q(pk__in=())


def matches(
    search: Search, *, names: Iterable[str] = (), texts: Iterable[str] = (), also: Also | None = None
) -> Q:
    """Rows in which all terms of one alternative are found in any of the fields.

    In `names` a word is also found in the middle of another. Two words are also found as one compound word.
    """
    names, texts = tuple(names), tuple(texts)

    def found(pattern: str, word: str = "") -> Q:
        condition = also(pattern, word) if also else NOTHING
        for name in (*names, *texts):
            condition |= Q(**{f"{name}__iregex": pattern})
        if len(word) > 1:
            for name in names:
                condition |= Q(**{f"{name}__icontains": word})
        return condition

    whole = NOTHING
    for terms in search.alternatives:
        whole |= _all(terms, found)
    return whole


def _all(terms: tuple[Term, ...], found: Callable[..., Q]) -> Q:
    pairs = [
        found(pattern_of((first.word, second.word))) if first.word and second.word else NOTHING
        for first, second in pairwise(terms)
    ]
    condition = Q()
    for place, term in enumerate(terms):
        before = pairs[place - 1] if place else NOTHING
        after = pairs[place] if place < len(pairs) else NOTHING
        condition &= found(pattern_of(term.pieces), term.joined) | before | after
    return condition


def pattern_of(pieces: tuple[str, ...]) -> str:
    """A PostgreSQL regular expression for a term at the beginning of a word."""
    last = pieces[-1]
    if len(last) > 3 and last.endswith("s"):
        pieces = (*pieces[:-1], last[:-1])
    if len(pieces) == 1 and not last[0].isdigit():
        return rf"\m{_split_anywhere(pieces[0])}"
    ends = "(?![[:digit:]])" if last[-1].isdigit() else ""
    return rf"\m{_APART.join(piece.replace('.', '[.]') for piece in pieces)}{ends}"


def _split_anywhere(word: str) -> str:
    """The word, or its two halves with a hyphen or space between: “golive” finds “go-live” and “go live”."""
    if not 4 <= len(word) <= LONGEST_SPLIT:
        return word
    halves = []
    for place in range(1, len(word)):
        left, right = word[:place], word[place:]
        apart = (left, right) in PAIRS or (len(right) > 2 and left not in STOP and right not in STOP)
        halves.append(f"{left}{_HYPHEN_OR_SPACE if apart else _HYPHEN}{right}")
    return rf"(?:{word}|(?:{'|'.join(halves)})s?\M)"
