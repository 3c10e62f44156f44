"""Names of fields and texts of values, as shown in a comparison of two versions."""

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import InvalidOperation
from functools import lru_cache
from typing import Any

from costs.figures import in_words
from costs.stages import STANDARD
from governance.documents.engine.facts import Cost, Effort, Fact, When
from governance.documents.engine.schema import extra_of, hints_of
from governance.documents.engine.text import long_date, pounds
from governance.documents.rid import wording
from governance.documents.rid.document import SECTIONS
from governance.documents.rid.sections.cost_sentences import yearly_sentence
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.costs import CostCells, StageName, YearlyCost
from governance.documents.rid.types.rid import CriterionOwner, DateRule, GoLiveWindow, Step
from governance.documents.rid.types.scope import AreaSummary, DocumentSource, PartySummary, ScopeEntry
from governance.documents.rid.types.states import ListStatement
from governance.documents.rid.wording import NO_FURTHER
from modifications.participants import ALL_PARTIES, AUDIENCES, Participant

CONTENTS = {key: name for section in SECTIONS for key, name in section.contents.items()}
"""Names of the keys of a content, in document order."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
VALUES = {
    **dict(Participant.choices),
    ALL_PARTIES: AUDIENCES[ALL_PARTIES],
    "system_impacting": "system-impacting",
    "document_only": "document-only",
    "unknown": "to come",
    "not_stated": "not stated",
    "not_applicable": "not applicable",
    "to_come": "to come",
    "items": "listed",
}


def content_name(key: str) -> str:
    """The name of a key of the content, also of one that no section names."""
    return CONTENTS.get(key, key.replace("_", " ").capitalize())


@lru_cache
def field_name(kind: type[Fact], field: str) -> str:
    """The name of a field of a fact."""
    label: str = extra_of(hints_of(kind).get(field))["label"]
    return label or field.replace("_", " ")


def own_value(value: Any) -> str | None:
    """The text of a fact as a RID prints it; None for what is shown as in any document."""
    return display_value(value) if isinstance(value, Fact) and not isinstance(value, When) else None


def display_value(value: Any) -> str:
    """The text of a value or a whole entry; empty if there is none."""
    if value is None or value == () or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        has_commas = any(isinstance(item, StageName | DocumentSource) for item in value)
        return ("; " if has_commas else ", ").join(display_value(item) for item in value)
    if isinstance(value, StageName):
        return value.name
    if isinstance(value, DocumentSource):
        return ", ".join(
            filter(
                None, [wording.source(value.kind, value.clause or "", edition(LATEST)), value.reference or ""]
            )
        )
    if isinstance(value, When):
        return value.label or "to be set"
    if isinstance(value, Effort):
        amount = in_words(money(value.amount), None, value.qualifiers or ())
        return f"{wording.days(str(value.days))} ({amount})"
    if isinstance(value, Cost):
        return _cost(value)
    if isinstance(value, DateRule):
        return wording.rule(value.working_days, value.of)
    if isinstance(value, Fact):
        return _fact(value)
    if isinstance(value, str) and DAY.fullmatch(value):
        return long_date(value)
    return VALUES.get(value, str(value)) if isinstance(value, str) else str(value)


def _fact(fact: Fact) -> str:
    """A whole fact: its text, or its main facts."""
    if isinstance(fact, YearlyCost):
        with suppress(ValueError):  # unchecked dates
            return yearly_sentence(fact, edition(LATEST))
    if isinstance(fact, GoLiveWindow) and (fact.earliest or fact.latest):
        return fact.value.text
    if isinstance(fact, ListStatement):
        return ", ".join(filter(None, [VALUES.get(fact.state, fact.state), fact.reason or ""]))
    if isinstance(fact, Step):
        return ": ".join(filter(None, [display_value(fact.when), fact.event]))
    if isinstance(fact, PartySummary | AreaSummary):
        return " ".join(_fact(point) for point in fact.points) or NO_FURTHER
    text = None if isinstance(fact, ScopeEntry) else getattr(fact, "text", None)
    if text is not None:
        return " – ".join([text, *(getattr(fact, "sub", None) or ())])
    parts = [
        getattr(fact, "title", ""),
        getattr(fact, "status", ""),
        display_value(getattr(fact, "state", "") or ""),
        ", ".join(getattr(fact, "modifications", None) or ()),
        display_value(getattr(fact, "sources", None) or ()),
        "; ".join(_stages(fact)) if isinstance(fact, CostCells) else "",
        *((fact.owner, f"reviewed by {fact.reviewer}") if isinstance(fact, CriterionOwner) else ()),
    ]
    return ", ".join(str(part) for part in parts if part)


def _stages(cells: CostCells) -> Iterator[str]:
    for stage, cost in cells.stated().items():
        name = STANDARD.get(stage) or stage.replace("_", " ").capitalize()
        yield f"{name}: {display_value(cost)}"


def money(amount: str) -> str:
    """In pounds; unchanged if it is not an amount, as comparisons also read unchecked data."""
    try:
        return pounds(amount)
    except InvalidOperation:
        return amount


def _cost(cost: Cost) -> str:
    if cost.amount is None:
        names = edition(LATEST).CELLS
        shown = names.get(cost.status, names["without_amount"])
    else:
        amount_to = money(cost.amount_to) if cost.amount_to else None
        shown = in_words(money(cost.amount), amount_to, cost.qualifiers or ())
        shown += " (estimate)" if cost.status == "estimate" else ""
    return ", ".join([shown, *(note for note in (cost.reason, cost.source) if note)])
