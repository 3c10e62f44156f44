"""What a plain document leaves unsaid: the facts that are stored stay, and references are today's.

The plain form has optional facts that a document need not hold, most of which are not printed: links of a
point, a cut-off, a rule, an actual date, the source of an amount. That they are absent says nothing.
"""

import copy
from typing import Any

from modifications.operations.register import convert_modification
from modifications.queries import find
from secrel.core.changes import Actor
from secrel.core.references import ModificationReference

Data = dict[str, Any]


def completed(content: Data, stands: Data) -> Data:
    """The content with the stored optional facts where it has none; `stands` is what the release says now."""
    content = copy.deepcopy(content)
    scope, impacts = content["scope"], content["impacts"]
    _keep(scope, stands["scope"], "additions", "change_requests_state")
    _keep(impacts, stands["impacts"], "documents_provisional", "documents_state", "other_codes_state")
    stored = {item["ref"]: item for status in ("approved", "targeted") for item in stands["scope"][status]}
    for item in (*scope["approved"], *scope["targeted"]):
        _keep(item, stored.get(item["ref"], {}), "cut_off", "system_impact", "url")
    for name, key in (("party_summaries", "participant"), ("dcc_summaries", "area")):
        points = {
            (entry[key], point["text"]): point
            for entry in stands["impacts"][name]
            for point in entry["points"]
        }
        for entry in impacts[name]:
            for point in entry["points"]:
                _keep(point, points.get((entry[key], point["text"]), {}), "modifications")
    rows = {row["event"]: row for row in stands["timeline"]}
    for row in content["timeline"]:
        stored = rows.get(row["event"], {})
        _keep(row, stored, "rule", "actual", *(["planned"] if stored.get("when") == row["when"] else []))
    _costs(content["costs"], stands["costs"])
    return content


def _keep(said: Data, stored: Data, *names: str) -> None:
    for name in names:
        if name not in said and name in stored:
            said[name] = stored[name]


def _costs(said: Data, stored: Data) -> None:
    _keep(said, stored, "change_request_lines")
    lines = {line["ref"]: line for line in stored["dcc_lines"]}
    for line in said["dcc_lines"]:
        for stage, cell in line.items():
            other = lines.get(line["ref"], {}).get(stage)
            if isinstance(cell, dict) and other and _said(cell) == _said(other):
                _keep(cell, other, "reason", "source")


def _said(cell: Data) -> tuple[str, str | None]:
    """What a cell says; a firm amount is the same as a quoted one."""
    return "firm" if cell["status"] == "quoted" else cell["status"], cell["amount"]


def in_present_names(by: Actor, content: Data, on: Any) -> Data:
    """The content with every modification under its present reference; a converted proposal is converted."""
    names = {ref: _present(by, ref, on) for ref in sorted(_references(content))}
    if all(old == new for old, new in names.items()):
        return content
    return _renamed(content, names)


def _references(content: Data) -> set[str]:
    scope = [item["ref"] for status in ("approved", "targeted") for item in content["scope"][status]]
    ticked = [ref for row in content["impacts"]["documents"] for ref in row["modifications"]]
    lines = [line["ref"] for line in content["costs"]["dcc_lines"]]
    return {*scope, *ticked, *lines, *content["impacts"]["participants"]}


def _present(by: Actor, reference: str, on: Any) -> str:
    known = find(reference)
    if known is None and (form := ModificationReference.parse(reference)).prefix == "MP":
        proposal = find(str(ModificationReference(form.number, form.suffix, "DP")))
        if proposal and proposal.reference.startswith("DP"):
            known = convert_modification(by=by, modification=proposal, on=on)
    return known.reference if known else reference


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value
