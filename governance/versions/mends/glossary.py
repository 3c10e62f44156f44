"""Corrections of the glossary: acronyms as the text writes them out, and those that the document does not use."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from governance.documents.checks.document import CheckContext, Document
from governance.documents.checks.findings import Finding
from governance.documents.checks.reading.expansions import term_of, written_out
from governance.versions.mends.mend import Mend, listed
from governance.versions.queries.current import CurrentRid
from governance.versions.sheets.glossary import GlossarySheet
from releases.models.releases import Release
from releases.queries import expansions, glossary_token
from secrel.core.editing.sheets.sheet import EditedRow

NO_LONGER_MADE = (
    "The release then has a glossary of its own. It is no longer generated from the text of the document."
)


def add_acronyms(release: Release, current: CurrentRid, findings: Sequence[Finding]) -> Mend | None:
    """Add the acronyms for which the text, and the acronyms known to SECAS, give one term."""
    document = Document(current.rid, CheckContext())
    wanted = [finding.about for finding in findings]
    added = certain_terms(wanted, document.different_texts, expansions())
    if not added:
        return None
    terms = document.glossary
    in_order = list(terms) == sorted(terms)
    names = [*terms, *added]
    entries = [
        EditedRow("", {"acronym": name, "expansion": added[name]}, is_new=True)
        if name in added
        else EditedRow(name, {})
        for name in (sorted(names) if in_order else names)
    ]
    are = "is" if len(added) == 1 else "are"
    return Mend(
        label=f"Add {_counted(added)} to the glossary",
        changes=tuple(f"{name}: {term}" for name, term in added.items()),
        done=f"{listed(list(added))} {are} in the glossary now.",
        token=glossary_token(terms),
        act=_write(release, entries),
        beside="" if release.keeps_glossary else NO_LONGER_MADE,
    )


def remove_unused(release: Release, current: CurrentRid, findings: Sequence[Finding]) -> Mend | None:
    """Take the acronyms that nothing uses out of a glossary that was edited by hand."""
    terms = current.content.glossary
    unused = [finding.about for finding in findings if finding.about in terms]
    if not (unused and release.keeps_glossary):
        return None
    are = "is" if len(unused) == 1 else "are"
    return Mend(
        label=f"Take {_counted(unused)} out of the glossary",
        changes=tuple(f"{name}: {terms[name]}" for name in unused),
        done=f"{listed(unused)} {are} no longer in the glossary.",
        token=glossary_token(terms),
        act=_write(release, [EditedRow(name, {}) for name in terms if name not in unused]),
    )


def certain_terms(wanted: Iterable[str], texts: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """The terms of those acronyms that have only one: as the texts write it out, or else as it is known."""
    wanted = list(dict.fromkeys(wanted))
    ways: dict[str, dict[tuple[str, ...], str]] = {acronym: {} for acronym in wanted}
    for text in texts:
        if "(" in text:
            for acronym, term in written_out(text, {}):
                if acronym in ways:
                    ways[acronym].setdefault(term.words, term.text)
    for acronym in wanted:
        if acronym in known:
            ways[acronym].setdefault(term_of(known[acronym]).words, known[acronym])
    return {acronym: next(iter(found.values())) for acronym, found in ways.items() if len(found) == 1}


def _counted(names: Collection[str]) -> str:
    return "1 acronym" if len(names) == 1 else f"{len(names)} acronyms"


def _write(release: Release, entries: list[EditedRow]) -> Callable[..., Any]:
    """Write the glossary, as its sheet does."""

    def act(**common: Any) -> None:
        GlossarySheet(release).write(entries, **common)

    return act
