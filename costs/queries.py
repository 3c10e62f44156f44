"""What is asked of costs."""

from collections.abc import Iterable

from costs.models import Basis, CostCell, SecasEffort, Stage
from releases.models import Release, ScopeItem


def cost_rows(items: Iterable[ScopeItem]) -> list[tuple[ScopeItem, dict[str, CostCell]]]:
    """A row for every item that impacts the DCC's systems; cells not entered are to be confirmed."""
    items = [item for item in items if item.modification.impacts_dcc_systems]
    entered = {(cell.item_id, cell.stage): cell for cell in CostCell.objects.filter(item__in=items)}
    return [
        (
            item,
            {
                stage: entered.get((item.pk, stage)) or CostCell(item=item, stage=stage, basis=Basis.TBC)
                for stage in Stage.values
            },
        )
        for item in items
    ]


def secas_efforts(release: Release) -> dict[str, SecasEffort]:
    return {effort.kind: effort for effort in release.secas_efforts.all()}
