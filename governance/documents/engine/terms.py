"""The short forms in a document's texts: acronyms, terms of several words, codes. Each text is read once."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]++(?:\.[0-9]++)*+")
"""Letters and digits: "SIT", "12.1", "SR12.1"."""
_DESIGNATION = re.compile(r"\b(?:Sections?|Schedules?|Appendix|Appendices)\s++\Z")
_LETTERS_OF_DOCUMENT = re.compile(r"[A-Z]{1,2}")
_JOINED = re.compile(r"[ \t\u00a0\u2009\u202f-]++|\n")
"""Between the words of one term."""
_SHORT_FORM = re.compile(r"[A-Z][0-9]*+[A-Z][A-Z0-9]*+")
_CODE = re.compile(r"([A-Z]{2,}+)-?([0-9]{2,}+|[0-9]++(?:\.[0-9]++)++)[A-Za-z]?")
"""A use case (GCS14), a Service Request (SR12.1), a Change Request (CR1088): a name, no acronym."""
_NUMBERS = re.compile(r"[0-9]++(?:\.[0-9]++)++")
_REFERENCE = re.compile(r"(?:SECMP|MP|DP|CR)[0-9]++[A-Z]?")
_LIKE_A_REFERENCE = re.compile(r"(?:SECMP|MP|DP|CR)([0-9OolI]{3,4})[A-Z]?")
NO_ACRONYMS = frozenset(
    {
        *("TBC", "UK", "GB", "AM", "PM", "OK", "NB", "MP", "DP", "SECMP"),
        *("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"),
        *(
            "ALL",
            "AND",
            "ANY",
            "BUT",
            "EACH",
            "IF",
            "MUST",
            "NO",
            "NONE",
            "NOT",
            "ONLY",
            "OR",
            "SHALL",
            "THE",
        ),
    }
)
"""Times of day, prefixes of references, numbers of phases, words that are stressed."""
MOST_WORDS = 6
"""Words of a known term; a longer one is not looked for."""
WORDS = 4_096
"""Different words of which what they may be is kept: the same few make up most of a document."""
LONG = 5
"""Letters from which a word in capitals is taken for a stressed word, if it also occurs in small letters."""


@dataclass
class Uses:
    """How often each known short form is used, and each unknown one, in the texts that were read."""

    known: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    mistyped: Counter[str] = field(default_factory=Counter)
    """References with a letter in place of a digit: MPO88."""


def read_terms(texts: Iterable[str], known: Collection[str]) -> Uses:
    """The short forms that the texts use. A plural counts as its singular, a number may follow ("SR 12.1"), and the
    words of a known term of several words ("SM WAN") need no entry of their own."""
    index, uses, small = _index(known), Uses(), set()
    for text, times in Counter(texts).items():
        words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]
        covered = 0
        for place, (word, begin, _) in enumerate(words):
            if word.islower() and len(word) >= LONG:
                small.add(word)
            for form, length in index.at(text, words, place):
                uses.known[form] += times
                covered = max(covered, place + length)
            if place < covered:
                continue
            if _is_mistyped(word):
                uses.mistyped[word] += times
            elif _is_unknown(word) and not _names_a_document(text, begin, word):
                after = words[place + 1][0] if place + 1 < len(words) else ""
                if not _NUMBERS.fullmatch(after):
                    uses.unknown[_singular(word)] += times
    for word in [word for word in uses.unknown if len(word) >= LONG and word.lower() in small]:
        del uses.unknown[word]
    return uses


def terms_of(texts: Iterable[str], expansions: Mapping[str, str]) -> dict[str, str]:
    """The short forms of `expansions` that the texts use, each with its term, in alphabetical order."""
    used = read_terms(texts, expansions).known
    return {form: expansions[form] for form in sorted(expansions) if form in used}


@lru_cache(maxsize=WORDS)
def _is_mistyped(word: str) -> bool:
    found = _LIKE_A_REFERENCE.fullmatch(word)
    return bool(found and not found[1].isdigit() and any(sign.isdigit() for sign in found[1]))


@lru_cache(maxsize=WORDS)
def _is_unknown(word: str) -> bool:
    short = _singular(word)
    return bool(
        _SHORT_FORM.fullmatch(short)
        and short not in NO_ACRONYMS
        and not _REFERENCE.fullmatch(short)
        and not _CODE.fullmatch(short)
    )


def _names_a_document(text: str, begin: int, word: str) -> bool:
    """Whether a word is the letters of a SEC document: "Appendix AD"."""
    return bool(
        _LETTERS_OF_DOCUMENT.fullmatch(word) and _DESIGNATION.search(text[max(0, begin - 14) : begin])
    )


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1].isupper() else word


class _Index:
    """Known short forms by their words, one after the other: a form ends where a node has the empty word."""

    def __init__(self, known: Iterable[str]) -> None:
        self.first: dict[str, Any] = {}
        for form in known:
            words = _WORD.findall(form)
            if 0 < len(words) <= MOST_WORDS:
                node = self.first
                for word in words:
                    node = node.setdefault(word, {})
                node[""] = form

    def at(self, text: str, words: list[tuple[str, int, int]], place: int) -> Iterator[tuple[str, int]]:
        """The known forms that begin at a word, and how many words each has."""
        node, last = self.first, words[place][1]
        for length, (word, begin, end) in enumerate(words[place : place + MOST_WORDS], start=1):
            if length > 1 and not _JOINED.fullmatch(text[last:begin]):
                return
            for form in _forms(word) if length == 1 else {word, word.removesuffix("s")}:
                if found := node.get(form, {}).get(""):
                    yield found, length
            if word not in node:
                return
            node, last = node[word], end


@lru_cache(maxsize=WORDS)
def _forms(word: str) -> frozenset[str]:
    """A word as a glossary may have it: without the s of a plural, or the number of a code."""
    singular, code = _singular(word), _CODE.fullmatch(_singular(word))
    every = (word, word.removesuffix("s"), singular, singular.rstrip("0123456789."), code[1] if code else "")
    return frozenset(every) - {""}


@lru_cache(maxsize=8)
def _made(known: frozenset[str]) -> _Index:
    return _Index(known)


def _index(known: Collection[str]) -> _Index:
    return _made(frozenset(known))
