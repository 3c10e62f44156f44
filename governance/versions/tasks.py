"""Tasks that print drafts in advance, once an edit of a release pauses."""

from contextlib import suppress

from celery import shared_task
from django.core.cache import cache

from governance.composing.models import DraftFile
from governance.documents.rid.kind import RID_KIND
from governance.versions.queries.current import current_rid
from governance.versions.queries.pauses import FORGOTTEN, paused_edits, subject_of
from releases.models.releases import Release
from secrel.core.dates import clock
from secrel.core.processes.jobs import wake


@shared_task
def prepare_drafts() -> int:
    """Queue the drafts whose edit has paused, each once; started by beat. Returns their number."""
    from governance.composing.operations.draft_files import AHEAD

    known_for = FORGOTTEN.seconds * 2
    paused = [
        row
        for row in paused_edits(clock.now())
        if cache.add(f"draft-prepared/{row.slug}/{row.position}", True, known_for)
    ]
    for row in paused:
        wake(prepare_draft, priority=AHEAD, slug=row.slug)
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
            ask_for(RID_KIND, form, rid, subject=subject_of(release), is_ahead=True)
    return "queued"
