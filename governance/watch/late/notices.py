"""Scheduled notices that could not be published at their time."""

from collections.abc import Iterator

from django.utils import timezone

from governance.notices.models import Notice
from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind


def failed_publications(day: SweepDay) -> Iterator[FlagFacts]:
    """A scheduled notice is published at its time; a failed one is tried again and flagged."""
    rows = Notice.objects.filter(state="scheduled").exclude(failure="").select_related("release")
    for notice in rows.order_by("publish_at", "pk"):
        due = timezone.localtime(notice.publish_at)
        sentence = f"“{notice.title}” was to be published on {day_text(due)} at {due:%H:%M}. {notice.failure}"
        yield FlagFacts(
            thing=f"notices/{notice.slug}/publication",
            kind=FlagKind.NOTICE_FAILED,
            due_on=due.date(),
            sentence=sentence[:500],
            path=notice.get_absolute_url(),
            release_id=notice.release_id,
        )
