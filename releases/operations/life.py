"""Cancelling a release and moving its scope."""

from datetime import date
from typing import Any

from releases.models.releases import Release
from releases.models.scope import Ground, ScopeItem
from releases.operations.releases import move_release
from releases.operations.scope import move_between, move_in_scope
from secrel.core.changes.operations import AS_STORED, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body


@operation(
    "releases.cancel",
    Permission.EDIT_RELEASES,
    reason="Give a reason for cancelling the release. It is kept in the audit trail.",
)
def cancel_release(
    *,
    by: Actor,
    release: Release,
    to_release: Release | None = None,
    body: Body | None = None,
    reason: str,
    on: date,
) -> Release:
    """Cancel a release. Its scope moves to another release, or leaves if none is given."""
    items = ScopeItem.objects.filter(release=release).exclude(status="out").select_related("release")
    common: dict[str, Any] = {"by": by, "body": body, "reason": reason, "on": on}
    parts = []
    for item in items.select_related("part__modification"):
        if to_release:
            exception = Ground.NECESSARY if to_release.is_baselined else ""
            move_between(item=item, to_release=to_release, exception=exception, token=AS_STORED, **common)
        else:
            move_in_scope(item=item, move="take_out", **common)
        parts.append(str(item.part))
    release = move_release(by=by, release=release, move="cancel", reason=reason, on=on)
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={"scope": [parts, [f"moved to the {to_release}" if to_release else "left"]]},
        reason=reason,
        on=on,
    )
    return release
