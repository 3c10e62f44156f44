"""Acronyms that a text writes out: “Systems Integration Testing (SIT)”, “SIT (Systems Integration Testing)”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z0-9]{1,14})\)")
_BEHIND = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Za-z0-9]{1,14}) \(([^()]{4,80})\)")
_WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)?+")
_STOPS = re.compile(r"[.;:,()“”‘\"\n]")
_CONNECTING = frozenset({"and", "of", "the", "for", "to", "in", "on", "with"})
AROUND = 160
"""Characters in front of a bracket in which the term stands."""
MORE = 3
"""Words by which a term may be longer than that of the glossary."""


@dataclass(frozen=True)
class Term:
    """A term as a text has it, and its words as they are compared: without hyphens and the s of a plural."""

    text: str
    words: tuple[str, ...]


def written_out(text: str, glossary: Mapping[str, str]) -> Iterator[tuple[str, Term]]:
    """The acronyms that a text writes out, with their terms."""
    for found in _IN_BRACKETS.finditer(text):
        acronym = _singular_form(found[1])
        if term := _term_before(text, found.start(), acronym, glossary.get(acronym, "")):
            yield acronym, term
    for found in _BEHIND.finditer(text):
        acronym = _singular_form(found[1])
        if acronym in glossary:
            known, inside = term_of(glossary[acronym]), term_of(found[2])
            if 1 < len(inside.words) <= len(known.words) + MORE and _alike(inside.words, known.words) >= 0.5:
                yield acronym, inside


def term_of(text: str) -> Term:
    return Term(text, _compared([found.group() for found in _WORD.finditer(text)]))


def _singular_form(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1].isupper() else word


def _term_before(text: str, end: int, acronym: str, known: str) -> Term | None:
    """The words in front of a bracket that are the term of the acronym in it."""
    begin = max(0, end - AROUND)
    stops = [stop.end() for stop in _STOPS.finditer(text, begin, end)]
    begin = stops[-1] if stops else begin
    words = list(_WORD.finditer(text, begin, end))
    expected = term_of(known).words
    longest = len(expected) + MORE if expected else 2 * len(acronym)
    tails = [
        words[-length:]
        for length in range(1, min(len(words), longest) + 1)
        if words[-length].group() not in _CONNECTING
    ]
    letters = "".join(sign for sign in acronym if not sign.islower())
    spelling = [tail for tail in tails if len(tail) > 1 and _initials(tail) == letters]
    best = _nearest(tails, expected) if expected else None
    if best and _compared([word.group() for word in best]) == expected:
        longer = [tail for tail in spelling if len(tail) > len(best)]
        if longer and _initials(best) != letters:
            best = longer[0]
    elif not best:
        best = next(
            iter(spelling or (tail for tail in tails if expected and _lacks_one(tail, letters))), None
        )
    return term_of(text[best[0].start() : end].strip()) if best else None


def _lacks_one(words: list[re.Match[str]], letters: str) -> bool:
    """Whether the words begin with the letters of an acronym but for one inside it: “Internal Display” for IHD."""
    found = _initials(words)
    inside = range(1, len(letters) - 1)
    return len(words) > 1 and any(letters[:place] + letters[place + 1 :] == found for place in inside)


def _nearest(tails: list[list[re.Match[str]]], expected: tuple[str, ...]) -> list[re.Match[str]] | None:
    """The tail that is most like the expected words; None if none has half of them."""
    best, most = None, 0.49
    for tail in tails:
        words = _compared([word.group() for word in tail])
        is_capital = tail[0].group()[0].isupper()
        likeness = _alike(words, expected) + 0.01 * is_capital + 0.02 * (len(words) == len(expected))
        is_term = is_capital or likeness * max(len(words), len(expected)) >= 2
        if likeness > most and is_term:
            best, most = tail, likeness
    return best


def _alike(words: tuple[str, ...], expected: tuple[str, ...]) -> float:
    """The share of common words, whatever their endings."""
    stems, common = [word.removesuffix("s") for word in expected], 0
    for word in words:
        if (stem := word.removesuffix("s")) in stems:
            stems.remove(stem)
            common += 1
    return common / (max(len(words), len(expected)) or 1)


def _initials(words: list[re.Match[str]]) -> str:
    """The capitals with which the words begin; a word in capitals gives all of them."""
    texts = [word.group() for word in words]
    return "".join(word if word.isupper() else word[0] for word in texts if word[0].isupper())


def _compared(words: list[str]) -> tuple[str, ...]:
    if not words:
        return ()
    *others, last = (word.casefold().removesuffix("’s").removesuffix("'s") for word in words)
    singular = f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s")
    return (*others, singular)
