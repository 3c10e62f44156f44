"""Rules about one thing written in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule

_DIGITS = str.maketrans("OolI", "0011")
_PAIR = re.compile(r"(?=\b([A-Z][a-z]++)[ -]([A-Z][a-z]++)\b)")
"""Two words with capitals, one after the other."""
_ACRONYM_FOLLOWS = re.compile(r"(?:[ -][A-Z][a-z]++){0,4}+ \([A-Z]")
"""The rule on acronyms checks terms that are written out in front of their acronym."""
AFTER = 80


@rule("reference-misspelt", Against.ITSELF, "document")
def references_have_digits(document: Document) -> Iterator[Problem]:
    """References are written with digits: MP088, not MPO88."""
    for reference in sorted(document.terms.mistyped):
        right = reference.translate(_DIGITS)
        message = f"{reference} has a letter in place of a digit."
        yield Problem("/content/release", message, f"Write {right}, if that is what is meant.")


@rule("two-spellings", Against.POLICY, "document")
def names_are_spelt_one_way(document: Document) -> Iterator[Problem]:
    """A name of several words is always written in the same way: “Communications Hub” or “Communication Hub”."""
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for text in (*document.texts, *document.glossary.values()):
        for found in _PAIR.finditer(text):
            if not _ACRONYM_FOLLOWS.match(text, found.end(2), found.end(2) + AFTER):
                first, second = found.groups()
                spellings[first.removesuffix("s"), second.removesuffix("s")].add(first)
    for (_, second), firsts in sorted(spellings.items()):
        if len(firsts) > 1:
            ways = " and ".join(f"“{first} {second}”" for first in sorted(firsts))
            yield Problem("/content/release", f"The document writes {ways}.", "Use one of them.")
