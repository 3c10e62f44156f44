"""Rule about one thing written in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import dropwhile, pairwise
from typing import NamedTuple

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule

_RUN = re.compile(r"[A-Z][a-z]++(?:[ -][A-Z][a-z]++)++")
"""Words with capitals, one after the other."""
_WORD = re.compile(r"([ -]?)([A-Za-z]++)")
_ACRONYM_FOLLOWS = re.compile(r" \([A-Z][A-Za-z0-9]*+\)")
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-"})
_LEADING = frozenset(
    [
        *(
            "The",
            "A",
            "An",
            "In",
            "On",
            "At",
            "If",
            "When",
            "Where",
            "While",
            "Each",
            "Every",
            "All",
            "Some",
            "Any",
        ),
        *(
            "This",
            "These",
            "That",
            "Those",
            "For",
            "From",
            "To",
            "No",
            "As",
            "See",
            "Under",
            "By",
            "With",
            "Both",
        ),
        *("Once", "After", "Before", "Other", "New", "Only"),
    ]
)
"""Words that begin a sentence and belong to no name."""
SHORT, LONG, LONGEST = 4, 6, 24
"""Letters of a word: from SHORT it can be a plural; between the others a slip of the pen is looked for."""


class Written(NamedTuple):
    """A word in small letters, and the name that it is in."""

    word: str
    name: str


@rule(
    "two-spellings",
    Against.POLICY,
    "document",
    Certainty.BY_WORDS,
    together="{} names are written in two ways",
)
def names_are_spelt_one_way(document: Document) -> Iterator[Problem]:
    """A name of several words is always written in the same way: “Communications Hub” or “Communication Hub”, “In-Home
    Display” or “In Home Display”, and without slips of the pen."""
    names = _names(document)
    told: set[frozenset[str]] = set()
    for first, second in (*_other_forms(names), *_mistyped(names)):
        if (pair := frozenset((first, second))) not in told:
            told.add(pair)
            yield Problem(
                "/content/release",
                f"The document writes “{first}” and “{second}”.",
                "Use one of them.",
                about=f"“{first}”",
            )


def _names(document: Document) -> list[str]:
    """The names of several words, each once; where an acronym follows, the rule on acronyms compares them."""
    found: dict[str, None] = {}
    for text in (*document.different_texts, *document.glossary.values()):
        plain = text if text.isascii() else text.translate(_PLAIN)
        for run in _RUN.finditer(plain):
            if not _ACRONYM_FOLLOWS.match(plain, run.end()):
                found[run.group()] = None
    return list(found)


def _without_leading_words(run: str) -> str:
    return " ".join(dropwhile(_LEADING.__contains__, run.split(" ")))


def _pairs(names: list[str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Each two words beside one another: the first, what joins them, the second, the name, and the name without leading
    words."""
    for name in names:
        words, stripped = (
            [(found[1], found[2]) for found in _WORD.finditer(name)],
            _without_leading_words(name),
        )
        for (_, first), (joint, second) in pairwise(words):
            yield first, joint, second, name, stripped


def _other_forms(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names with a word once in the plural and once in the singular, or with a hyphen once and a space once."""
    ways: dict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
    for first, joint, second, name, stripped in _pairs(names):
        shown = name if first in _LEADING else stripped
        ways[_stem(first), _stem(second)].setdefault((first.casefold(), joint), shown)
    for found in ways.values():
        if len(found) > 1:
            first, second = sorted(found.values())[:2]
            yield first, second


def _mistyped(names: list[str]) -> Iterator[tuple[str, str]]:
    """Names of which a word differs in one letter inside it, beside the same word."""
    seen: dict[tuple[str, str, bool], Written] = {}
    for first, _, second, _, shown in _pairs(names):
        for word, beside, is_first in ((first, second, True), (second, first, False)):
            if not LONG <= len(word) <= LONGEST:
                continue
            beside = _stem(beside)
            own = word.casefold()
            for form in {own, *(own[:place] + own[place + 1 :] for place in range(len(own)))}:
                other = seen.setdefault((form, beside, is_first), Written(own, shown))
                if other.word != own and _differ_inside(other.word, own):
                    yield other.name, shown
                    break


def _stem(word: str) -> str:
    small = word.casefold()
    return small.removesuffix("s") if len(small) >= SHORT else small


def _differ_inside(one: str, other: str) -> bool:
    """Whether two words that differ in one letter do so before their last two."""
    return one[-2:] == other[-2:] and one[0] == other[0]
