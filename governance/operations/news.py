"""What becomes news: published versions, go-lives that move, releases that go live, decisions, meetings."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from governance.models import Item, Meeting, Outcome, RidVersion
from releases.models import Release
from secrel.core.models import NewsKind
from secrel.core.notifications import tell

Data = dict[str, Any]


def tell_published(version: RidVersion, on: date) -> None:
    """A version is published: told to whoever reads its class, with what it says to have changed."""
    said, before = version.snapshot.content.data, _published_before(version)
    audience = version.snapshot.issue["document"]["classification"]
    topics = [f"release:{version.release.slug}", *_concerned(before, said)]
    if version.meeting_id:
        topics.append(f"body:{version.meeting.body.key}")
    known = {"path": version.get_absolute_url(), "topics": topics, "audience": audience, "on": on}
    tell(kind=NewsKind.PUBLISHED, subject=f"{version} is published", body=version.changes, **known)
    then, now = (data["release"]["go_live"] if data else None for data in (before, said))
    if before and then != now:
        moved = f"{version.release.name}: go-live on {_day(now)}, not {_day(then)}"
        tell(kind=NewsKind.GO_LIVE, subject=moved, body=version.changes, **known)


def _published_before(version: RidVersion) -> Data | None:
    """What the version of the same class said that was published last before this one."""
    rows = version.release.versions.filter(published_on__isnull=False).exclude(pk=version.pk)
    same = rows.filter(
        snapshot__issue__document__classification=version.snapshot.issue["document"]["classification"]
    )
    last = same.order_by("-major", "-minor").select_related("snapshot__content").first()
    return last.snapshot.content.data if last else None


def _concerned(before: Data | None, said: Data) -> Iterator[str]:
    """Modifications that came, went or read otherwise, and the categories of Parties that the release ticks."""
    was, now = (_entries(data) if data else {} for data in (before, said))
    for ref in sorted(was.keys() | now.keys()):
        if was.get(ref) != now.get(ref):
            yield f"modification:{ref}"
    for category in sorted({one for ticked in said["impacts"]["participants"].values() for one in ticked}):
        yield f"category:{category}"


def _entries(data: Data) -> dict[str, Any]:
    scope = data["scope"]
    return {entry["ref"]: (status, entry) for status in ("approved", "targeted") for entry in scope[status]}


def tell_taken_back(version: RidVersion, reason: str, on: date) -> None:
    """A published draft is public no more; who read of it reads of that too."""
    tell(
        kind=NewsKind.PUBLISHED,
        subject=f"{version} is taken back",
        body=reason,
        path=version.release.get_absolute_url(),
        topics=[f"release:{version.release.slug}"],
        audience=version.snapshot.issue["document"]["classification"],
        on=on,
    )


def tell_live(release: Release, references: list[str], on: date) -> None:
    tell(
        kind=NewsKind.LIVE,
        subject=f"The {release} is live",
        body=f"Implemented: {', '.join(references)}." if references else "",
        path=release.get_absolute_url(),
        topics=[f"release:{release.slug}", *(f"modification:{ref}" for ref in references)],
        audience=release.classification,
        on=on,
    )


def tell_decided(item: Item, outcome: Outcome, on: date) -> None:
    release = [f"release:{item.release.slug}"] if item.release else []
    tell(
        kind=NewsKind.DECIDED,
        subject=f"{item.title}: {outcome.get_result_display().lower()}",
        body=f"The Chair confirmed what the {item.meeting} decided.",
        path=item.get_absolute_url(),
        topics=[f"body:{item.meeting.body.key}", *release],
        audience=f"body:{item.meeting.body.key}",
        on=on,
    )


def tell_meeting(meeting: Meeting, what: str) -> None:
    """`what`: planned, cancelled."""
    key = meeting.body.key
    tell(
        kind=NewsKind.MEETING,
        subject=f"{meeting}: {what}",
        body="",
        path=meeting.get_absolute_url(),
        topics=[f"body:{key}"],
        audience=f"body:{key}",
    )


def _day(iso: str | None) -> str:
    if not iso:
        return "a day to be set"
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}"
