"""The operational costs a year."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from costs.models import CostLine
from costs.operations.cells import CostCellFacts, cell_text, set_cells
from costs.operations.changing import lock_costs, record_costs
from costs.stages import Stage
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation
from secrel.core.changes.permissions import Permission


@operation("costs.set_yearly", Permission.EDIT_RELEASES)
def set_yearly_costs(
    *,
    by: Actor,
    release: Release,
    costs: Iterable[CostCellFacts],
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Replace the operational costs a year, in order; `stage`, `line` and `position` of the facts are set here."""
    lock_costs(release, token)
    stored = release.cost_cells.filter(line=CostLine.YEARLY).order_by("position")
    before = [cell_text(cell) for cell in stored]
    place: dict[str, Any] = {
        "stage": Stage.OPERATIONAL.value,
        "line": CostLine.YEARLY,
        "item": None,
        "change_request": None,
    }
    cells = [replace(cost, **place, position=number) for number, cost in enumerate(costs, start=1)]
    stored.filter(position__gt=len(cells)).delete()
    if cells:
        set_cells(
            by=by, release=release, cells=cells, as_published=True, reason=reason, on=on, token=AS_STORED
        )
    after = [cell_text(cell) for cell in release.cost_cells.filter(line=CostLine.YEARLY).order_by("position")]
    record_costs(release, "Operational costs a year", {"yearly": [before, after]}, reason=reason, on=on)
