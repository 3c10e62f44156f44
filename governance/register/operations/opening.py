"""Opening a release with the timetable and criteria of its profile, and changing its profile."""

from datetime import date

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.criteria.queries.standard import standard_criteria
from governance.register.timetables import TIMETABLES
from releases.models.releases import Release
from releases.operations.releases import change_release, create_release
from releases.operations.timeline import set_timeline
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


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
    reason: str = "",
    on: date,
) -> Release:
    """Open a release with the timetable and the standard criteria of its profile."""
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
    set_timeline(by=by, release=release, rows=TIMETABLES[profile], on=on, token=AS_STORED)
    copy_standard_criteria(by=by, release=release, on=on)
    record(target=Target.RELEASE(slug), label=name, changes={"opened": [None, name]}, reason=reason, on=on)
    return release


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
