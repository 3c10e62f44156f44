"""How a place in a content, and a value there, are said to a reader who compares two versions."""

from decimal import InvalidOperation
from typing import Any

from governance.categories import Category
from governance.documents import wording
from governance.documents.rid import SECTIONS
from governance.documents.sections.costs import STAGES, UNKNOWN
from governance.documents.text import pounds
from modifications.participants import AUDIENCES, Participant

CONTENTS = {key: name for section in SECTIONS for key, name in section.contents.items()}
"""The keys of a content in the order of the document, as a reader knows them."""
NAMES = {field: name for section in SECTIONS for field, name in section.names.items()}
VALUES = {
    **dict(Participant.choices),
    "system_impacting": "system-impacting",
    "document_only": "document-only",
    "unknown": "to come",
    "items": "listed",
}
Data = dict[str, Any]


def content_name(key: str) -> str:
    """A key of the content, also one that no section names: what differs there is never passed over."""
    return CONTENTS.get(key, key.replace("_", " ").capitalize())


def place(path: tuple[str, ...]) -> str:
    """The last step of a path to a named field, as a reader would say it."""
    step = path[-1]
    if path[0] == "acceptance" and len(path) == 2 and step in Category.values:
        return f"{step} criteria"
    return NAMES.get(step, step.replace("_", " "))


def entry(item: Any, number: int) -> str:
    """An entry of a list by what it is about; its number where it is about nothing with a name."""
    if isinstance(item, dict):
        if item.get("participant"):
            return AUDIENCES.get(item["participant"], item["participant"])
        for name in ("event", "ref", "document", "area", "version", "label"):
            if item.get(name):
                return str(item[name])
    return str(number)


def is_value(value: Any) -> bool:
    """Whether it is said as one: a plain value, a date, a cost, an effort, a rule, a list of short names."""
    if isinstance(value, dict):
        return bool({"precision", "amount", "working_days"} & value.keys())
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, str) and item.count(" ") < 4 for item in value)
    return True


def said(value: Any) -> str:
    """A value, or a whole entry, as a reader would say it; empty for what is not there."""
    if value is None or value == [] or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(item) for item in value)
    if isinstance(value, dict):
        return _of_shape(value)
    return VALUES.get(value, str(value)) if isinstance(value, str) else str(value)


def _of_shape(value: Data) -> str:
    if "precision" in value:
        return value["label"] or "to be set"
    if "days" in value:
        return f"{wording.days(str(value['days']))} ({_money(value['amount'])})"
    if "amount" in value:
        return _cost(value)
    if "working_days" in value:
        return wording.rule(value["working_days"], value["of"])
    if "text" in value:
        return " – ".join([value["text"], *value.get("sub", ())])
    if "event" in value:
        return ": ".join(filter(None, [said(value["when"]), value["event"]]))
    stages = [f"{NAMES[stage]}: {said(value[stage])}" for stage in STAGES if stage in value]
    parts = [value.get("title"), value.get("status"), said(value.get("modifications")), "; ".join(stages)]
    return ", ".join(str(part) for part in parts if part)


def _money(amount: str) -> str:
    """In pounds; as it stands where it is no amount, as a comparison reads what no schema has seen."""
    try:
        return pounds(amount)
    except InvalidOperation:
        return amount


def _cost(cost: Data) -> str:
    if cost["amount"] is None:
        shown = UNKNOWN.get(cost["status"], "TBC")
    else:
        shown = _money(cost["amount"]) + (" (estimate)" if cost["status"] == "estimate" else "")
    notes = [cost[name] for name in ("reason", "source") if cost.get(name)]
    return ", ".join([shown, *notes])
