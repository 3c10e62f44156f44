"""The schema of secrel.rid/1 as it was agreed first: it has since grown by optional fields only."""

from typing import Any

ADDED = {
    *("states", "section_notes", "sources", "go_live_window"),
    *("amount_to", "qualifiers", "further", "yearly", "stages"),
    *("state", "expected", "owner"),
}
"""Names of the optional fields that were added since."""
DEFINED = {"list_statement"}
"""Definitions that only these fields use."""


def as_first_agreed(rule: Any) -> Any:
    """The schema without the fields that were added; an added field that is required stays, and so fails the test."""
    if isinstance(rule, list):
        return [as_first_agreed(one) for one in rule]
    if not isinstance(rule, dict):
        return rule
    whole = dict(rule)
    if isinstance(rule.get("properties"), dict):
        gone = ADDED - set(rule.get("required", ()))
        whole["properties"] = {name: one for name, one in rule["properties"].items() if name not in gone}
    if isinstance(rule.get("$defs"), dict):
        whole["$defs"] = {name: one for name, one in rule["$defs"].items() if name not in DEFINED}
    return {name: as_first_agreed(one) for name, one in whole.items()}
