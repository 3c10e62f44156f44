"""The notices and versions that a person may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from governance.notices.models import Notice, NoticeVersion
from secrel.core.changes.permissions import Permission


def visible_notices(permissions: frozenset[Permission]) -> QuerySet[Notice]:
    """Published notices; all that are not discarded for SECAS."""
    rows = Notice.objects.exclude(state="discarded").select_related("release")
    return rows if Permission.READ_DRAFTS in permissions else rows.filter(versions__isnull=False).distinct()


def latest_version(notice: Notice) -> NoticeVersion | None:
    rows = notice.versions.select_related("snapshot__content", "snapshot__job__pdf", "notice")
    return rows.order_by("-number").first()


def notices_listed(
    rows: QuerySet[Notice], *, since: date | None = None, until: date | None = None
) -> QuerySet[Notice]:
    """Those with a version that was published in these days."""
    if since is None and until is None:
        return rows
    versions = NoticeVersion.objects.filter(published_on__range=(since or date.min, until or date.max))
    return rows.filter(pk__in=versions.values("notice"))


@dataclass(frozen=True)
class ListedNotice:
    """A notice in a list: as last published, or as it is now if it never was."""

    notice: Notice
    title: str
    published_on: date
    effective_on: date
    sec_version: str
    number: int
    """Of its latest version; 0: not published."""


def listed(notices: Iterable[Notice]) -> list[ListedNotice]:
    """The rows of a list, with one query for all versions. Unpublished corrections do not show."""
    notices = list(notices)
    rows = NoticeVersion.objects.filter(notice__in=notices).select_related("snapshot__content")
    latest = {row.notice_id: row for row in rows.order_by("notice_id", "number")}
    return [_listed(notice, latest.get(notice.pk)) for notice in notices]


def _listed(notice: Notice, version: NoticeVersion | None) -> ListedNotice:
    if version is None:
        facts = (notice.title, notice.publish_on, notice.effective_on, notice.sec_version)
        return ListedNotice(notice, *facts, 0)
    content = version.snapshot.document.content
    effective_on = date.fromisoformat(content.effective_on)
    facts = (content.title, version.published_on, effective_on, content.sec_version or "")
    return ListedNotice(notice, *facts, version.number)
