"""News of published notices, for those who follow the release or a modification."""

from collections.abc import Sequence
from datetime import date

from governance.documents.notice.types import NoticeContent
from governance.documents.notice.wording import opening
from governance.notices.models import NoticeVersion
from modifications.queries import topics_of
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news


def announce(version: NoticeVersion, content: NoticeContent, corrected: Sequence[str], on: date) -> None:
    """Announce a published notice, or a correction of it, to everybody."""
    releases = [f"release:{content.release.slug}"] if content.release and content.release.slug else []
    publish_news(
        kind=NewsKind.NOTICE,
        subject=f"{'Corrected: ' if corrected else ''}{content.title}",
        body=" ".join(corrected or opening(content)),
        path=version.notice.get_absolute_url(),
        topics=[*releases, *topics_of(row.ref for row in content.modifications)],
        audience="white",
        on=on,
    )
