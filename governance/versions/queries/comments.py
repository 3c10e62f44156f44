"""Which comments on a version a person reads."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from governance.versions.models import Comment, RidVersion, VersionKind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User

EACH_FOR_ITSELF = "parties"
"""Whose members do not read each other's: what one Party asks is no other's."""


def comments_seen_by(user: User | AnonymousUser, version: RidVersion) -> QuerySet[Comment]:
    """All of them for SECAS, and for the body that decides on the version; else those of one's own body, and for a
    Party one's own."""
    rows = version.comments.select_related("body", "made_by").prefetch_related("answers__answered_by")
    if not user.is_authenticated:
        return rows.none()
    bodies = user.bodies()
    decides = version.meeting is not None and version.meeting.body.key in bodies
    if Permission.READ_DRAFTS in user.permissions() or decides:
        return rows
    own = rows.filter(made_by=user)
    return own | rows.filter(body__key__in=bodies - {EACH_FOR_ITSELF})


def comments_before(version: RidVersion) -> list[Comment]:
    """What was said on a version and on its drafts since the last one in force, for the body that decides on it."""
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
