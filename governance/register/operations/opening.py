"""Opening a release with the timetable and criteria of its profile, also from a table; changing its profile."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.criteria.queries.standard import standard_criteria
from governance.register.timetables import TIMETABLES
from releases.models.releases import Release
from releases.operations.bulk import add_list_to_scope
from releases.operations.releases import change_release, create_release
from releases.operations.timeline import PlannedRow, set_timeline
from releases.scope_places import ListedItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body


@operation("governance.open_release", Permission.EDIT_RELEASES)
def open_release(
    *,
    by: Actor,
    slug: str,
    name: str,
    slot: str,
    go_live_on: date | None,
    profile: str,
    keep_private: bool = False,
    timetable: Iterable[PlannedRow] | None = None,
    reason: str = "",
    on: date,
) -> Release:
    """Open a release with the standard criteria of its profile, and its standard timetable or another one."""
    release = create_release(
        by=by,
        slug=slug,
        name=name,
        slot=slot,
        go_live_on=go_live_on,
        profile=profile,
        keep_private=keep_private,
        reason=reason,
        on=on,
    )
    rows = TIMETABLES[profile] if timetable is None else timetable
    set_timeline(by=by, release=release, rows=rows, on=on, token=AS_STORED)
    copy_standard_criteria(by=by, release=release, on=on)
    record(target=Target.RELEASE(slug), label=name, changes={"opened": [None, name]}, reason=reason, on=on)
    return release


@operation("governance.open_from_table", Permission.EDIT_RELEASES)
def open_from_table(
    *,
    by: Actor,
    lines: Sequence[ListedItem],
    body: Body | None = None,
    decided_on: date | None = None,
    reason: str = "",
    on: date,
    **facts: Any,
) -> Release:
    """Open a release with the scope of a table in one step; `facts` are those of `open_release`.

    `body` and `decided_on`: who agreed that modifications move here, and when. Raises what `add_list_to_scope` raises.
    """
    release = open_release(by=by, reason=reason, on=on, **facts)
    if lines:
        day = decided_on or on
        add_list_to_scope(by=by, release=release, lines=lines, body=body, reason=reason, on=day)
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={"opened from a table": [None, [line.reference for line in lines]]},
        reason=reason,
        on=on,
    )
    return Release.objects.get(pk=release.pk)


@operation("governance.change_profile", Permission.EDIT_RELEASES)
def change_profile(
    *,
    by: Actor,
    release: Release,
    profile: str,
    with_timetable: bool = False,
    with_criteria: bool = False,
    reason: str = "",
    on: date,
) -> Release:
    """Change the profile, and on request replace the timetable and the criteria with the standard ones.

    Raises RuleBroken if a criterion with evidence would be removed.
    """
    if release.profile == profile:
        raise RuleBroken("The release is already of this kind.", field="profile")
    before = release.profile
    release = change_release(
        by=by, release=release, fields={"profile": profile}, token=AS_STORED, reason=reason, on=on
    )
    if with_timetable:
        set_timeline(by=by, release=release, rows=TIMETABLES[profile], on=on, token=AS_STORED)
    if with_criteria:
        criteria = [(row.category, row.text, row.owner, row.reviewer) for row in standard_criteria(profile)]
        set_criteria(by=by, release=release, criteria=criteria, on=on, token=AS_STORED)
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={
            "profile": [before, profile],
            "timetable": [None, "standing" if with_timetable else "kept"],
            "criteria": [None, "standard" if with_criteria else "kept"],
        },
        reason=reason,
        on=on,
    )
    return release
