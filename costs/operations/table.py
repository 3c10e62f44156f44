"""The cost table as a whole: its cells, and the combined assessment."""

from collections.abc import Iterable
from datetime import date

from costs.models import Basis, CombinedAssessment, CostLine
from costs.operations.cells import CostCellFacts, cell_text, set_cells
from costs.operations.changing import lock_costs, record_costs
from modifications.models.change_requests import ChangeRequest
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation
from secrel.core.changes.permissions import Permission


@operation("costs.write_table", Permission.EDIT_RELEASES)
def write_table(
    *,
    by: Actor,
    release: Release,
    cells: Iterable[CostCellFacts],
    without: Iterable[ChangeRequest] = (),
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Write cells of the table, and remove the shares of the Change Requests in `without`.

    A combined cell to be confirmed is deleted. The combined assessment exists as long as it has a cell or is shared.
    """
    lock_costs(release, token)
    cells, without = list(cells), list(without)
    written = [cell for cell in cells if not (cell.line == CostLine.COMBINED and cell.basis == Basis.TBC)]
    emptied = [cell.stage for cell in cells if cell not in written]
    shares = release.cost_cells.filter(change_request__in=without)
    gone = {str(cell): [cell_text(cell), None] for cell in shares.select_related("change_request")}
    shares.delete()
    release.cost_cells.filter(line=CostLine.COMBINED, stage__in=emptied).delete()
    set_cells(by=by, release=release, cells=written, as_published=True, reason=reason, on=on, token=AS_STORED)
    package = CombinedAssessment.objects.filter(release=release).first()
    if release.cost_cells.filter(line=CostLine.COMBINED).exists() and package is None:
        set_combined(by=by, release=release, shared_with=[], on=on, token=AS_STORED)
    elif (
        package and not package.shared_with and not release.cost_cells.filter(line=CostLine.COMBINED).exists()
    ):
        package.delete()
    record_costs(release, "Cost table", gone | {"cells": [None, len(cells)]}, reason=reason, on=on)


@operation("costs.set_combined", Permission.EDIT_RELEASES)
def set_combined(
    *,
    by: Actor,
    release: Release,
    shared_with: Iterable[str],
    token: Token,
    on: date | None = None,
) -> CombinedAssessment:
    """Record that the release has a combined assessment, and with which Change Requests or others it is shared."""
    lock_costs(release, token)
    combined, _ = CombinedAssessment.objects.update_or_create(
        release=release, defaults={"shared_with": list(shared_with)}
    )
    record_costs(release, "Combined assessment", {"shared_with": [None, combined.shared_with]}, on=on)
    return combined
