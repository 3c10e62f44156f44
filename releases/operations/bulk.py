"""One change for several modifications: analyst, target, next step; and the paper round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from modifications.models.modifications import Modification
from modifications.operations.progress import confirm_steps, set_next_steps
from modifications.operations.register import change_modification, lock_modification
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.scope import add_to_scope, move_between, move_in_scope
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.models.people import Body, User


@dataclass(frozen=True)
class BulkChange:
    """What is set for each; None and empty stay as they are."""

    lead_analyst: User | None = None
    to_release: Release | None = None
    agreed_by: Body | None = None
    step: str = ""
    body: Body | None = None
    expected: PartialDate = TO_BE_SET


@operation("releases.change_many", Permission.EDIT_RELEASES)
def change_many(
    *, by: Actor, modifications: Iterable[Modification], change: BulkChange, reason: str = "", on: date
) -> list[Modification]:
    """Change all of them, or none. Raises RuleBroken that names the first one which it cannot be done for."""
    rows = sorted(modifications, key=lambda row: row.pk)
    known = {"by": by, "reason": reason, "on": on}
    changed: set[int] = set()
    for act in (
        _target,
        _lead,
        _add_step,
    ):  # scopes first: their sections are locked before modifications are
        for modification in rows:
            try:
                if act(modification, change, known):
                    changed.add(modification.pk)
            except RuleBroken as broken:
                raise RuleBroken(f"{modification.reference}: {broken.sentence}") from broken
    done = [row for row in rows if row.pk in changed]
    if not done:
        raise RuleBroken("Nothing would change: they say this already, or nothing was chosen.")
    record(
        target=Target.SEVERAL_MODIFICATIONS(),
        label=f"{len(done)} modifications together",
        changes={"modifications": [None, [row.reference for row in done]]},
        reason=reason,
        on=on,
    )
    return done


def _lead(modification: Modification, change: BulkChange, known: dict[str, Any]) -> bool:
    if change.lead_analyst is None or modification.lead_analyst == change.lead_analyst:
        return False
    change_modification(
        modification=modification, fields={"lead_analyst": change.lead_analyst}, token=AS_STORED, **known
    )
    return True


def _add_step(modification: Modification, change: BulkChange, known: dict[str, Any]) -> bool:
    if not change.step:
        return False
    modification = lock_modification(modification, AS_STORED)
    steps = [
        (row.step, row.body, str(row.expected), row.by_then, row.outcome, row.decides)
        for row in modification.next_steps.select_related("body")
    ]
    steps.append((change.step, change.body, str(change.expected), False, ""))
    set_next_steps(modification=modification, steps=steps, token=AS_STORED, **known)
    return True


def _target(modification: Modification, change: BulkChange, known: dict[str, Any]) -> bool:
    """The whole of it into the release: moved from where it is targeted, or added; its description comes later."""
    if change.to_release is None:
        return False
    parts = list(modification.parts.all())
    if len(parts) > 1:
        raise RuleBroken("It is delivered in parts; set the release of each on its own.")
    items = ScopeItem.objects.filter(part=parts[0]).select_related("release", "part__modification")
    held = items.filter(status__in=("targeted", "approved")).first()
    there = items.filter(release=change.to_release).first()
    if held and held.release == change.to_release:
        return False
    known = known | {"body": change.agreed_by}
    if held and held.release.is_baselined and change.agreed_by is None:
        raise RuleBroken(
            f"The scope of the {held.release} is baselined: say which body agreed that it leaves."
        )
    if held:
        move_between(item=held, to_release=change.to_release, token=AS_STORED, **known)
    elif there:
        move_in_scope(item=there, move="target", **known)
    else:
        add_to_scope(release=change.to_release, part=parts[0], status="targeted", description="", **known)
    return True


@dataclass(frozen=True)
class ModificationRound:
    """What is said of one modification: its steps anew (None: as they stand), and which of them are confirmed."""

    modification: Modification
    steps: list[tuple[Any, ...]] | None
    confirmed: tuple[int, ...]
    token: int


@operation("releases.paper_round", Permission.EDIT_RELEASES)
def save_round(*, by: Actor, rounds: Iterable[ModificationRound], reason: str = "", on: date) -> None:
    """Confirm and change the next steps of several modifications; raises Stale where one was changed meanwhile."""
    rounds = sorted(rounds, key=lambda row: row.modification.pk)
    for row in rounds:
        token = row.token
        if row.steps is not None:
            set_next_steps(by=by, modification=row.modification, steps=row.steps, token=token, on=on)
            token += 1
        if row.confirmed:
            confirm_steps(by=by, modification=row.modification, positions=row.confirmed, token=token, on=on)
    record(
        target=Target.PAPER_ROUND(),
        label="Paper round",
        changes={"modifications": [None, [row.modification.reference for row in rounds]]},
        reason=reason,
        on=on,
    )
