"""Releases whose last edit was some time ago: their drafts are printed in advance."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from releases.models.releases import Release
from secrel.core.models.record import AuditEntry

PAUSE = timedelta(seconds=15)
"""Without an edit of the release."""
FORGOTTEN = timedelta(minutes=10)
"""Later, a file is made once somebody asks for it."""
MOST_ENTRIES = 200
"""Of the audit trail, newest first, that are looked at."""


@dataclass(frozen=True)
class PausedEdit:
    slug: str
    position: int
    """Of the newest entry that touched the release."""


def subject_of(release: Release) -> str:
    """What the draft files of a release are filed under."""
    return f"releases/{release.slug}"


def paused_edits(now: datetime) -> list[PausedEdit]:
    """The releases of which nobody has changed anything since a pause, and somebody did shortly before."""
    newest = AuditEntry.objects.order_by("-position").values_list("position", "at", "composed")[:MOST_ENTRIES]
    seen: dict[str, tuple[int, datetime]] = {}
    for position, at, composed in newest:
        for slug in composed:
            seen.setdefault(slug, (position, at))
    return [
        PausedEdit(slug, position) for slug, (position, at) in seen.items() if PAUSE <= now - at <= FORGOTTEN
    ]
