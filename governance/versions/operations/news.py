"""What becomes news of releases: published versions, go-lives that move, releases that go live."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.scope import ScopeEntry
from governance.meetings.operations.meeting_news import short_day
from governance.versions.models import RidVersion
from modifications.queries import topics_of
from releases.models.releases import Release
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news


def tell_published(version: RidVersion, on: date) -> None:
    """A version is published: told to whoever reads its class, with what it says to have changed."""
    said, before = version.snapshot.rid.content, _published_before(version)
    audience = version.snapshot.rid.issue.document.classification
    topics = [f"release:{version.release.slug}", *_concerned(before, said)]
    if version.meeting_id:
        topics.append(f"body:{version.meeting.body.key}")
    known = {"path": version.get_absolute_url(), "topics": topics, "audience": audience, "on": on}
    publish_news(kind=NewsKind.PUBLISHED, subject=f"{version} is published", body=version.changes, **known)
    then, now = (content.release.go_live if content else None for content in (before, said))
    if before and then != now and not _is_overtaken(version):
        moved = f"{version.release.name}: go-live on {short_day(now)}, not {short_day(then)}"
        publish_news(kind=NewsKind.GO_LIVE, subject=moved, body=version.changes, **known)


def _published(version: RidVersion) -> QuerySet[RidVersion]:
    """The other versions that are published in the same class."""
    rows = version.release.versions.filter(published_on__isnull=False).exclude(pk=version.pk)
    classification = version.snapshot.rid.issue.document.classification
    return rows.filter(snapshot__issue__document__classification=classification)


def _published_before(version: RidVersion) -> RidContent | None:
    """What the last of them said that has a lower number."""
    lower = Q(major__lt=version.major) | Q(major=version.major, minor__lt=version.minor)
    last = _published(version).filter(lower).order_by("-major", "-minor").select_related("snapshot__content")
    return last[0].snapshot.rid.content if last else None


def _is_overtaken(version: RidVersion) -> bool:
    """Whether a higher number says by now when the release goes live."""
    higher = Q(major__gt=version.major) | Q(major=version.major, minor__gt=version.minor)
    return _published(version).filter(higher).exists()


def _concerned(before: RidContent | None, said: RidContent) -> Iterator[str]:
    """Modifications that came, went or read otherwise, and the categories of Parties that the release ticks."""
    was, now = (_entries(content) if content else {} for content in (before, said))
    yield from topics_of(ref for ref in sorted(was.keys() | now.keys()) if was.get(ref) != now.get(ref))
    for category in sorted({one for ticked in said.impacts.participants.values() for one in ticked}):
        yield f"category:{category}"


def _entries(content: RidContent) -> dict[str, tuple[str, ScopeEntry]]:
    return {entry.ref: (status, entry) for status, rows in content.scope.by_status for entry in rows}


def tell_taken_back(version: RidVersion, on: date) -> None:
    """A published draft is public no more: nor is the news of it, and who was told is told of that; why is kept in the
    record alone."""
    said = version.snapshot.rid.content
    publish_news(
        kind=NewsKind.PUBLISHED,
        subject=f"{version} is taken back",
        body="It is published no more.",
        path=version.release.get_absolute_url(),
        topics=[f"release:{version.release.slug}", *_concerned(_published_before(version), said)],
        audience=version.snapshot.rid.issue.document.classification,
        on=on,
        retracts=version.get_absolute_url(),
    )


def tell_live(release: Release, references: list[str], on: date) -> None:
    publish_news(
        kind=NewsKind.LIVE,
        subject=f"The {release} is live",
        body=f"Implemented: {', '.join(references)}." if references else "",
        path=release.get_absolute_url(),
        topics=[f"release:{release.slug}", *topics_of(references)],
        audience=release.classification,
        on=on,
    )
