"""Creating a release from an earlier one."""

from collections.abc import Collection
from datetime import date
from typing import Any

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.register.queries.earlier import EarlierPlan, TakenOver, plan_from
from governance.register.queries.standing import StandingText, taken
from governance.register.timetables import TIMETABLES
from releases.models.releases import Release
from releases.operations.readers import set_readers
from releases.operations.releases import change_release, create_release
from releases.operations.sections import set_notes
from releases.operations.testing import set_test_strategy
from releases.operations.timeline import PlannedRow, add_neighbour, set_timeline
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, give_reason, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import TO_BE_SET


@operation("governance.open_from_earlier", Permission.EDIT_RELEASES)
def open_from_earlier(
    *,
    by: Actor,
    earlier: Release,
    slug: str,
    name: str,
    slot: str,
    go_live_on: date | None,
    take: Collection[str],
    seen: str,
    keep_private: bool = False,
    reason: str = "",
    on: date,
) -> Release:
    """Create a release of the same kind as an earlier one, with what `take` names; never its scope or figures.

    `seen`: the digest of the plan that the person has seen. Raises RuleBroken if the plan is another one now. Without
    its timetable or criteria, the release gets the standard ones of its kind.
    """
    give_reason(f"Created from the {earlier}.")
    plan = plan_from(earlier, go_live_on, take)
    if seen != plan.digest:
        raise RuleBroken(
            f"Check what is taken over from the {earlier}, shown below. Then create the release."
        )
    release = create_release(
        by=by,
        slug=slug,
        name=name,
        slot=slot,
        go_live_on=go_live_on,
        profile=earlier.profile,
        keep_private=keep_private,
        on=on,
    )
    common: dict[str, Any] = {"by": by, "release": release, "token": AS_STORED, "on": on}
    set_timeline(rows=_rows(plan) or TIMETABLES[release.profile], **common)
    _take_texts(plan, common)
    if plan.criteria:
        rows = [(row.category, row.text, row.owner, row.reviewer, row.why) for row in plan.criteria]
        set_criteria(criteria=rows, **common)
    else:
        copy_standard_criteria(by=by, release=release, on=on)
    for row in plan.programmes:
        add_neighbour(by=by, release=release, programme=row.programme, kind=row.kind, note=row.note, on=on)
    if plan.classification not in ("", release.classification):
        change_release(fields={"classification": plan.classification}, **common)
    if plan.bodies or plan.people:
        set_readers(bodies=plan.bodies, people=plan.people, **common)
    labels = [choice.label for choice in TakenOver if choice.value in take]
    record(
        target=Target.RELEASE(slug),
        label=name,
        changes={"created from": [None, earlier.name], "taken over": [None, labels]},
        on=on,
    )
    return Release.objects.get(pk=release.pk)


def _rows(plan: EarlierPlan) -> list[PlannedRow]:
    return [
        PlannedRow(
            row.row.event,
            row.notes,
            TO_BE_SET if row.row.is_go_live else row.row.date,
            is_go_live=row.row.is_go_live,
            rule_days=row.row.rule_days,
            rule_of=row.row.rule_of,
            follows_rule=row.row.follows_rule,
            steps=row.stored.steps,
            body=row.stored.body,
        )
        for row in plan.timetable
    ]


def _take_texts(plan: EarlierPlan, common: dict[str, Any]) -> None:
    dcc, users = _kept(plan.dcc_approach), _kept(plan.user_approach)
    if dcc is not None or users is not None:
        set_test_strategy(dcc_approach=dcc, user_approach=users, **common)
    for key, notes in plan.notes.items():
        if texts := taken(notes):
            set_notes(key=key, notes=texts, **common)


def _kept(texts: list[StandingText] | None) -> list[str] | None:
    """None, which is the standard text, also where nothing is left."""
    return None if texts is None else taken(texts) or None
