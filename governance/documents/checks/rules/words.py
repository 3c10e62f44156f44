"""Rules about the text: acronyms, promises, and descriptions that mention other modifications."""

import re
from collections.abc import Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule

GLOSSARY = "/content/glossary"
_WRITTEN_OUT = re.compile(
    r"([A-Z][\w’'-]*+(?:\s++(?:(?:and|of|the|for|to|in)\s++)*+[A-Z][\w’'-]*+)*+)"
    r"(?:(\s++(?:(?:and|of|the|for|to|in)\s++)*+)\(([A-Z][A-Za-z]*[A-Z])s?\))?+"
)
"""Capitalised words and the acronym after them; words without an acronym are skipped as a whole."""
_RELATION = re.compile(
    r"\b(?:depend\w*|correct\w*|support\w*|split|follow\w*|replac\w*|supersed\w*|relat\w*|requir\w*|enabl\w*|link\w*|"
    r"consequen\w*|complement\w*|build\w*|together|alongside|part|prerequisite|amend\w*|with|after|before|like|than|by)\b"
    r"[^.]*\Z",
    re.IGNORECASE,
)
"""Words that say how one modification relates to another, named after them in the same sentence."""
BEFORE = 60
"""Characters before a reference in which such a word stands."""
MOST_WORDS = 9
_REFERENCE = re.compile(r"\b(?:SECMP\d{4}|(?:MP|DP)\d{3})[A-Z]?\b")


@rule("acronym-missing", Against.COMPLETENESS, "glossary")
def acronym_is_explained(document: Document) -> Iterator[Problem]:
    """Every acronym in the document is in its glossary. Prefixes of references do not count as acronyms."""
    for acronym, uses in sorted(document.terms.unknown.items()):
        message = f"{acronym} is used {_times(uses)} and is not in the glossary."
        yield Problem(GLOSSARY, message, f"Add {acronym} with its full term, or write it out.")


@rule("acronym-unused", Against.POLICY, "glossary")
def acronym_is_used(document: Document) -> Iterator[Problem]:
    """Every acronym in the glossary is used in the document."""
    used = document.terms.known
    for acronym in document.glossary:
        if acronym not in used:
            message = f"{acronym} is in the glossary and used nowhere."
            yield Problem(f"{GLOSSARY}/{acronym}", message, f"Take {acronym} out of the glossary.")


@rule("acronym-expanded-twice", Against.ITSELF, "glossary")
def acronym_has_one_term(document: Document) -> Iterator[Problem]:
    """An acronym is always written out with the same term, that of the glossary."""
    found: dict[str, set[str]] = {}
    for text in document.texts:
        for words, connecting, acronym in _WRITTEN_OUT.findall(text):
            if acronym and (
                term := _term_for(acronym, f"{words}{connecting}".split(), document.glossary.get(acronym, ""))
            ):
                found.setdefault(acronym, set()).add(term)
    for acronym, terms in sorted(found.items()):
        glossary_term = document.glossary.get(acronym)
        ways = sorted({*terms, *([glossary_term] if glossary_term else [])}, key=str.casefold)
        if len({_singular(way) for way in ways}) > 1:
            listed = ", ".join(f"“{way}”" for way in ways)
            yield Problem(
                f"{GLOSSARY}/{acronym}",
                f"{acronym} is written out in {len(ways)} ways: {listed}.",
                "Use one of them.",
            )


def _singular(term: str) -> str:
    """A term in a form that ignores case and a plural s."""
    return term.casefold().removesuffix("s")


def _term_for(acronym: str, words: list[str], glossary_term: str) -> str:
    """The words before “(SIT)” whose initials match the acronym; empty if none do."""
    letters = [letter for letter in acronym if letter.isupper()]
    begins = [place for place, word in enumerate(words) if word[0].isupper()]
    for begin in begins[-MOST_WORDS:] if len(begins) > 1 else ():
        tail = words[begin:]
        capitals = [word[0] for word in tail if word[0].isupper()]
        if capitals == letters or (
            glossary_term and len(tail) == len(glossary_term.split()) and capitals[:1] == letters[:1]
        ):
            return " ".join(tail)
    return ""


@rule("names-other-modification", Against.POLICY, "scope")
def entry_speaks_of_itself(document: Document) -> Iterator[Problem]:
    """The description of a modification in scope mentions no other modification, unless it says how they relate."""
    for status, entries in document.content.scope.by_status:
        for place, entry in enumerate(entries):
            others = [
                found.group()
                for found in _REFERENCE.finditer(entry.text)
                if _digits(found.group()) != _digits(entry.ref)
                and not _RELATION.search(entry.text[max(0, found.start() - BEFORE) : found.start()])
            ]
            if others:
                message = f"What is said of {entry.ref} names {', '.join(dict.fromkeys(others))}."
                mend = "Say it of the right one; where one depends on the other, link them."
                yield Problem(f"/content/scope/{status}/{place}/summary", message, mend)


def _digits(ref: str) -> tuple[int, str]:
    found = re.search(r"(?<!\d)(\d+)([A-Z]?)$", ref)
    return (int(found[1]), found[2]) if found else (0, "")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
