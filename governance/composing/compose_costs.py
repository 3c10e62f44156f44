"""Composing the costs of a release's RID from its cost cells."""

from decimal import Decimal

from msgspec import UNSET

from costs.models import CostCell, SecasEffort
from costs.queries import cost_table, secas_efforts
from costs.stages import TABLE_STAGES
from governance.documents.engine.facts import Cost, Effort
from governance.documents.rid.types.costs import ChangeRequestLine, Combined, CostLine, Costs
from releases.models.releases import Release
from releases.models.scope import ScopeItem


def compose_costs(release: Release, items: list[ScopeItem], notes: list[str]) -> Costs:
    """The costs of secrel.rid/1, with additional lines for shares of Change Requests."""
    table = cost_table(release, items)
    total = table.total
    efforts = secas_efforts(release)
    return Costs(
        dcc_total=Cost(status=str(total.status), amount=_pounds(total.amount)),
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
    )


def _cells(cells: dict[str, CostCell]) -> dict[str, Cost]:
    return {stage.value: _cell(cells[stage]) for stage in TABLE_STAGES if stage in cells}


def _cell(cell: CostCell) -> Cost:
    return Cost(
        status=str(cell.basis),
        amount=_pounds(cell.amount),
        reason=cell.reason or UNSET,
        source=cell.source or UNSET,
    )


def _pounds(amount: Decimal | None) -> str | None:
    """An amount with pence only if there are any."""
    return None if amount is None else f"{amount:.2f}".removesuffix(".00")


def _effort(effort: SecasEffort | None) -> Effort | None:
    if effort is None:
        return None
    days, amount = effort.days, f"{effort.amount:.2f}".removesuffix(".00")
    return Effort(days=int(days) if days == days.to_integral() else float(days), amount=amount)
