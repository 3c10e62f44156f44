"""The versions of a notice that a reader may compare, and for SECAS a correction as it stands."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.conf import settings
from django.urls import reverse

from governance.composing.comparing.choices import NOW, Choice, Comparable
from governance.documents.engine.text import long_date
from governance.documents.notice.kind import NOTICE_KIND
from governance.documents.notice.types import Notice as NoticeDocument
from governance.documents.notice.types import NoticeHead, NoticeIssue
from governance.notices.compose import compose_notice
from governance.notices.models import Notice, NoticeVersion
from governance.notices.workflow import EDITED
from secrel.core.changes.permissions import Permission


def compared_notices(notice: Notice, permissions: frozenset[Permission], on: date) -> Comparable:
    versions = list(notice.versions.select_related("snapshot__content").order_by("-number"))
    title = versions[0].snapshot.document.content.title if versions else notice.title
    return Comparable(
        kind=NOTICE_KIND,
        subject=reading_subject(notice),
        title=title,
        what="this notice",
        page=reverse("compare-notice", args=[notice.slug]),
        address=notice.get_absolute_url(),
        file=f"notice-{notice.slug}",
        choices=tuple(_choices(notice, versions, permissions, on)),
        crumbs=((reverse("notices"), "Publication notices"), (notice.get_absolute_url(), title)),
    )


def reading_subject(notice: Notice) -> str:
    """What a reading of its versions is remembered under."""
    return f"notices/{notice.slug}"


def _choices(
    notice: Notice, versions: list[NoticeVersion], permissions: frozenset[Permission], on: date
) -> Iterator[Choice]:
    if Permission.READ_DRAFTS in permissions and notice.state in (*EDITED, "scheduled"):
        yield Choice(NOW, "The draft as it stands", "", partial(_draft, notice, len(versions) + 1, on))
    for version in versions:
        name, of = f"Version {version.number}", long_date(version.published_on.isoformat())
        read, address = partial(_read, version), version.get_absolute_url()
        yield Choice(str(version.number), name, of, read, address, is_base=True)


def _draft(notice: Notice, number: int, on: date) -> NoticeDocument:
    """The notice as it would be published on a day."""
    issue = NoticeIssue(
        version=number,
        published_on=max(notice.publish_on, on).isoformat(),
        classification="white",
        site=settings.SITE_URL,
        marks=tuple(settings.DOCUMENT_MARKS),
        record_head=NoticeHead(position=0, digest=None),
    )
    return NoticeDocument(content=compose_notice(notice), issue=issue)


def _read(version: NoticeVersion) -> NoticeDocument:
    document: NoticeDocument = version.snapshot.document
    return document
