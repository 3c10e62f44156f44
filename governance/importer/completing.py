"""What a plain document leaves unsaid: the facts that are stored stay, and references are today's.

The plain form has optional facts that a document need not hold, most of which are not printed: links of a
point, a cut-off, a rule, an actual date, the source of an amount. That they are absent says nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from governance.documents.engine.facts import Cost, Fact
from governance.documents.engine.schema import extra_of, hints_of
from governance.documents.rid.types.costs import CostCells, CostLine, Costs
from governance.documents.rid.types.rid import RidContent, Step
from governance.documents.rid.types.scope import AreaSummary, Impacts, PartySummary, Point, Scope
from modifications.operations.register import convert_modification
from modifications.queries import find
from secrel.core.changes.operations import Actor
from secrel.core.values.references import ModificationReference

OURS = tuple(name for name, hint in hints_of(RidContent).items() if extra_of(hint)["ours"])
"""Facts of a content that a plain document cannot say."""
Some = TypeVar("Some", bound=Fact)
Summary = TypeVar("Summary", PartySummary, AreaSummary)


def completed(content: RidContent, stands: RidContent) -> RidContent:
    """The content with the stored optional facts where it has none; `stands` is what the release says now."""
    steps = {row.event: row for row in stands.timeline}
    return replace(
        _keep(content, stands, *OURS),
        scope=_scope(content.scope, stands.scope),
        impacts=_impacts(content.impacts, stands.impacts),
        timeline=tuple(_step(row, steps.get(row.event)) for row in content.timeline),
        costs=_costs(content.costs, stands.costs),
    )


def _keep(said: Some, stored: Fact | None, *names: str) -> Some:
    """The fact with the stored one's fields of these names where it states none."""
    kept = {name: getattr(stored, name, UNSET) for name in names if getattr(said, name) is UNSET}
    return replace(said, **kept) if kept else said


def _scope(said: Scope, stands: Scope) -> Scope:
    stored = {entry.ref: entry for entry in stands.entries}
    optional = ("cut_off", "system_impact", "url")
    approved, targeted = (
        tuple(_keep(entry, stored.get(entry.ref), *optional) for entry in entries)
        for entries in (said.approved, said.targeted)
    )
    whole = _keep(said, stands, "additions", "change_requests_state")
    return replace(whole, approved=approved, targeted=targeted)


def _impacts(said: Impacts, stands: Impacts) -> Impacts:
    whole = _keep(said, stands, "documents_provisional", "documents_state", "other_codes_state")
    parties = {(row.participant, point.text): point for row in stands.party_summaries for point in row.points}
    areas = {(row.area, point.text): point for row in stands.dcc_summaries for point in row.points}
    return replace(
        whole,
        party_summaries=tuple(_summary(row, row.participant, parties) for row in said.party_summaries),
        dcc_summaries=tuple(_summary(row, row.area, areas) for row in said.dcc_summaries),
    )


def _summary(row: Summary, whose: str, stored: Mapping[tuple[str, str], Point]) -> Summary:
    points = tuple(_keep(point, stored.get((whose, point.text)), "modifications") for point in row.points)
    return replace(row, points=points)


def _step(row: Step, stored: Step | None) -> Step:
    is_same_day = stored is not None and stored.when == row.when
    return _keep(row, stored, "rule", "actual", *(["planned"] if is_same_day else []))


def _costs(said: Costs, stands: Costs) -> Costs:
    lines = {line.ref: line for line in stands.dcc_lines}
    whole = _keep(said, stands, "change_request_lines")
    return replace(whole, dcc_lines=tuple(_line(line, lines.get(line.ref)) for line in said.dcc_lines))


def _line(line: CostLine, stored: CostCells | None) -> CostLine:
    cells = {}
    for stage, cell in line.stated().items():
        other = stored.of(stage) if stored else UNSET
        is_same = other and _stands_for(cell) == _stands_for(other)
        cells[stage] = _keep(cell, other or None, "reason", "source") if is_same else cell
    return replace(line, **cells)


def _stands_for(cell: Cost) -> tuple[str, str | None]:
    """What a cell says; a firm amount is the same as a quoted one."""
    return "firm" if cell.status == "quoted" else cell.status, cell.amount


def in_present_names(by: Actor, content: RidContent, on: date) -> RidContent:
    """The content with every modification under its present reference; a converted proposal is converted."""
    names = {ref: _present(by, ref, on) for ref in sorted(_references(content))}
    if all(old == new for old, new in names.items()):
        return content
    return RidContent.of_data(_renamed(content.as_data(), names))


def _references(content: RidContent) -> set[str]:
    scope = [entry.ref for entry in content.scope.entries]
    ticked = [ref for row in content.impacts.documents for ref in row.modifications]
    lines = [line.ref for line in content.costs.dcc_lines]
    return {*scope, *ticked, *lines, *content.impacts.participants}


def _present(by: Actor, reference: str, on: date) -> str:
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
