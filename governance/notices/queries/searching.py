"""Notices found by a search, in what their reader sees of them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.notices.models import Notice, NoticeVersion
from governance.notices.queries.notices import visible_notices
from secrel.core.changes.permissions import Permission
from secrel.core.search.columns import json_texts
from secrel.core.search.matching import matches
from secrel.core.search.reading import Search

NAMED = {
    "title": "$.title",
    "release": "$.release.name",
    "sec_version": "$.sec_version",
    "references": "$.modifications[*].ref",
    "documents": "$.documents[*].document",
}


def notices_named(permissions: frozenset[Permission], search: Search) -> QuerySet[Notice]:
    """By title, release, SEC version, modifications and documents of the latest version; drafts by title for SECAS."""
    later = NoticeVersion.objects.filter(notice=OuterRef("notice"), number__gt=OuterRef("number"))
    columns = {f"in_{name}": json_texts("snapshot__content__data", path) for name, path in NAMED.items()}
    latest = NoticeVersion.objects.filter(~Exists(later)).annotate(**columns)
    fits = Q(pk__in=latest.filter(matches(search, names=columns)).values("notice"))
    if Permission.READ_DRAFTS in permissions:
        fits |= matches(search, names=("title",))
    return visible_notices(permissions).filter(fits).order_by("-slug")
