"""News, as far as somebody may read it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from secrel.core.models import News, User
from secrel.core.permissions import Permission


def news_for(user: User | None, topic: str = "") -> QuerySet[News]:
    """The latest first, of one topic ("release:june-2021") or of all; None: what the public reads."""
    held = user.permissions() if user else frozenset()
    retracted = News.objects.filter(retracts=OuterRef("path"), pk__gt=OuterRef("pk"))
    rows = News.objects.exclude(Exists(retracted))
    if Permission.READ_DRAFTS not in held:
        audience = Q(audience="white")
        if Permission.READ_GREEN in held:
            audience |= Q(audience="green")
        if Permission.RECORD_MEETINGS in held:
            audience |= Q(audience__startswith="body:")
        elif Permission.READ_PRESENTED in held:
            audience |= Q(audience__in=[f"body:{body}" for body in user.bodies()])
        rows = rows.filter(audience)
    return rows.filter(topics__contains=[topic]) if topic else rows
