"""How values are printed in documents."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from secrel.core.values.references import ModificationReference

NO_ACRONYMS = {
    *("TBC", "UK", "GB", "AM", "PM", "OK", "NB"),
    *("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"),
    *("ALL", "AND", "ANY", "BUT", "EACH", "IF", "MUST", "NO", "NONE", "NOT", "ONLY", "OR", "SHALL", "THE"),
}
"""Times of day, Roman numerals and emphasised words."""
_DESIGNATION = re.compile(r"\b(Section|Schedule|Appendix|Appendices) [A-Z]{1,2}\b")
_REFERENCE = re.compile(r"(SECMP|MP|DP|CR)\d+[A-Z]?s?")
_WORD = re.compile(r"\b(?:[a-z0-9]*+[A-Z]){2}[A-Za-z0-9]*+\b")  # ECoS too
_ACRONYM = re.compile(r"\b[A-Z][0-9]*+[A-Z][A-Z0-9]*+s?\b")
_ANY_WORD = re.compile(r"\w+")


def long_date(iso: str) -> str:
    """24 June 2021."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def pounds(amount: str) -> str:
    """£1,200; pence only where there are any."""
    value = Decimal(amount)
    return f"£{value:,.0f}" if value == value.to_integral() else f"£{value:,.2f}"


def terms_of(texts: Iterable[str], expansions: dict[str, str]) -> dict[str, str]:
    """The acronyms of `expansions` that occur in the texts as words, each with its term, in alphabetical order.

    A plural s is ignored, and so is a number as in SR11.2.
    """
    words = _words(texts)
    return {acronym: expansions[acronym] for acronym in sorted(expansions) if acronym in words}


def unknown_acronyms(texts: Iterable[str], glossary: Iterable[str]) -> list[str]:
    """Words that look like acronyms and are not in the glossary, except references and letters of SEC documents."""
    explained = set(glossary) | NO_ACRONYMS
    found = {
        word
        for text in texts
        for word in _ACRONYM.findall(_DESIGNATION.sub("", text))
        if not _REFERENCE.fullmatch(word)
    }
    return sorted(word for word in found if not _forms(word) & explained and not word.isdigit())


def uses_of(acronyms: Iterable[str], texts: Iterable[str]) -> Counter[str]:
    """How often each acronym occurs in the texts as a word, also with a plural s or a number after it."""
    searched, uses = set(acronyms), Counter[str]()
    lengths = {len(acronym) for acronym in searched}
    for word, times in Counter(word for text in texts for word in _ANY_WORD.findall(text)).items():
        shortest = len(word.rstrip("0123456789"))
        numbered = (word[:length] for length in range(shortest, len(word)) if length in lengths)
        for form in {word, word.removesuffix("s"), *numbered} & searched:
            uses[form] += times
    return uses


def _words(texts: Iterable[str]) -> set[str]:
    return {form for text in texts for word in _WORD.findall(text) for form in _forms(word)}


def _forms(word: str) -> set[str]:
    singular = word.removesuffix("s")
    return {word, singular, singular.rstrip("0123456789")}


def by_number(references: Iterable[str]) -> list[str]:
    """Sorted by number of the modification, as canonical JSON does not preserve the order of keys."""
    return sorted(references, key=by_number_key)


def by_number_key(reference: str) -> ModificationReference:
    return ModificationReference.parse(reference)
