"""One change for several modifications: analyst, target, next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from modifications.models import Modification
from modifications.operations.progress import set_next_steps
from modifications.operations.register import change_modification
from releases.models import Release, ScopeItem
from releases.operations.scope import add_to_scope, move_between
from secrel.core.changes import Actor, operation, record
from secrel.core.errors import RuleBroken
from secrel.core.models import Body, User
from secrel.core.partial_dates import TO_BE_SET, PartialDate
from secrel.core.permissions import Permission


@dataclass(frozen=True)
class BulkChange:
    """What is set for each; None and empty stay as they are."""

    lead_analyst: User | None = None
    to_release: Release | None = None
    step: str = ""
    body: Body | None = None
    expected: PartialDate = TO_BE_SET


@operation("releases.change_many", Permission.EDIT_RELEASES)
def change_many(
    *, by: Actor, modifications: Iterable[Modification], change: BulkChange, reason: str = "", on: date
) -> list[Modification]:
    """Change all of them, or none. Raises RuleBroken that names the first one which it cannot be done for."""
    done = []
    for modification in sorted(modifications, key=lambda row: row.pk):
        try:
            if _change_one(by, modification, change, reason, on):
                done.append(modification)
        except RuleBroken as broken:
            raise RuleBroken(f"{modification.reference}: {broken.sentence}") from broken
    if not done:
        raise RuleBroken("Nothing would change: they say this already, or nothing was chosen.")
    record(
        target="modifications",
        label=f"{len(done)} modifications together",
        changes={"modifications": [None, [row.reference for row in done]]},
        reason=reason,
        on=on,
    )
    return done


def _change_one(by: Actor, modification: Modification, change: BulkChange, reason: str, on: date) -> bool:
    """Whether anything changed."""
    known = {"by": by, "reason": reason, "on": on}
    changed = False
    if change.lead_analyst and modification.lead_analyst != change.lead_analyst:
        change_modification(modification=modification, fields={"lead_analyst": change.lead_analyst}, **known)
        changed = True
    if change.to_release:
        changed |= _target(modification, change.to_release, known)
    if change.step:
        _add_step(modification, change, known)
        changed = True
    return changed


def _add_step(modification: Modification, change: BulkChange, known: dict[str, Any]) -> None:
    steps = [
        (row.step, row.body, str(row.expected), row.by_then, row.outcome)
        for row in modification.next_steps.select_related("body")
    ]
    steps.append((change.step, change.body, str(change.expected), False, ""))
    set_next_steps(modification=modification, steps=steps, **known)


def _target(modification: Modification, release: Release, known: dict[str, Any]) -> bool:
    """The whole of it into a release: moved from where it is targeted, or added; its description comes later."""
    parts = list(modification.parts.all())
    if len(parts) > 1:
        raise RuleBroken("It is delivered in parts; set the release of each on its own.")
    items = ScopeItem.objects.filter(part=parts[0], status__in=("targeted", "approved"))
    item = items.select_related("release", "part__modification").first()
    if item and item.release == release:
        return False
    if item:
        move_between(item=item, to_release=release, **known)
    else:
        add_to_scope(release=release, part=parts[0], status="targeted", description="", **known)
    return True
