"""News as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from secrel.core.models.subscriptions import News

MEDIA_TYPE = "application/atom+xml; charset=utf-8"


class Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """A fixed date for an empty feed, so that its bytes stay the same."""
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)


def as_atom(rows: Iterable[News], title: str, site: str, path: str, page: str) -> str:
    """`path` is the feed's own address, `page` the one that shows the same to people."""
    feed = Feed(
        title=title,
        link=site + page,
        description="",
        language="en-GB",
        author_name="SECAS",
        feed_url=site + path,
        feed_guid=site + path,
        subtitle="News of the releases of the Smart Energy Code",
    )
    for row in rows:
        feed.add_item(
            title=row.subject,
            link=site + row.path,
            description=escape(row.body or row.subject),  # Atom summaries are HTML
            unique_id=f"urn:secrel:news:{row.key}",
            pubdate=_published(row),
            updateddate=row.at,
            author_name="SECAS",
            categories=[row.get_kind_display()],
        )
    return feed.writeString("utf-8")


def _published(row: News) -> datetime:
    """The day of the news itself, even if it was entered later."""
    at = timezone.localtime(row.at)
    return at if at.date() == row.on else timezone.make_aware(datetime.combine(row.on, time()))
