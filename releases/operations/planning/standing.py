"""Where the parts of a scope stand, changed together: status, cut-off, impact on DCC Systems, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from modifications.models.modifications import Modification, Part
from modifications.next_steps import StepFacts
from modifications.operations.progress import set_next_steps
from modifications.operations.register import change_modification
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.scope import add_to_scope, change_scope_item
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate

UNCHANGED: Any = object()
"""A cell of a standing that was not edited."""
_MOVES = {
    "targeted": {"candidate": "target", "out": "target"},
    "approved": {"candidate": "approve", "targeted": "approve"},
    "candidate": {"out": "reconsider", "targeted": "reconsider"},
    "out": {"candidate": "take_out", "targeted": "take_out", "approved": "take_out"},
}
"""By the status that an item gets, the move from each status that it may have."""


@dataclass(frozen=True)
class Standing:
    """Where a part stands in a release: its status there, its cut-off, whether DCC Systems change, and what comes next.

    `step` replaces the open step, or becomes one.
    """

    part: Part
    status: str = UNCHANGED
    cut_off_on: date | None = UNCHANGED
    impacts_dcc_systems: bool | None = UNCHANGED
    step: str = UNCHANGED
    expected: PartialDate = UNCHANGED


@operation("releases.set_standings", Permission.EDIT_RELEASES)
def set_standings(
    *, by: Actor, release: Release, standings: Iterable[Standing], token: Token, reason: str = "", on: date
) -> Release:
    """Change where parts stand in a release, all or none. A part that is not in its scope enters it."""
    rows = list(standings)
    section = lock_section(release, Section.Key.SCOPE)
    if token != AS_STORED and token != section.token:
        take_token(section, token, dict, "The scope")
    common: dict[str, Any] = {"by": by, "reason": reason, "on": on}
    items = {item.part_id: item for item in release.scope.select_related("release", "part__modification")}
    for row in rows:
        try:
            _stand(release, row, items.get(row.part.pk), common)
        except RuleBroken as broken:
            raise RuleBroken(f"{row.part}: {broken.sentence}", field=broken.field) from broken
    record(
        target=Target.RELEASE_PAGE(release.slug, "standing"),
        label=f"Where modifications stand in the {release}",
        changes={"modifications": [None, [str(row.part) for row in rows]]},
        reason=reason,
        on=on,
    )
    return release


def _stand(release: Release, row: Standing, item: ScopeItem | None, common: dict[str, Any]) -> None:
    cut_off = None if row.cut_off_on is UNCHANGED else row.cut_off_on
    if item is None:
        status = "candidate" if row.status is UNCHANGED else row.status
        if status == "out":
            raise RuleBroken(f"It is not in the scope of the {release}, so it cannot leave it.")
        add_to_scope(
            release=release, part=row.part, status=status, description="", cut_off_on=cut_off, **common
        )
    else:
        is_moved = row.status is not UNCHANGED and row.status != item.status
        cut_off = item.cut_off_on if row.cut_off_on is UNCHANGED else cut_off
        if is_moved or cut_off != item.cut_off_on:
            move = _MOVES[row.status].get(item.status, "") if is_moved else ""
            if is_moved and not move:
                raise RuleBroken(
                    f"It is {item.get_status_display().lower()}. Take it out of the scope first."
                )
            change_scope_item(
                item=item,
                token=AS_STORED,
                description=item.description,
                move=move,
                cut_off_on=cut_off,
                **common,
            )
    modification = Modification.objects.get(pk=row.part.modification_id)
    impacts = row.impacts_dcc_systems
    if impacts is not UNCHANGED and impacts != modification.impacts_dcc_systems:
        fields = {"impacts_dcc_systems": impacts}
        change_modification(modification=modification, fields=fields, token=AS_STORED, **common)
    if row.step is not UNCHANGED or row.expected is not UNCHANGED:
        _replace_step(modification, row, common)


def _replace_step(modification: Modification, row: Standing, common: dict[str, Any]) -> None:
    """Change the first open step, or add one."""
    steps, is_done = list[StepFacts](), False
    for stored in modification.next_steps.select_related("body"):
        text, expected, was = stored.step, stored.expected, ""
        if not stored.outcome and not is_done:
            is_done, was = True, stored.step
            text = stored.step if row.step is UNCHANGED else row.step
            expected = stored.expected if row.expected is UNCHANGED else row.expected
        decides = stored.decides if text == stored.step else None
        steps.append(
            StepFacts(text, stored.body, str(expected), stored.by_then, stored.outcome, decides, was=was)
        )
    if not is_done:
        if row.step is UNCHANGED or not row.step:
            raise RuleBroken("Enter the next step as well as its date.", field="step")
        expected = TO_BE_SET if row.expected is UNCHANGED else row.expected
        steps.append(StepFacts(row.step, None, str(expected)))
    if not all(step.step for step in steps):
        raise RuleBroken("A step cannot be emptied. Enter its outcome on the modification if it is over.")
    set_next_steps(by=common["by"], modification=modification, steps=steps, token=AS_STORED, on=common["on"])
