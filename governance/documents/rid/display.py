"""Names of fields and texts of values, as shown in a comparison of two versions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import lru_cache
from typing import Any

from msgspec import UNSET

from costs.figures import in_words
from governance.documents.engine.facts import Cost, Effort, Fact, When
from governance.documents.engine.schema import extra_of, hints_of
from governance.documents.engine.text import long_date, pounds
from governance.documents.rid import wording
from governance.documents.rid.document import SECTIONS
from governance.documents.rid.sections.cost_sentences import yearly_sentence
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.costs import CostCells, StageName, YearlyCost
from governance.documents.rid.types.rid import DateRule, Step
from governance.documents.rid.types.scope import DocumentSource
from modifications.participants import AUDIENCES, Participant

CONTENTS = {key: name for section in SECTIONS for key, name in section.contents.items()}
"""Names of the keys of a content, in document order."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
VALUES = {
    **dict(Participant.choices),
    "system_impacting": "system-impacting",
    "document_only": "document-only",
    "unknown": "to come",
    "not_stated": "not stated",
    "not_applicable": "not applicable",
    "to_come": "to come",
    "items": "listed",
}


@dataclass(frozen=True)
class FactEntry:
    """A fact prepared for comparison: its stated fields, some of them replaced."""

    kind: type[Fact]
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, fact: Fact, **replaced: Any) -> "FactEntry":
        stated = {
            name: value for name in fact.__struct_fields__ if (value := getattr(fact, name)) is not UNSET
        }
        return cls(type(fact), stated | replaced)

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)


def content_name(key: str) -> str:
    """The name of a key of the content, also of one that no section names."""
    return CONTENTS.get(key, key.replace("_", " ").capitalize())


@lru_cache
def field_name(kind: type[Fact], field: str) -> str:
    """The name of a field of a fact."""
    label: str = extra_of(hints_of(kind).get(field))["label"]
    return label or field.replace("_", " ")


def entry_name(item: Any, number: int) -> str:
    """The name of an entry of a list, or its number if it has no name."""
    if isinstance(item, FactEntry):
        if item["participant"]:
            return AUDIENCES.get(item["participant"], item["participant"])
        if issubclass(item.kind, YearlyCost) and item["text"]:
            return str(item["text"])
        for name in ("event", "ref", "document", "area", "version", "label"):
            if item[name]:
                return str(item[name])
    return str(number)


def is_value(value: Any) -> bool:
    """Whether it is shown as one value: a plain value, date, cost, effort, rule, list of short names or of sources."""
    if isinstance(value, tuple):
        return bool(value) and all(
            isinstance(item, StageName | DocumentSource) or (isinstance(item, str) and item.count(" ") < 4)
            for item in value
        )
    return isinstance(value, When | Cost | Effort | DateRule) or not isinstance(
        value, FactEntry | Fact | dict
    )


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
        return _entry(FactEntry.of(value))
    if isinstance(value, FactEntry):
        return _entry(value)
    if isinstance(value, str) and DAY.fullmatch(value):
        return long_date(value)
    return VALUES.get(value, str(value)) if isinstance(value, str) else str(value)


def _entry(entry: FactEntry) -> str:
    if issubclass(entry.kind, YearlyCost):
        return yearly_sentence(YearlyCost(**entry.fields), edition(LATEST))
    if entry["text"] is not None:
        return " – ".join([entry["text"], *(entry["sub"] or ())])
    if issubclass(entry.kind, Step):
        return ": ".join(filter(None, [display_value(entry["when"]), entry["event"]]))
    stages = [
        f"{field_name(entry.kind, name)}: {display_value(value)}"
        for name, value in {**entry.fields, **(entry["further"] or {})}.items()
        if issubclass(entry.kind, CostCells) and isinstance(value, Cost)
    ]
    parts = [
        entry["title"],
        entry["status"],
        display_value(entry["modifications"]),
        display_value(entry["sources"]),
        "; ".join(stages),
    ]
    return ", ".join(str(part) for part in parts if part)


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
