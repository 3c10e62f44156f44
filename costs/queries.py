"""Queries on costs."""

from collections.abc import Iterable
from dataclasses import dataclass

from costs.models import Basis, CostCell, CostLine, SecasEffort
from costs.stages import EXPECTED_STAGES, STANDARD, Stage, ordered_stages
from costs.totals import Total, counted, total_of
from modifications.models.change_requests import ChangeRequest
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.values.related import Related

Cells = dict[str, CostCell]
CELLS: Related[CostCell] = Related(
    "cost_cells", lambda rows: rows.select_related("change_request").order_by("pk")
)


@dataclass(frozen=True)
class CostTable:
    """The DCC cost table of a release: its stages, its lines, the combined assessment (None without one), operational
    costs."""

    stages: dict[str, str]
    """Names by key, in order."""
    rows: list[tuple[ScopeItem, Cells]]
    change_requests: list[tuple[ChangeRequest, Cells]]
    combined: Cells | None
    operational: CostCell | None
    yearly: list[CostCell]

    @property
    def total(self) -> Total:
        """The total of all lines."""
        own = [cells for _, cells in self.rows]
        shares = [cells for _, cells in self.change_requests]
        return total_of(cell.figure for cell in counted(own, self.combined or {}, shares))


def cost_table(release: Release, items: Iterable[ScopeItem]) -> CostTable:
    """A row for each item that impacts DCC systems or has cells. A cell not entered is to be confirmed."""
    cells = CELLS.of(release)
    of_items = {(cell.item_id, cell.stage): cell for cell in cells if cell.line == CostLine.MODIFICATION}
    entered = {item for item, _ in of_items}
    combined = {cell.stage: cell for cell in cells if cell.line == CostLine.COMBINED}
    shares = {cell.change_request: {} for cell in cells if cell.line == CostLine.CHANGE_REQUEST}
    for cell in cells:
        if cell.line == CostLine.CHANGE_REQUEST:
            shares[cell.change_request][cell.stage] = cell
    stages = stages_of(release)
    expected = [stage for stage in stages if stage in EXPECTED_STAGES or stage not in STANDARD]
    return CostTable(
        stages=stages,
        rows=[
            (
                item,
                {
                    stage: of_items.get((item.pk, stage)) or _to_come(stage)
                    for stage in stages
                    if stage in expected or (item.pk, stage) in of_items
                },
            )
            for item in items
            if item.modification.impacts_dcc_systems or item.pk in entered
        ],
        change_requests=sorted(shares.items(), key=lambda pair: pair[0].number),
        combined={stage: combined[stage] for stage in stages if stage in combined}
        if combined or hasattr(release, "combined_assessment")
        else None,
        operational=next((cell for cell in cells if cell.line == CostLine.OPERATIONAL), None),
        yearly=sorted(
            (cell for cell in cells if cell.line == CostLine.YEARLY), key=lambda cell: cell.position or 0
        ),
    )


def stages_of(release: Release) -> dict[str, str]:
    """The names of the stages of a release's cost table by key, in order."""
    return ordered_stages((key, name) for key, name in release.cost_stages)


def combined_stages(stages: Iterable[str]) -> list[str]:
    """Those of the stages that a combined assessment may cost."""
    return [stage for stage in stages if stage != Stage.DESIGN_BUILD_PIT]


def _to_come(stage: str) -> CostCell:
    return CostCell(stage=stage, basis=Basis.TBC)


def secas_efforts(release: Release) -> dict[str, SecasEffort]:
    return {effort.kind: effort for effort in release.secas_efforts.all()}
