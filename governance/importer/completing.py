"""Completing a plain document: missing optional facts are taken from the stored ones, and references are updated.

The plain form has optional facts, most of which are not printed: links of a point, a cut-off, a rule, an actual date,
the source of an amount. If the document does not state them, the stored ones stay.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from costs.stages import STANDARD
from governance.documents.engine.facts import Cost, Fact, Unset
from governance.documents.engine.schema import extra_of, hints_of
from governance.documents.rid.types.costs import CostCells, CostLine, Costs
from governance.documents.rid.types.rid import RidContent, Step
from governance.documents.rid.types.scope import AreaSummary, Impacts, PartySummary, Point, Scope
from modifications.models.modifications import Modification
from modifications.operations.register import convert_modification
from modifications.queries import current_names, modifications_named
from secrel.core.changes.operations import Actor
from secrel.core.values.references import ModificationReference

OURS = tuple(name for name, hint in hints_of(RidContent).items() if extra_of(hint)["ours"])
"""Facts of a content that the plain form does not have."""
Some = TypeVar("Some", bound=Fact)
Summary = TypeVar("Summary", PartySummary, AreaSummary)


def completed(content: RidContent, stored: RidContent) -> RidContent:
    """The content with missing optional facts filled in from `stored`, the current content of the release."""
    steps = {row.event: row for row in stored.timeline}
    annexes = {(row.label, row.title): row for row in stored.annexes or ()}
    return replace(
        _filled(content, stored, *OURS, "states", "section_notes"),
        release=_filled(content.release, stored.release, "go_live_window"),
        annexes=tuple(
            row
            if row.state
            else _filled(row, annexes.get((row.label, row.title)), "state", "expected", "owner")
            for row in content.annexes or ()
        ),
        scope=_scope(content.scope, stored.scope),
        impacts=_impacts(content.impacts, stored.impacts),
        timeline=tuple(_step(row, steps.get(row.event)) for row in content.timeline),
        costs=_costs(content.costs, stored.costs),
    )


def _filled(stated: Some, stored: Fact | None, *names: str) -> Some:
    """The fact with these fields taken from the stored one where it does not state them."""
    missing = {name: getattr(stored, name, UNSET) for name in names if getattr(stated, name) is UNSET}
    return replace(stated, **missing) if missing else stated


def _state_of(stated: Sequence[Any], stored: Sequence[Any], name: str) -> tuple[str, ...]:
    """The field with the state of a list, if the stored state can be that of the stated list: both are empty."""
    return () if stated or stored else (name,)


def _scope(stated: Scope, stored: Scope) -> Scope:
    entries_by_ref = {entry.ref: entry for entry in stored.entries}
    optional = ("cut_off", "system_impact", "url")
    approved, targeted = (
        tuple(_filled(entry, entries_by_ref.get(entry.ref), *optional) for entry in entries)
        for entries in (stated.approved, stated.targeted)
    )
    state = _state_of(stated.change_requests, stored.change_requests, "change_requests_state")
    whole = _filled(stated, stored, "additions", *state)
    return replace(whole, approved=approved, targeted=targeted)


def _impacts(stated: Impacts, stored: Impacts) -> Impacts:
    states = (
        *_state_of(stated.documents, stored.documents, "documents_state"),
        *_state_of(stated.other_codes, stored.other_codes, "other_codes_state"),
    )
    whole = _filled(stated, stored, "documents_provisional", *states)
    parties = {(row.participant, point.text): point for row in stored.party_summaries for point in row.points}
    areas = {(row.area, point.text): point for row in stored.dcc_summaries for point in row.points}
    documents = {row.document: row for row in stored.documents}
    return replace(
        whole,
        documents=tuple(_filled(row, documents.get(row.document), "sources") for row in stated.documents),
        party_summaries=tuple(_summary(row, row.participant, parties) for row in stated.party_summaries),
        dcc_summaries=tuple(_summary(row, row.area, areas) for row in stated.dcc_summaries),
    )


def _summary(row: Summary, whose: str, stored: Mapping[tuple[str, str], Point]) -> Summary:
    points = tuple(_filled(point, stored.get((whose, point.text)), "modifications") for point in row.points)
    return replace(row, points=points)


def _step(row: Step, stored: Step | None) -> Step:
    is_same_day = stored is not None and stored.when == row.when
    return _filled(row, stored, "rule", "actual", *(["planned"] if is_same_day else []))


def _costs(stated: Costs, stored: Costs) -> Costs:
    lines = {line.ref: line for line in stored.dcc_lines}
    whole = _filled(stated, stored, "change_request_lines", "yearly", "stages")
    for name in ("secas_implementation", "secas_project_management"):
        effort, other = getattr(whole, name), getattr(stored, name)
        if effort and other and effort.amount == other.amount:
            whole = replace(whole, **{name: _filled(effort, other, "qualifiers")})
    if whole.combined and stored.combined:
        whole = replace(whole, combined=_filled(whole.combined, stored.combined, "further"))
    return replace(whole, dcc_lines=tuple(_line(line, lines.get(line.ref)) for line in stated.dcc_lines))


def _line(line: CostLine, stored: CostCells | None) -> CostLine:
    cells = {}
    for stage, cell in line.stated().items():
        other = stored.of(stage) if stored else UNSET
        is_same = other and _compared_cost(cell) == _compared_cost(other)
        cells[stage] = _filled(cell, other or None, "reason", "source", "qualifiers") if is_same else cell
    further = {stage: cell for stage, cell in cells.items() if stage not in STANDARD}
    standard = {stage: cell for stage, cell in cells.items() if stage in STANDARD}
    whole = replace(line, **standard, **({"further": further} if further else {}))
    return _filled(whole, stored, "further")


def _compared_cost(cell: Cost) -> tuple[str, str | None, str | Unset]:
    """Status and amounts of a cell, with quoted amounts as firm."""
    return "firm" if cell.status == "quoted" else cell.status, cell.amount, cell.amount_to


def current_references(by: Actor, content: RidContent, on: date) -> dict[str, str]:
    """The current references of modifications under other ones in the content, by these. Proposals that it has as MP
    are converted."""
    stated = sorted(_references(content))
    names = current_names(stated)
    others = {ref: other for ref in stated if ref not in names and (other := _other_form(ref))}
    here = modifications_named(others.values())
    found = names | {
        ref: _converted(by, here[other], other, on) for ref, other in others.items() if other in here
    }
    return {old: found[old] for old in stated if found.get(old, old) != old}


def _references(content: RidContent) -> set[str]:
    scope = [entry.ref for entry in content.scope.entries]
    ticked = [ref for row in content.impacts.documents for ref in row.modifications]
    lines = [line.ref for line in content.costs.dcc_lines]
    return {*scope, *ticked, *lines, *content.impacts.participants}


def _other_form(reference: str) -> str:
    """The reference that a modification has or had as a Draft Proposal, or once converted; "" if it has none."""
    form = ModificationReference.parse(reference)
    other = {"MP": "DP", "DP": "MP"}.get(form.prefix)
    return str(ModificationReference(form.number, form.suffix, other)) if other else ""


def _converted(by: Actor, modification: Modification, other: str, on: date) -> str:
    """The current reference of a modification found under its other form, converted if the document has it as MP."""
    if other.startswith("DP") and modification.reference.startswith("DP"):
        modification = convert_modification(by=by, modification=modification, on=on)
    return modification.reference


def renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value
