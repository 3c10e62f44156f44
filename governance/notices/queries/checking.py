"""The facts from outside a notice that its checks need, and the findings."""

from datetime import date

from governance.acceptance.models import Implementation
from governance.documents.checks.findings import Finding
from governance.documents.notice.checks import LoggedText, NoticeContext, ReleaseFacts, check_notice
from governance.documents.notice.types import NoticeContent
from governance.notices.compose import compose_notice
from governance.notices.models import Notice
from governance.notices.queries.live import live_day
from governance.notices.queries.log import LoggedNotice, LogRow, in_force, logged_notices, texts_of
from governance.versions.models import RidVersion
from governance.versions.queries.versions import NEWEST
from releases.models.releases import Release


def check(
    notice: Notice, *, publish_on: date | None = None, content: NoticeContent | None = None
) -> list[Finding]:
    """The findings in a notice that is published on a day: by default, on the day planned for it."""
    context = _context(notice, publish_on or notice.publish_on)
    return check_notice(content or compose_notice(notice), context, f"{notice.get_absolute_url()}edit/")


def _context(notice: Notice, publish_on: date) -> NoticeContext:
    others = logged_notices(without=notice.pk)
    earlier = [row for row in others if row.effective_on < notice.effective_on]
    later = [row for row in others if row.effective_on >= notice.effective_on]
    return NoticeContext(
        publish_on=publish_on,
        release=_release(notice.release) if notice.release else None,
        log={name: _logged(row) for name, row in in_force(notice.effective_on, earlier).items()},
        later={row.document: _logged(row) for row in texts_of(later[::-1])},
        stated_versions=[
            (row.sec_version, row.effective_on, row.content.title) for row in others if row.sec_version
        ],
        before=_before(others, publish_on),
    )


def _before(others: list[LoggedNotice], publish_on: date) -> tuple[str, date] | None:
    earlier = [row for row in others if row.published_on <= publish_on]
    last = max(earlier, key=lambda row: (row.published_on, row.effective_on), default=None)
    return (last.content.title, last.effective_on) if last else None


def _logged(row: LogRow) -> LoggedText:
    return LoggedText(row.version, row.since, row.cause)


def _release(release: Release) -> ReleaseFacts:
    implementation = Implementation.objects.filter(release=release).first()
    version = (
        RidVersion.objects.filter(release=release, state__in=("baselined", "issued"))
        .order_by(*NEWEST)
        .select_related("snapshot__content")
        .first()
    )
    live_on = live_day(release) if release.life in ("live", "closed") else None
    sec_version = implementation.sec_version if implementation else ""
    if version is None:
        return ReleaseFacts(live_on=live_on, sec_version=sec_version)
    content = version.snapshot.rid.content
    return ReleaseFacts(
        rid=version.number,
        modifications=[
            f"{entry.ref} part {entry.part}" if entry.part else entry.ref for entry in content.scope.approved
        ],
        documents=[row.document for row in content.impacts.documents],
        planned_on=date.fromisoformat(content.release.go_live) if content.release.go_live else None,
        live_on=live_on,
        sec_version=sec_version,
    )
