"""The sentences about the criteria, annexes, glossary and statements about lists of a RID."""

from governance.documents.engine.diff.comparison import Comparison, Sentence
from governance.documents.engine.diff.dates import date_sentence
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import (
    entry_phrase,
    holder,
    quoted,
)
from governance.documents.engine.diff.sentences import counts_of
from governance.documents.rid.changes.phrases import above, on_date


def _criterion(found: Found, comparison: Comparison) -> str:
    row, number, category = found.entry, found.last.name, found.place.field
    name = "" if category == "general" else f"{category} "
    if found.kind == "removed":
        return f"{name}criterion {number} is removed: {quoted(row.text)}"
    has_owner = row.owner and row.reviewer
    owner = f", owned by {_the(row.owner)} and reviewed by {_the(row.reviewer)}" if has_owner else ""
    return f"{name}criterion {number} is added{owner}: {quoted(row.text)}"


def _the(body: str) -> str:
    """The DCC, the Operations Group, SECAS."""
    return body if body == "SECAS" else f"the {body}"


def _criterion_field(what: str) -> Sentence:
    def said(found: Found, comparison: Comparison) -> str:
        number, category = found.steps[-2].name, found.steps[-3].key
        criterion = f"{'' if category == 'general' else f'{category} '}criterion {number}"
        if what == "text":
            told = f"is reworded: {counts_of(found)}" if found.words else f"now reads {quoted(found.after)}"
            return f"{criterion} {told}"
        does = "owned" if what == "owner" else "reviewed"
        if not found.new:
            return f"{criterion} no longer states by whom it is {does}; before, by {_the(found.before)}"
        before = f"; before, by {_the(found.before)}" if found.before else ""
        return f"{criterion} is now {does} by {_the(found.after)}{before}"

    return said


def _statement(found: Found, comparison: Comparison) -> str:
    name = entry_phrase(found.last)
    if found.kind == "removed":
        return f"of {name}, the document says nothing any more; before, it said {quoted(found.before)}"
    return f"of {name}, the document now says {quoted(found.after)}"


def _said_of_list(found: Found, comparison: Comparison) -> str:
    before = f"; before, it said {quoted(found.before)}" if found.before else ""
    return f"of {holder(found.steps[:-1])}, the document now says {quoted(found.after)}{before}"


def _annex(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    title = f" {quoted(row.title)}" if row.title else ""
    if found.kind == "removed":
        return f"{name}{title} is removed"
    expected = f", expected {on_date(row.expected)}" if row.expected and row.expected.label else ""
    return f"{name}{title} is added{f'; it is still to come{expected}' if row.is_to_come else ''}"


def _annex_state(found: Found, comparison: Comparison) -> str:
    name = above(found)
    return f"{name} is now to come" if found.new == "to_come" else f"{name} is there; before, it was to come"


def _expected(found: Found, comparison: Comparison) -> str:
    name = above(found)
    if found.kind == "added":
        return f"{name} is expected {on_date(found.new) or 'at a time still to be set'}"
    if found.kind == "removed":
        return f"it is no longer stated when {name} is expected"
    return date_sentence(found, f"the date when {name} is expected")


def _annex_owner(found: Found, comparison: Comparison) -> str:
    name = above(found)
    if found.kind == "removed":
        return f"it is no longer stated who provides {name}"
    before = f"; before, it was to come from {found.before}" if found.before else ""
    return f"{name} is to come from {found.after}{before}"


def _term(found: Found, comparison: Comparison) -> str:
    name = found.last.name
    if found.kind == "added":
        return f"{name} is added to the glossary: {quoted(found.after)}"
    if found.kind == "removed":
        return f"{name} is removed from the glossary"
    return f"{name} is now explained as {quoted(found.after)} in the glossary; before: {quoted(found.before)}"


SENTENCES: dict[tuple[str, str], Sentence] = {
    ("CriterionRow", ""): _criterion,
    ("CriterionRow", "text"): _criterion_field("text"),
    ("CriterionRow", "owner"): _criterion_field("owner"),
    ("CriterionRow", "reviewer"): _criterion_field("reviewer"),
    ("ListStatement", "state"): _said_of_list,
    ("Annex", "expected"): _expected,
    ("Annex", "owner"): _annex_owner,
    ("ListStatement", ""): _statement,
    ("Annex", ""): _annex,
    ("Annex", "state"): _annex_state,
    ("RidContent", "glossary"): _term,
}
