"""The stages of a release's cost table."""

from collections.abc import Iterable
from datetime import date

from costs.models import Basis
from costs.operations.changing import lock_costs, record_costs
from costs.queries import stages_of
from costs.stages import STANDARD, ordered_stages, wrong_stages
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation
from secrel.core.changes.permissions import Permission


@operation("costs.set_stages", Permission.EDIT_RELEASES)
def set_stages(
    *,
    by: Actor,
    release: Release,
    stages: Iterable[tuple[str, str]],
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> Release:
    """Set the stages of the release's cost table, each (key, name), in the order of the columns.

    Standard stages keep their names and cannot be left out. Raises RuleBroken if a stage with costs is left out.
    """
    lock_costs(release, token)
    stated = [(key, STANDARD.get(key, name)) for key, name in stages]
    if wrong := wrong_stages(stated):
        raise RuleBroken(wrong)
    ordered = list(ordered_stages(stated).items())
    release = locked_release(release)
    before = stages_of(release)
    gone = before.keys() - dict(ordered).keys()
    if used := release.cost_cells.filter(stage__in=gone).exclude(basis=Basis.TBC).order_by("pk").first():
        where = used.item or used.change_request or "the combined assessment"
        raise RuleBroken(
            f"{before[used.stage]} has costs ({where}), so it cannot be removed. Set its cells to TBC first."
        )
    release.cost_cells.filter(stage__in=gone).delete()
    release.cost_stages = [] if ordered == list(STANDARD.items()) else [list(pair) for pair in ordered]
    release.save(update_fields=["cost_stages"])
    record_costs(
        release,
        "Cost stages",
        {"stages": [list(before.values()), list(stages_of(release).values())]},
        reason=reason,
        on=on,
    )
    return release
