"""What a version, or the release as it stands, says differently from the one before."""

from typing import Any

from governance.documents.diff import Change, diff
from governance.models import RidVersion
from releases.models import Release
from secrel.core.permissions import Permission
from secrel.core.record import digest_of


def changes_since_last(release: Release, content: dict[str, Any]) -> tuple[RidVersion | None, list[Change]]:
    """The latest version that stands, and what the content says differently; all of it without one."""
    last = (
        release.versions.exclude(state="withdrawn")
        .select_related("snapshot__content")
        .order_by("-major", "-minor")
        .first()
    )
    return last, diff(last.snapshot.content.data, content) if last else []


def is_unchanged(last: RidVersion, content: dict[str, Any]) -> bool:
    """Whether the facts compose to what they composed to for that version; order counts too."""
    return digest_of(content) == (last.facts_id or last.snapshot.content_id)


def changes_of(
    version: RidVersion, permissions: frozenset[Permission]
) -> tuple[RidVersion | None, list[Change]]:
    """What a version says differently from the last one in force before it, or the last one at all.

    Who reads only what is published sees it against a published one: a draft's words are not theirs.
    """
    earlier = [
        row
        for row in version.release.versions.exclude(state="withdrawn").select_related("snapshot__content")
        if (row.major, row.minor) < (version.major, version.minor) and row.became_id != version.pk
    ]
    reads_all = Permission.READ_PRESENTED in permissions or Permission.READ_DRAFTS in permissions
    white = [row for row in earlier if row.snapshot.issue["document"]["classification"] == "white"]
    published = [row for row in (earlier if reads_all else white) if row.is_published]
    candidates = published if published or Permission.READ_PRESENTED not in permissions else earlier
    base = max(candidates, key=lambda row: (row.major, row.minor), default=None)
    if base is None:
        return None, []
    return base, diff(base.snapshot.content.data, version.snapshot.content.data)
