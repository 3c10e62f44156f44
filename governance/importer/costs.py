"""Importing the costs of a document: cells, combined assessment, SECAS effort, notes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from costs.figures import Qualifier, in_order
from costs.models import Basis, CostLine, SecasEffort
from costs.operations.cells import CostCellFacts, clear_cells, set_cells
from costs.operations.operational import set_secas_effort
from costs.operations.stages import set_stages
from costs.operations.table import set_combined
from costs.stages import STANDARD, Stage
from governance.composing.compose_costs import compose_costs
from governance.documents.engine.facts import Cost, Effort
from governance.documents.rid.types.costs import Costs
from modifications.models.change_requests import ChangeRequest
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.sections import set_notes
from releases.queries import printed_scope, section_notes
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.dates.partial_dates import PartialDate

WITH_AMOUNT = {"firm": Basis.FIRM, "quoted": Basis.FIRM, "estimate": Basis.ESTIMATE}
WITHOUT = {"not_applicable": Basis.NOT_APPLICABLE, "none": Basis.NONE}
PENNY = Decimal("0.01")


def take_over_costs(by: Actor, release: Release, costs: Costs, on: date) -> None:
    """Store the costs of the document. Its total is not stored, only the cells."""
    items = printed_scope(release)
    notes = section_notes(release)[Section.Key.COSTS]
    if compose_costs(release, items, notes) == costs:
        return
    stated = list(costs.notes or ())
    if stated != notes:
        set_notes(by=by, release=release, key=Section.Key.COSTS, notes=stated, on=on, token=AS_STORED)
    if release.cost_cells.exists() or hasattr(release, "combined_assessment"):
        clear_cells(by=by, release=release, items=items, on=on, token=AS_STORED)
    if [tuple(pair) for pair in release.cost_stages] != _stages(costs):
        release = set_stages(by=by, release=release, stages=_stages(costs), on=on, token=AS_STORED)
    if costs.combined:
        set_combined(
            by=by, release=release, shared_with=costs.combined.shared_with or (), on=on, token=AS_STORED
        )
    if cells := list(_cells(costs, {item.modification.reference: item for item in items})):
        set_cells(by=by, release=release, cells=cells, as_published=True, on=on, token=AS_STORED)
    _effort(by, release, SecasEffort.Kind.IMPLEMENTATION, costs.secas_implementation, on)
    _effort(by, release, SecasEffort.Kind.PROJECT_MANAGEMENT, costs.secas_project_management, on)


def _cells(costs: Costs, items: dict[str, ScopeItem]) -> Iterator[CostCellFacts]:
    for line in costs.dcc_lines:
        if line.ref in items:
            for stage, cost in line.stated().items():
                yield _cell(stage, cost, item=items[line.ref])
    for stage, cost in costs.combined.stated().items() if costs.combined else ():
        yield _cell(stage, cost, line=CostLine.COMBINED)
    for share in costs.change_request_lines or ():
        if change_request := ChangeRequest.objects.filter(reference=share.ref).first():
            for stage, cost in share.stated().items():
                yield _cell(stage, cost, line=CostLine.CHANGE_REQUEST, change_request=change_request)
    if costs.operational:
        yield _cell(Stage.OPERATIONAL, costs.operational, line=CostLine.OPERATIONAL)
    for position, row in enumerate(costs.yearly or (), start=1):
        yield _cell(
            Stage.OPERATIONAL,
            row.cost,
            line=CostLine.YEARLY,
            position=position,
            text=row.text,
            starts=row.starts.value if row.starts else PartialDate(),
            ends=row.ends.value if row.ends else PartialDate(),
            years=row.years or None,
        )


def _stages(costs: Costs) -> list[tuple[str, str]]:
    """The stages of the document, if it has more than the standard ones."""
    names = list(costs.stage_names.items())
    return names if costs.stages or names != list(STANDARD.items()) else []


def _cell(stage: str, cost: Cost, **where: Any) -> CostCellFacts:
    """A cost as a cell. A combination that cannot be stored (an amount to be confirmed) becomes the nearest one."""
    where |= {"reason": cost.reason or "", "source": cost.source or ""}
    if cost.amount is not None and cost.status in WITH_AMOUNT:
        is_estimated = Qualifier.ESTIMATED in (cost.qualifiers or ())
        return CostCellFacts(
            stage,
            Basis.ESTIMATE if is_estimated else WITH_AMOUNT[cost.status],
            Decimal(cost.amount),
            amount_to=Decimal(cost.amount_to) if cost.amount_to else None,
            qualifiers=in_order(cost.qualifiers or ()),
            **where,
        )
    return CostCellFacts(stage, WITHOUT.get(cost.status, Basis.TBC), **where)


def _effort(by: Actor, release: Release, kind: str, effort: Effort | None, on: date) -> None:
    stored = SecasEffort.objects.filter(release=release, kind=kind).first()
    days = Decimal(str(effort.days)).quantize(PENNY) if effort else Decimal(0)
    rate = (Decimal(effort.amount) / days).quantize(PENNY) if effort and days else Decimal(0)
    said = in_order(effort.qualifiers or ()) if effort else ()
    if not days or not rate:
        if stored:
            set_secas_effort(by=by, release=release, kind=kind, days=None, on=on, token=AS_STORED)
    elif stored is None or (stored.days, stored.day_rate, tuple(stored.qualifiers)) != (days, rate, said):
        set_secas_effort(
            by=by,
            release=release,
            kind=kind,
            days=days,
            day_rate=rate,
            qualifiers=said,
            on=on,
            token=AS_STORED,
        )
