"""Evidence to review, drafts to comment on, and comments to answer."""

from collections.abc import Iterator
from datetime import date

from governance.acceptance.queries.acceptance import reviewing_body, to_review_by
from governance.versions.models import RidVersion
from governance.versions.queries.versions import may_comment
from governance.watch.waiting.task import Task, kind
from releases.models.releases import coming
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User

REVIEW = kind(
    "review",
    "Review the evidence",
    Permission.REVIEW_EVIDENCE,
    "Evidence was released for a criterion that your body reviews. Read it, ask questions, then give the result.",
)
COMMENT = kind(
    "comment",
    "Comment on the draft",
    Permission.COMMENT,
    "A draft RID is open for comments from your body. Comment on a section until the day that is shown.",
)
ANSWER = kind(
    "answer-comments",
    "Answer",
    Permission.PRESENT_VERSIONS,
    "Somebody commented on a version. Answer each comment, and say what you changed.",
)


def criteria(user: User, on: date) -> Iterator[Task]:
    if Permission.REVIEW_EVIDENCE not in user.permissions():
        return
    for row in to_review_by(user.bodies()):
        what = f"{row.release.short_name}: {row}"
        note = f"Evidence from {row.owner.the}"
        thing, path = f"{row.release.slug}/{row.key}", row.get_absolute_url()
        facts = {"label": row.workflow_state.label, "release": row.release, "body": reviewing_body(row).key}
        yield Task(REVIEW, thing, what, path, note=note, **facts)


def comments(user: User, on: date) -> Iterator[Task]:
    """Drafts on which one of the person's bodies is asked to comment."""
    if Permission.COMMENT not in user.permissions() or Permission.READ_DRAFTS in user.permissions():
        return
    rows = RidVersion.objects.filter(state="comment", comment_until__gte=on, release__sources_until=None)
    rows = rows.select_related("release").prefetch_related("comment_bodies", "comments")
    for version in rows:
        made = any(comment.made_by_id == user.pk for comment in version.comments.all())
        if not made and (body := may_comment(version, user.bodies())):
            thing, path = f"{version.release.slug}/{version.number}", f"{version.get_absolute_url()}#comments"
            facts = {"label": "For comment", "release": version.release, "body": body}
            yield Task(COMMENT, thing, str(version), path, version.comment_until, **facts)


def to_answer(user: User, on: date) -> Iterator[Task]:
    if Permission.PRESENT_VERSIONS not in user.permissions():
        return
    rows = RidVersion.objects.filter(coming("release__"), comments__isnull=False)
    rows = rows.exclude(state__in=("withdrawn", "superseded", "accepted")).distinct()
    for version in rows.select_related("release").prefetch_related("comments__answers"):
        unanswered = sum(not comment.is_resolved for comment in version.comments.all())
        if unanswered:
            count = "1 comment" if unanswered == 1 else f"{unanswered} comments"
            thing, path = f"{version.release.slug}/{version.number}", f"{version.get_absolute_url()}#comments"
            facts = {"label": "Open", "release": version.release}
            yield Task(ANSWER, thing, f"{count} on {version}", path, version.comment_until, **facts)
