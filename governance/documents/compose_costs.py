"""The costs of a release's RID, composed from its cells."""

from decimal import Decimal
from typing import Any

from costs.models import CostCell, SecasEffort
from costs.queries import cost_table, secas_efforts
from costs.stages import TABLE_STAGES
from releases.models import Release, ScopeItem


def compose_costs(release: Release, items: list[ScopeItem], notes: list[str]) -> dict[str, Any]:
    """The costs of secrel.rid/1; lines for shares of Change Requests are ours."""
    table = cost_table(release, items)
    total = table.total
    efforts = secas_efforts(release)
    content: dict[str, Any] = {
        "dcc_total": {"status": total.status, "amount": _pounds(total.amount)},
        "dcc_lines": [{"ref": item.modification.reference} | _cells(cells) for item, cells in table.rows],
        "secas_implementation": _effort(efforts.get(SecasEffort.Kind.IMPLEMENTATION)),
        "secas_project_management": _effort(efforts.get(SecasEffort.Kind.PROJECT_MANAGEMENT)),
    }
    if table.change_requests:
        content["change_request_lines"] = [
            {"ref": change_request.reference} | _cells(cells)
            for change_request, cells in table.change_requests
        ]
    if table.operational:
        content["operational"] = _cell(table.operational)
    if notes:
        content["notes"] = notes
    if table.combined is not None:
        content["combined"] = {stage: _cell(cell) for stage, cell in table.combined.items()}
        if shared_with := release.combined_assessment.shared_with:
            content["combined"]["shared_with"] = shared_with
    return content


def _cells(cells: dict[str, CostCell]) -> dict[str, Any]:
    return {str(stage): _cell(cells[stage]) for stage in TABLE_STAGES if stage in cells}


def _cell(cell: CostCell) -> dict[str, Any]:
    entry = {"status": str(cell.basis), "amount": _pounds(cell.amount)}
    return entry | {name: said for name in ("reason", "source") if (said := getattr(cell, name))}


def _pounds(amount: Decimal | None) -> str | None:
    """Pence only where there are any."""
    return None if amount is None else f"{amount:.2f}".removesuffix(".00")


def _effort(effort: SecasEffort | None) -> dict[str, Any] | None:
    if effort is None:
        return None
    days = effort.days
    return {
        "days": int(days) if days == days.to_integral() else float(days),
        "amount": _pounds(effort.amount),
    }
