"""Comment periods that close soon, and comments still unanswered after the period."""

from collections.abc import Iterator

from governance.versions.models import RidVersion
from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind
from secrel.core.values.present import present

CLOSING = 3
"""How many Working Days before its end a comment period counts as closing soon."""


def comment_periods(day: SweepDay) -> Iterator[FlagFacts]:
    rows = RidVersion.objects.filter(state="comment", comment_until__isnull=False)
    rows = rows.exclude(release__life__in=("live", "closed", "cancelled")).select_related("release")
    for version in rows.prefetch_related("comments__answers"):
        until = present(version.comment_until)
        waiting = [row for row in version.comments.all() if not row.is_resolved]
        if day.on > until and waiting:
            wait = "waits" if len(waiting) == 1 else "wait"
            kind = FlagKind.COMMENTS_OPEN
            sentence = f"{_count(len(waiting))} on {{}} {wait} for an answer; the period closed on"
        elif until >= day.on >= day.calendar.before(until, CLOSING):
            kind, sentence = (
                FlagKind.COMMENTS_CLOSING,
                f"Comments on {{}} ({_count(len(version.comments.all()))}) close on",
            )
        else:
            continue
        yield FlagFacts(
            thing=f"releases/{version.release.slug}/rid/{version.number}/comments",
            kind=kind,
            due_on=until,
            sentence=f"{sentence.format(version)} {day_text(until)}.",
            path=version.get_absolute_url(),
            release_id=version.release_id,
        )


def _count(number: int) -> str:
    return "1 comment" if number == 1 else f"{number} comments"
