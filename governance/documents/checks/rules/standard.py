"""The acceptance criteria against the standard."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.rules.unsorted import other_words, unsorted_set
from governance.documents.engine.comparing import opcodes
from governance.documents.engine.text import long_date
from governance.documents.rid.categories import Category

_TERM_AND_ACRONYM = re.compile(
    r"[A-Z][\w-]*+(?:\s++(?:(?:and|of|the|for)\s++)?+[A-Z][\w-]*+)*+"
    r"(?:\s++(?:(?:and|of|the|for)\s++)?+\(([A-Z]{2,}+(?:(?:,| and) [A-Z]{2,}+)*+)\))?+"
)
"""A capitalised term and the acronym after it; a term without an acronym is skipped as a whole."""
MANY = 2
"""Up to this many differing criteria are reported one by one; beyond that, the set counts as another one."""


@rule(
    "criteria-not-standard",
    Against.POLICY,
    "acceptance",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="The acceptance criteria differ from the standard in {} places",
)
def criteria_are_the_standard(document: Document) -> Iterator[Problem]:
    """The acceptance criteria are the standard ones for the profile of the release. Acronyms count as their terms. In a
    document that is older than the standard, a difference is a note."""
    since, dated = document.context.standard_from, document.issue.document.date
    is_older = since and dated and dated < since.isoformat()
    for problem in _differences(document):
        if since and is_older:
            later = f" The standard is in force since {long_date(since.isoformat())}, after the date of this document."
            yield replace(problem, message=problem.message + later, against=Against.USAGE)
        else:
            yield problem


def _differences(document: Document) -> Iterator[Problem]:
    terms = _terms(document)
    sorted_out = list(Category.values)
    if unsorted := document.content.acceptance.of(Category.GENERAL):
        absent = [category for category in sorted_out if not document.content.acceptance.of(category)]
        texts = [text for name, text in document.context.standard if name in absent]
        if texts:
            ours, theirs = ([_plain(terms, text) for text in own] for own in (unsorted, texts))
            yield from unsorted_set(unsorted, texts, ours, theirs)
        sorted_out = [category for category in sorted_out if category not in absent]
    for category in sorted_out:
        standard = [text for name, text in document.context.standard if name == category]
        own = document.content.acceptance.of(category)
        path = f"/content/acceptance/{category}"
        if standard and not own:
            message = f"The {category} criteria of the standard are missing: {len(standard)}."
            yield Problem(path, message, "Take them over, or say why they do not apply.")
            continue
        pairs, differ = _paired(terms, own, standard)
        if len(differ) > MANY and len(differ) > len(standard) / 2:
            yield Problem(
                path,
                f"The {category} criteria are another set than the standard: {len(differ)} of {len(standard)} differ "
                f"({', '.join(str(place + 1) for place in differ)}).",
                "Take over the standard, or say why this release has a set of its own.",
            )
        else:
            for place, words in differ.items():
                message = f"{category.capitalize()} {place + 1} differs from the standard: {words}."
                yield Problem(f"{path}/{place}", message, "Use its words, or say why not.")
        if standard and (unpaired := _unpaired(pairs)):
            message = (
                f"{len(own)} {category} criteria are given, the standard has {len(standard)}: {unpaired}."
            )
            yield Problem(path, message, "Take over what is missing, or say why it does not apply.")


class MissingCriterion(NamedTuple):
    """A criterion of the standard that a document lacks: its text, and how many of the document's own in its category
    stand before it."""

    category: str
    place: int
    text: str


def missing_criteria(document: Document) -> Iterator[MissingCriterion]:
    """The criteria of the standard that are certainly missing: in sorted sets, in which no criterion may be one of them
    in other words."""
    if document.content.acceptance.of(Category.GENERAL):
        return
    terms = _terms(document)
    for category in Category.values:
        standard = [text for name, text in document.context.standard if name == category]
        pairs, differ = _paired(terms, document.content.acceptance.of(category), standard)
        if differ:
            continue
        place = 0
        for ours, theirs in pairs:
            if ours is not None:
                place = ours + 1
            elif theirs is not None:
                yield MissingCriterion(category, place, standard[theirs])


def _terms(document: Document) -> list[tuple[str, str]]:
    """Acronyms with their terms, the longest first."""
    expansions = {**document.context.expansions, **document.glossary}
    return sorted(expansions.items(), key=lambda pair: -len(pair[1]))


def _paired(
    terms: list[tuple[str, str]], own: Sequence[str], standard: Sequence[str]
) -> tuple[list[tuple[int | None, int | None]], dict[int, str]]:
    """The pairs of two sets, and the differing words of each pair that differs, by its own place."""
    ours, theirs = ([_plain(terms, text) for text in texts] for texts in (own, standard))
    pairs = _beside(ours, theirs)
    differ = {
        place: other_words(ours[place], theirs[other])
        for place, other in pairs
        if place is not None and other is not None and ours[place] != theirs[other]
    }
    return pairs, differ


def _beside(own: list[str], standard: list[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of positions: each criterion and the standard criterion with the same text, or else the one in the same
    place between such pairs. None if there is no partner."""
    return [
        pair for _, a, b, c, d in opcodes(own, standard) for pair in zip_longest(range(a, b), range(c, d))
    ]


def _unpaired(pairs: list[tuple[int | None, int | None]]) -> str:
    """Which criteria are not in the standard and which of the standard are missing; empty if all have partners."""
    own = [str(place + 1) for place, other in pairs if other is None and place is not None]
    missing = [str(other + 1) for place, other in pairs if place is None and other is not None]
    parts = [f"{', '.join(own)} {'is' if len(own) == 1 else 'are'} not in it"] if own else []
    parts += [f"its {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"] if missing else []
    return ", ".join(parts)


def _plain(terms: list[tuple[str, str]], text: str) -> str:
    """The words alone, with acronyms for terms: “the Testing Approach Document (TAD)” becomes “the tad”.

    `terms`: acronyms with their terms, the longest first.
    """
    text = _TERM_AND_ACRONYM.sub(lambda found: found[1] or found[0], text)
    for acronym, term in terms:
        text = text.replace(term, acronym)
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join(letters.split())
