"""Evidence to review, drafts to comment on, and comments to answer."""

from collections.abc import Iterator
from datetime import date

from governance.acceptance.queries.acceptance import to_review_by
from governance.versions.models import RidVersion
from governance.versions.queries.versions import may_comment
from governance.watch.waiting.task import Task
from releases.models.releases import coming
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User


def criteria(user: User, on: date) -> Iterator[Task]:
    if Permission.REVIEW_EVIDENCE not in user.permissions():
        return
    for row in to_review_by(user.bodies()):
        what = f"{row.release.short_name}: {row}"
        note = f"Evidence from {row.owner.the}"
        yield Task(
            what, "Review the evidence", row.get_absolute_url(), note=note, label=row.workflow_state.label
        )


def comments(user: User, on: date) -> Iterator[Task]:
    """Drafts on which one of the person's bodies is asked to comment."""
    if Permission.COMMENT not in user.permissions() or Permission.READ_DRAFTS in user.permissions():
        return
    rows = RidVersion.objects.filter(state="comment", comment_until__gte=on, release__sources_until=None)
    rows = rows.select_related("release").prefetch_related("comment_bodies", "comments")
    for version in rows:
        made = any(comment.made_by_id == user.pk for comment in version.comments.all())
        if not made and may_comment(version, user.bodies()):
            address = f"{version.get_absolute_url()}#comments"
            yield Task(
                str(version), "Comment on the draft", address, version.comment_until, label="For comment"
            )


def to_answer(user: User, on: date) -> Iterator[Task]:
    if Permission.PRESENT_VERSIONS not in user.permissions():
        return
    rows = RidVersion.objects.filter(coming("release__"), comments__isnull=False)
    rows = rows.exclude(state__in=("withdrawn", "superseded", "accepted")).distinct()
    for version in rows.select_related("release").prefetch_related("comments__answers"):
        unanswered = sum(not comment.is_resolved for comment in version.comments.all())
        if unanswered:
            count = "1 comment" if unanswered == 1 else f"{unanswered} comments"
            address = f"{version.get_absolute_url()}#comments"
            yield Task(f"{count} on {version}", "Answer", address, version.comment_until, label="Open")
