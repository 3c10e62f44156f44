"""The short forms in a document's texts: acronyms, terms of several words, codes. Each text is read once."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]++(?:\.[0-9]++)*+")
"""Letters and digits: "SIT", "12.1", "SR12.1"."""
_SHORT = r"\b[a-z0-9]*+[A-Z][a-z0-9]*+[A-Z][^\W_]*+(?:\.[0-9]++)*+"
"""A word with two capitals, which may be a short form."""
_TWO_CAPITALS = re.compile(r"[a-z0-9]*+[A-Z][a-z0-9]*+[A-Z][^\W_]*+(?:\.[0-9]++)*+")
_SMALL = re.compile(r"\b[a-z]{5,}+\b")
_DESIGNATION = re.compile(r"\b(?:Sections?|Schedules?|Appendix|Appendices)\s++\Z")
_LETTERS_OF_DOCUMENT = re.compile(r"[A-Z]{1,2}")
_FOLLOWS = re.compile(r"(?:[ \t\u00a0\u2009\u202f-]++|\n)([^\W_]++(?:\.[0-9]++)*+)")
"""The next word of one term, with what may stand before it."""
_NEXT = re.compile(r"[^\w]*+([^\W_]++(?:\.[0-9]++)*+)")
"""The next word, whatever stands in between."""
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
    words of a known term of several words ("SM WAN") need no entry of their own. Equal texts are read once."""
    index, uses, counts = _index(known), Uses(), Counter(texts)
    for text, times in counts.items():
        covered = 0
        for found in index.may_begin.finditer(text):
            word, begin, end = found.group(), found.start(), found.end()
            for form, last in index.at(text, word, end):
                uses.known[form] += times
                covered = max(covered, last)
            if begin < covered:
                continue
            if _is_mistyped(word):
                uses.mistyped[word] += times
            elif (
                _is_unknown(word)
                and not _names_a_document(text, begin, word)
                and not text.startswith("_", end)
            ):  # before an underscore it begins the reference of a paper: SECP_76_1701_23
                after = _NEXT.match(text, end)
                if not (after and _NUMBERS.fullmatch(after[1])):
                    uses.unknown[_singular(word)] += times
    for word in _stressed(uses.unknown, counts):
        del uses.unknown[word]
    return uses


def _stressed(unknown: Iterable[str], texts: Iterable[str]) -> set[str]:
    """The words that also occur in small letters: they stand in capitals for stress."""
    long = {word.lower(): word for word in unknown if len(word) >= LONG}
    if not long:
        return set()
    return {long[word] for text in texts for word in _SMALL.findall(text) if word in long}


def terms_of(texts: Iterable[str], expansions: Mapping[str, str]) -> dict[str, str]:
    """The short forms of `expansions` that the texts use, each with its term, in alphabetical order."""
    used = read_terms(texts, expansions).known
    return {form: expansions[form] for form in sorted(expansions) if form in used}


def _is_mistyped(word: str) -> bool:
    found = _LIKE_A_REFERENCE.fullmatch(word)
    return bool(found and not found[1].isdigit() and any(sign.isdigit() for sign in found[1]))


def _is_unknown(word: str) -> bool:
    short = _singular(word)
    return bool(
        (_SHORT_FORM.fullmatch(short) or _has_small_letters(short))
        and short not in NO_ACRONYMS
        and not _REFERENCE.fullmatch(short)
        and not _CODE.fullmatch(short)
    )


def _has_small_letters(word: str) -> bool:
    """Whether it is a short form with one or two small letters inside: CACoP, SoLR."""
    capitals, small = (sum(map(is_such, word)) for is_such in (str.isupper, str.islower))
    return word.isalpha() and capitals >= 3 and 1 <= small <= 2 and word[0].isupper() and word[-1].isupper()


def _names_a_document(text: str, begin: int, word: str) -> bool:
    """Whether a word is the letters of a SEC document: "Appendix AD"."""
    return bool(
        _LETTERS_OF_DOCUMENT.fullmatch(word) and _DESIGNATION.search(text[max(0, begin - 14) : begin])
    )


def _singular(word: str) -> str:
    one = word.removesuffix("s")
    return one if one.isupper() or _has_small_letters(one) else word


class _Index:
    """Known short forms by their words, one after the other: a form ends where a node has the empty word."""

    def __init__(self, known: Iterable[str]) -> None:
        self.first: dict[str, Any] = {}
        others = set()
        for form in known:
            words = _WORD.findall(form)
            if 0 < len(words) <= MOST_WORDS:
                node = self.first
                for word in words:
                    node = node.setdefault(word, {})
                node[""] = form
                if not _TWO_CAPITALS.fullmatch(words[0]):
                    others.add(re.escape(words[0]))
        more = rf"|\b(?:{'|'.join(sorted(others, key=len, reverse=True))})[^\W_]*+" if others else ""
        self.may_begin = re.compile(f"{_SHORT}{more}")
        """The words that may be a short form, or the first of one."""

    def at(self, text: str, word: str, end: int) -> Iterator[tuple[str, int]]:
        """The known forms that begin with a word, and where each ends."""
        for form in _forms(word):
            if found := self.first.get(form, {}).get(""):
                yield found, end
        node, length = self.first.get(word), 1
        while node and length < MOST_WORDS and not (len(node) == 1 and "" in node):
            following = _FOLLOWS.match(text, end)
            if following is None:
                return
            word, end, length = following[1], following.end(), length + 1
            for form in {word, word.removesuffix("s")}:
                if found := node.get(form, {}).get(""):
                    yield found, end
            node = node.get(word)


def _forms(word: str) -> set[str]:
    """A word as a glossary may have it: without the s of a plural, or the number of a code."""
    singular, code = _singular(word), _CODE.fullmatch(_singular(word))
    return {
        word,
        word.removesuffix("s"),
        singular,
        singular.rstrip("0123456789."),
        *([code[1]] if code else []),
    } - {""}


@lru_cache(maxsize=8)
def _made(known: frozenset[str]) -> _Index:
    return _Index(known)


def _index(known: Collection[str]) -> _Index:
    return _made(frozenset(known))
