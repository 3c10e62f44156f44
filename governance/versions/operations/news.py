"""News of releases: published versions, moved go-lives, releases that go live."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from governance.documents.brief.slices import bearing
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.scope import ScopeEntry
from governance.meetings.operations.meeting_news import short_day
from governance.versions.models import RidVersion
from modifications.participants import Participant
from modifications.queries import topics_of
from releases.models.releases import Release
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news
from secrel.core.values.present import present


def announce_published(version: RidVersion, on: date) -> None:
    """Announce a published version, and a go-live that it moves, to the readers of its class."""
    content, before = version.snapshot.rid.content, _published_before(version)
    audience = present(version.snapshot.rid.issue.document.classification)
    topics = [f"release:{version.release.slug}", *_topics(before, content)]
    if version.meeting:
        topics.append(f"body:{version.meeting.body.key}")
    common: dict[str, Any] = {
        "path": version.get_absolute_url(),
        "topics": topics,
        "audience": audience,
        "on": on,
    }
    publish_news(kind=NewsKind.PUBLISHED, subject=f"{version} is published", body=version.changes, **common)
    then, now = (before.release.go_live if before else None), content.release.go_live
    if before and then != now and not _is_overtaken(version):
        moved = f"{version.release.name}: go-live on {short_day(now)}, not {short_day(then)}"
        publish_news(kind=NewsKind.GO_LIVE, subject=moved, body=version.changes, **common)


def _published(version: RidVersion) -> QuerySet[RidVersion]:
    """The other published versions of the same class."""
    rows = version.release.versions.filter(published_on__isnull=False).exclude(pk=version.pk)
    classification = version.snapshot.rid.issue.document.classification
    return rows.filter(snapshot__issue__document__classification=classification)


def _published_before(version: RidVersion) -> RidContent | None:
    """The content of the last published version with a lower number."""
    lower = Q(major__lt=version.major) | Q(major=version.major, minor__lt=version.minor)
    last = _published(version).filter(lower).order_by("-major", "-minor").select_related("snapshot__content")
    return last[0].snapshot.rid.content if last else None


def _is_overtaken(version: RidVersion) -> bool:
    """Whether a version with a higher number is already published."""
    higher = Q(major__gt=version.major) | Q(major=version.major, minor__gt=version.minor)
    return _published(version).filter(higher).exists()


def _topics(before: RidContent | None, content: RidContent) -> Iterator[str]:
    """Topics of the modifications that differ and of the categories of Parties that the release affects, or may affect
    where that is not stated yet.
    """
    was, now = (_entries(one) if one else {} for one in (before, content))
    yield from topics_of(ref for ref in sorted(was.keys() | now.keys()) if was.get(ref) != now.get(ref))
    participants, refs = content.impacts.participants, [entry.ref for entry in content.scope.entries]
    for category in sorted(Participant.values):
        if bearing(frozenset({category}), participants, refs):
            yield f"category:{category}"


def _entries(content: RidContent) -> dict[str, tuple[str, ScopeEntry]]:
    return {entry.ref: (status, entry) for status, rows in content.scope.by_status for entry in rows}


def announce_unpublished(version: RidVersion, on: date) -> None:
    """Retract the news of a published draft and notify those who received it. The reason stays in the audit trail."""
    content = version.snapshot.rid.content
    publish_news(
        kind=NewsKind.PUBLISHED,
        subject=f"{version} has been unpublished",
        body="It is no longer published.",
        path=version.release.get_absolute_url(),
        topics=[f"release:{version.release.slug}", *_topics(_published_before(version), content)],
        audience=present(version.snapshot.rid.issue.document.classification),
        on=on,
        retracts=version.get_absolute_url(),
    )


def announce_live(release: Release, references: list[str], on: date) -> None:
    publish_news(
        kind=NewsKind.LIVE,
        subject=f"The {release} is live",
        body=f"Implemented: {', '.join(references)}." if references else "",
        path=release.get_absolute_url(),
        topics=[f"release:{release.slug}", *topics_of(references)],
        audience=release.audience,
        on=on,
    )
