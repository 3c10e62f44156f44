"""Composing the costs of a release's RID from its cost cells."""

from decimal import Decimal
from typing import Any

from msgspec import UNSET

from costs.figures import Figure
from costs.models import CostCell, SecasEffort
from costs.queries import cost_table, secas_efforts
from costs.stages import STANDARD
from costs.totals import Total
from governance.documents.engine.facts import Cost, Effort, Unset, When
from governance.documents.rid.types.costs import (
    ChangeRequestLine,
    Combined,
    CostLine,
    Costs,
    StageName,
    YearlyCost,
)
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.dates.partial_dates import PartialDate


def compose_costs(release: Release, items: list[ScopeItem], notes: list[str]) -> Costs:
    """The costs of secrel.rid/1, with additional lines for shares of Change Requests."""
    table = cost_table(release, items)
    total = table.total
    efforts = secas_efforts(release)
    return Costs(
        dcc_total=Cost(status=str(total.status), **_amounts(total)),
        dcc_lines=tuple(
            CostLine(ref=item.modification.reference, **_cells(cells)) for item, cells in table.rows
        ),
        secas_implementation=_effort(efforts.get(SecasEffort.Kind.IMPLEMENTATION)),
        secas_project_management=_effort(efforts.get(SecasEffort.Kind.PROJECT_MANAGEMENT)),
        change_request_lines=tuple(
            ChangeRequestLine(ref=change_request.reference, **_cells(cells))
            for change_request, cells in table.change_requests
        )
        or UNSET,
        operational=_cell(table.operational) if table.operational else UNSET,
        notes=tuple(notes) or UNSET,
        combined=UNSET
        if table.combined is None
        else Combined(
            shared_with=tuple(release.combined_assessment.shared_with) or UNSET, **_cells(table.combined)
        ),
        yearly=tuple(map(_yearly, table.yearly)) or UNSET,
        stages=tuple(StageName(key=key, name=name) for key, name in table.stages.items())
        if release.cost_stages
        else UNSET,
    )


def _cells(cells: dict[str, CostCell]) -> dict[str, Any]:
    """The fields of a line: its standard stages, and the release's own in `further`."""
    costs = {stage: _cell(cell) for stage, cell in cells.items()}
    further = {stage: cost for stage, cost in costs.items() if stage not in STANDARD}
    return {stage: costs[stage] for stage in STANDARD if stage in costs} | {"further": further or UNSET}


def _cell(cell: CostCell) -> Cost:
    return Cost(
        status=str(cell.basis),
        **_amounts(cell.figure),
        reason=cell.reason or UNSET,
        source=cell.source or UNSET,
    )


def _amounts(figure: Figure | Total) -> dict[str, Any]:
    return {
        "amount": _pounds(figure.amount),
        "amount_to": UNSET if figure.amount_to is None else _pounds(figure.amount_to),
        "qualifiers": tuple(figure.qualifiers) or UNSET,
    }


def _yearly(cell: CostCell) -> YearlyCost:
    return YearlyCost(
        text=cell.text,
        cost=_cell(cell),
        starts=_when(cell.starts),
        ends=_when(cell.ends),
        years=UNSET if cell.years is None else cell.years,
    )


def _when(value: PartialDate) -> When | Unset:
    if not value:
        return UNSET
    return When(label=value.label, precision=str(value.precision), date=value.date_text)


def _pounds(amount: Decimal | None) -> str | None:
    """An amount with pence only if there are any."""
    return None if amount is None else f"{amount:.2f}".removesuffix(".00")


def _effort(effort: SecasEffort | None) -> Effort | None:
    if effort is None:
        return None
    days, amount = effort.days, f"{effort.amount:.2f}".removesuffix(".00")
    return Effort(
        days=int(days) if days == days.to_integral() else float(days),
        amount=amount,
        qualifiers=tuple(effort.qualifiers) or UNSET,
    )
