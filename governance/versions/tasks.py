"""Tasks that print drafts in advance, once an edit of a release pauses."""

from contextlib import suppress
from datetime import datetime, timedelta

from celery import shared_task
from django.core.cache import cache

from governance.composing.models import DraftFile
from governance.documents.rid.kind import RID_KIND
from governance.versions.queries.current import current_rid
from governance.versions.queries.live import draft_subject
from releases.models.releases import Release
from secrel.core.dates import clock
from secrel.core.models.record import AuditEntry
from secrel.core.processes.jobs import wake

PAUSE = timedelta(seconds=15)
"""Without an edit of the release."""
FORGOTTEN = timedelta(minutes=10)
"""Later, a file is made once somebody asks for it."""
MOST_ENTRIES = 200
"""Of the audit trail, newest first, that are looked at."""


@shared_task
def prepare_drafts() -> int:
    """Queue the drafts whose edit has paused, each once; started by beat. Returns their number."""
    from governance.composing.operations.draft_files import AHEAD

    known_for = FORGOTTEN.seconds * 2
    paused = [
        slug
        for slug, position in paused_edits(clock.now()).items()
        if cache.add(f"draft-prepared/{slug}/{position}", True, known_for)
    ]
    for slug in paused:
        wake(prepare_draft, priority=AHEAD, slug=slug)
    return len(paused)


@shared_task
def prepare_draft(*, slug: str) -> str:
    """Queue the PDF and the Word file of a release as it stands now, at the lowest priority."""
    from governance.composing.operations.draft_files import TooManyWait, ask_for

    release = Release.objects.filter(slug=slug).first()
    if release is None:
        return "nothing to do"
    rid = current_rid(release).rid
    with suppress(TooManyWait):  # it is made once somebody asks for it
        for form in DraftFile.Form.values:
            ask_for(RID_KIND, form, rid, subject=draft_subject(release), is_ahead=True)
    return "queued"


def paused_edits(now: datetime) -> dict[str, int]:
    """The releases that somebody changed lately and nobody since a pause, with the position of the newest entry."""
    newest = AuditEntry.objects.order_by("-position").values_list("position", "at", "composed")[:MOST_ENTRIES]
    seen: dict[str, tuple[int, datetime]] = {}
    for position, at, composed in newest:
        for slug in composed:
            seen.setdefault(slug, (position, at))
    return {slug: position for slug, (position, at) in seen.items() if PAUSE <= now - at <= FORGOTTEN}
