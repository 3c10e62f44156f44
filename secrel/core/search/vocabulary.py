"""People's words: short forms of the field and what they stand for. A search for one finds the other."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from secrel.core.search.reading import MOST_TERMS, Search, Term

MEANINGS = {
    "cad": "consumer access device",
    "ch": "communications hub",
    "chf": "communications hub function",
    "comms hub": "communications hub",
    "cpa": "commercial product assurance",
    "csp": "communications service provider",
    "duis": "dcc user interface specification",
    "dsp": "data service provider",
    "esme": "electricity smart metering equipment",
    "fota": "firmware over the air",
    "gbcs": "great britain companion specification",
    "gsme": "gas smart metering equipment",
    "han": "home area network",
    "hcalcs": "han connected auxiliary load control switch",
    "ihd": "in home display",
    "ppmid": "prepayment meter interface device",
    "rid": "release implementation document",
    "sec": "smart energy code",
    "sit": "systems integration testing",
    "smets": "smart metering equipment technical specifications",
    "tad": "testing approach document",
    "tag": "testing advisory group",
    "uit": "user integration testing",
    "wan": "wide area network",
}
FIELD_WORDS = {word for text in (*MEANINGS, *MEANINGS.values()) for word in text.split()}
KnownWords = Callable[[Sequence[str]], Sequence[str]]
"""Words that some words may have been meant as."""
SHORTEST, LONGEST = 5, 30
"""Letters of a word that is corrected."""
MOST_LETTERS = 2
"""By how many letters the length of the word that was meant may differ."""
CLOSE = 0.78
"""How alike two words must be (difflib's ratio)."""


def widened(search: Search) -> Search:
    """The search, and the same with each short form written out, or each long form shortened."""
    found = list(search.alternatives)
    for terms in search.alternatives:
        for first in range(len(terms)):
            for last in range(first + 1, min(first + 6, len(terms)) + 1):
                meant = _MEANT.get(_written(terms[first:last]))
                if meant:
                    found.append((*terms[:first], Term(tuple(meant.split()), is_quoted=True), *terms[last:]))
    return replace(search, alternatives=tuple(dict.fromkeys(found))[: 2 * MOST_TERMS])


def corrected(search: Search, known: KnownWords) -> str:
    """The text of the search with each unknown word replaced by the most similar known one; "" if nothing changes."""
    entered = {term.word for terms in search.alternatives for term in terms}
    doubtful = sorted(word for word in entered if SHORTEST <= len(word) <= LONGEST)
    words = known(doubtful) if doubtful else []
    changed = {}
    for word in doubtful:
        near = [one for one in words if abs(len(one) - len(word)) <= MOST_LETTERS and one[0] == word[0]]
        if not any(one.startswith(word) for one in near):
            close = get_close_matches(word, near, n=1, cutoff=CLOSE)
            changed |= {word: close[0]} if close else {}
    if not changed:
        return ""
    return " ".join(changed.get(word.lower(), word) for word in search.entered.split())


def _written(terms: tuple[Term, ...]) -> str:
    words = [piece for term in terms for piece in term.pieces]
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and words[-1] not in _ENDS:
        words[-1] = words[-1].removesuffix("s")
    return " ".join(words)


_MEANT = {**MEANINGS, **{meaning: short for short, meaning in MEANINGS.items()}}
_ENDS = {text.split()[-1] for text in _MEANT if text.endswith("s")}
