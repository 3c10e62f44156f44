"""The comments on a version that a user may read."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from governance.versions.models import Comment, RidVersion, VersionKind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User

SEPARATE_MEMBERS = "parties"
"""The body whose members read only their own comments: Parties do not see each other's."""


def comments_seen_by(user: User | AnonymousUser, version: RidVersion) -> QuerySet[Comment]:
    """All comments for SECAS and the deciding body; otherwise those of one's own bodies, and for a Party one's own."""
    rows = version.comments.select_related("body", "made_by").prefetch_related("answers__answered_by")
    if not user.is_authenticated:
        return rows.none()
    bodies = user.bodies()
    decides = version.meeting is not None and version.meeting.body.key in bodies
    if Permission.READ_DRAFTS in user.permissions() or decides:
        return rows
    own = rows.filter(made_by=user)
    return own | rows.filter(body__key__in=bodies - {SEPARATE_MEMBERS})


def comments_before(version: RidVersion) -> list[Comment]:
    """Comments on a version and its drafts since the last one in force, for the deciding body."""
    numbers = {
        (row.major, row.minor): row
        for row in version.release.versions.exclude(state="withdrawn")
        if (row.major, row.minor) <= (version.major, version.minor)
    }
    whole = [number for number, row in numbers.items() if row.kind != VersionKind.DRAFT]
    since = max(whole, default=(0, 0))
    drafts = [row.pk for number, row in numbers.items() if number > since]
    rows = Comment.objects.filter(version__in=drafts).select_related("body", "made_by", "version__release")
    return list(rows.prefetch_related("answers__answered_by"))
