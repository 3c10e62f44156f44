"""The costs of a document taken over: cells, combined assessment, SECAS's days, notes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from costs.models import Basis, Line, SecasEffort
from costs.operations import Cell, clear_cells, set_cells, set_combined, set_secas_effort
from costs.stages import TABLE_STAGES, Stage
from governance.documents.compose_costs import compose_costs
from modifications.models import ChangeRequest
from releases.models import Release, ScopeItem, Section
from releases.operations.sections import set_notes
from releases.queries import printed_scope, section_notes
from secrel.core.changes import Actor

Data = dict[str, Any]
WITH_AMOUNT = {"firm": Basis.FIRM, "quoted": Basis.FIRM, "estimate": Basis.ESTIMATE}
WITHOUT = {"not_applicable": Basis.NOT_APPLICABLE, "none": Basis.NONE}
PENNY = Decimal("0.01")


def take_over_costs(by: Actor, release: Release, said: Data, on: date) -> None:
    """Bring costs to what the document says; its total is never stored, only what it is made of."""
    items = printed_scope(release)
    notes = section_notes(release)[Section.Key.COSTS]
    if compose_costs(release, items, notes) == said:
        return
    if said.get("notes", []) != notes:
        set_notes(by=by, release=release, key=Section.Key.COSTS, notes=said.get("notes", []), on=on)
    if release.cost_cells.exists() or hasattr(release, "combined_assessment"):
        clear_cells(by=by, release=release, items=items, on=on)
    if "combined" in said:
        set_combined(by=by, release=release, shared_with=said["combined"].get("shared_with", ()), on=on)
    if cells := list(_cells(said, {item.modification.reference: item for item in items})):
        set_cells(by=by, release=release, cells=cells, as_published=True, on=on)
    for kind in SecasEffort.Kind.values:
        _effort(by, release, kind, said[f"secas_{kind}"], on)


def _cells(said: Data, items: dict[str, ScopeItem]) -> Iterator[Cell]:
    for line in said["dcc_lines"]:
        if line["ref"] in items:
            for stage in TABLE_STAGES:
                yield _cell(stage, line[stage], item=items[line["ref"]])
    for stage, cost in said.get("combined", {}).items():
        if stage != "shared_with":
            yield _cell(stage, cost, line=Line.COMBINED)
    for line in said.get("change_request_lines", ()):
        change_request = ChangeRequest.objects.filter(reference=line["ref"]).first()
        for stage in TABLE_STAGES:
            if change_request and stage in line:
                yield _cell(stage, line[stage], line=Line.CHANGE_REQUEST, change_request=change_request)
    if "operational" in said:
        yield _cell(Stage.OPERATIONAL, said["operational"], line=Line.OPERATIONAL)


def _cell(stage: str, cost: Data, **where: Any) -> Cell:
    """What cannot be (an amount to be confirmed) is stored as what it comes nearest to."""
    said = {"reason": cost.get("reason", ""), "source": cost.get("source", "")}
    if cost["amount"] is not None and cost["status"] in WITH_AMOUNT:
        return Cell(stage, WITH_AMOUNT[cost["status"]], Decimal(cost["amount"]), **said, **where)
    return Cell(stage, WITHOUT.get(cost["status"], Basis.TBC), **said, **where)


def _effort(by: Actor, release: Release, kind: str, said: Data | None, on: date) -> None:
    stored = SecasEffort.objects.filter(release=release, kind=kind).first()
    days = Decimal(str(said["days"])).quantize(PENNY) if said else Decimal(0)
    rate = (Decimal(said["amount"]) / days).quantize(PENNY) if said and days else Decimal(0)
    if not days or not rate:
        if stored:
            set_secas_effort(by=by, release=release, kind=kind, days=None, on=on)
    elif stored is None or (stored.days, stored.day_rate) != (days, rate):
        set_secas_effort(by=by, release=release, kind=kind, days=days, day_rate=rate, on=on)
