"""Cancelling a release and moving its scope; where its sources end."""

from datetime import date
from typing import Any

from releases.models.releases import Release, Section
from releases.models.scope import Ground, ScopeItem
from releases.operations.releases import move_release
from releases.operations.scope import move_between, move_in_scope
from releases.operations.sections import lock_sections
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import is_reason
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


@operation("releases.end_sources", Permission.EDIT_RELEASES)
def end_sources(*, by: Actor, release: Release, until: date, note: str, token: Token, on: date) -> Release:
    """State the day on which the sources of a release end, and why.

    For a release of the past that was imported from an old document, or an example. Its open flags close with the next
    daily job, and no more are raised; nobody gets tasks or mails about it. `token`: of the timeline.
    """
    release = _locked(release, token)
    if until > on:
        raise RuleBroken("Sources cannot end in the future. Enter a day up to today.", field="sources_until")
    if not is_reason(note):
        raise RuleBroken(
            "Give a reason for the sources ending there. The page of the release prints it.",
            field="sources_note",
        )
    return _save(release, until, note, "", on)


@operation(
    "releases.lift_sources_end",
    Permission.EDIT_RELEASES,
    reason="Give a reason for lifting the end of the sources. It is kept in the audit trail.",
)
def lift_sources_end(*, by: Actor, release: Release, reason: str, token: Token, on: date) -> Release:
    """The sources of a release go on: what is due is flagged again."""
    return _save(_locked(release, token), None, "", reason, on)


def _locked(release: Release, token: Token) -> Release:
    [section] = lock_sections(release, [Section.Key.TIMELINE]).values()
    take_token(section, token, dict, section.get_key_display())
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


def _save(release: Release, until: date | None, note: str, reason: str, on: date) -> Release:
    before, after = (release.sources_until, release.sources_note), (until, note)
    if before == after:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    release.sources_until, release.sources_note = after
    release.save(update_fields=["sources_until", "sources_note"])
    changes = zip(("sources_until", "sources_note"), before, after, strict=True)
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={name: [old or None, new or None] for name, old, new in changes if old != new},
        reason=reason,
        on=on,
    )
    return release
