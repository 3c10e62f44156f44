"""Rules about the text: acronyms, promises, and descriptions that mention other modifications."""

import re
from collections.abc import Iterator, Sequence

from costs.stages import TABLE_STAGES
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.expansions import term_of, written_out
from governance.documents.checks.rules.summaries import all_points, point_text
from secrel.core.values.texts import joined

GLOSSARY = "/content/glossary"
_RELATION = re.compile(
    r"\b(?:depend\w*|correct\w*|support\w*|split|follow\w*|replac\w*|supersed\w*|relat\w*|requir\w*|enabl\w*|link\w*|"
    r"consequen\w*|complement\w*|build\w*|together|alongside|part|prerequisite|amend\w*|with|after|before|like|than|by)\b"
    r"[^.]*\Z",
    re.IGNORECASE,
)
"""Words that say how one modification relates to another, named after them in the same sentence."""
BEFORE = 60
"""Characters before a reference in which such a word stands."""
_REFERENCE = re.compile(r"\b(?:SECMP\d{4}|(?:MP|DP)\d{3})[A-Z]?\b")


@rule(
    "acronym-missing",
    Against.COMPLETENESS,
    "glossary",
    together="{} acronyms are used and not in the glossary",
)
def acronym_is_explained(document: Document) -> Iterator[Problem]:
    """Every acronym in the document is in its glossary. Prefixes of references do not count as acronyms."""
    for acronym, uses in sorted(document.uses.unknown.items()):
        message = f"{acronym} is used {_times(uses)} and is not in the glossary."
        yield Problem(GLOSSARY, message, f"Add {acronym} with its full term, or write it out.", about=acronym)


@rule(
    "acronym-unused", Against.POLICY, "glossary", together="{} acronyms are in the glossary and used nowhere"
)
def acronym_is_used(document: Document) -> Iterator[Problem]:
    """Every acronym in the glossary is used in the document."""
    used = document.uses.known
    for acronym in document.glossary:
        if acronym not in used:
            message = f"{acronym} is in the glossary and used nowhere."
            yield Problem(
                f"{GLOSSARY}/{acronym}", message, f"Take {acronym} out of the glossary.", about=acronym
            )


@rule(
    "acronym-expanded-twice",
    Against.ITSELF,
    "glossary",
    together="{} acronyms are written out in more than one way",
)
def acronym_has_one_term(document: Document) -> Iterator[Problem]:
    """An acronym is always written out with the same term, that of the glossary."""
    terms = {acronym: {term_of(term).words: term} for acronym, term in document.glossary.items()}
    for text in document.different_texts:
        if "(" in text:
            for acronym, term in written_out(text, document.glossary):
                terms.setdefault(acronym, {}).setdefault(term.words, term.text)
    for acronym, ways in sorted(terms.items()):
        if len(ways) > 1:
            listed = ", ".join(f"“{way}”" for way in sorted(ways.values(), key=str.casefold))
            yield Problem(
                f"{GLOSSARY}/{acronym}",
                f"{acronym} is written out in {len(ways)} ways: {listed}.",
                "Use one of them.",
                about=acronym,
            )


@rule(
    "names-other-modification",
    Against.POLICY,
    "scope",
    Certainty.BY_WORDS,
    together="{} texts about one modification name another",
)
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
                yield Problem(f"/content/scope/{status}/{place}/summary", message, mend, about=entry.ref)
    for path, point in all_points(document):
        if point.modifications and (others := _others(point_text(point), point.modifications)):
            linked = joined(point.modifications)
            message = f"A point about {linked} names {', '.join(others)}: “{point.text[:80]}”."
            yield Problem(path, message, "Say it of the right one, or link the point to it.", about=linked)
    for place, line in enumerate(document.content.costs.dcc_lines):
        for stage in TABLE_STAGES:
            cell = line.of(stage.value)
            if cell and cell.source and (others := _others(cell.source, (line.ref,))):
                message = f"An amount of {line.ref} comes from “{cell.source}”."
                mend = "Correct the reference, or the row."
                yield Problem(
                    f"/content/costs/dcc_lines/{place}/{stage.value}/source", message, mend, about=line.ref
                )


def _others(text: str, own: Sequence[str]) -> list[str]:
    """The modifications that a text names and that it is not about; none if it names one of its own too."""
    if "P" not in text:
        return []
    named = {_digits(ref) for ref in own}
    found = [
        found.group()
        for found in _REFERENCE.finditer(text)
        if not _RELATION.search(text[max(0, found.start() - BEFORE) : found.start()])
    ]
    return [] if any(_digits(ref) in named for ref in found) else list(dict.fromkeys(found))


def _digits(ref: str) -> tuple[int, str]:
    found = re.search(r"(?<!\d)(\d+)([A-Z]?)$", ref)
    return (int(found[1]), found[2]) if found else (0, "")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
