"""News about bodies: meetings planned or cancelled, and decisions."""

from datetime import date

from governance.meetings.models import Item, Meeting, Outcome
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news


def announce_decision(item: Item, outcome: Outcome, on: date) -> None:
    release = [f"release:{item.release.slug}"] if item.release else []
    publish_news(
        kind=NewsKind.DECIDED,
        subject=f"{item.title}: {outcome.get_result_display().lower()}",
        body=f"The Chair confirmed the decision of the {item.meeting}.",
        path=item.get_absolute_url(),
        topics=[f"body:{item.meeting.body.key}", *release],
        audience=f"body:{item.meeting.body.key}",
        on=on,
    )


def announce_meeting(meeting: Meeting, event: str) -> None:
    """`event`: planned or cancelled."""
    key = meeting.body.key
    publish_news(
        kind=NewsKind.MEETING,
        subject=f"{meeting}: {event}",
        body="",
        path=meeting.get_absolute_url(),
        topics=[f"body:{key}"],
        audience=f"body:{key}",
        until=meeting.on,
    )


def announce_series(meetings: list[Meeting]) -> None:
    """Announce recurring meetings in one piece of news."""
    body = meetings[0].body
    publish_news(
        kind=NewsKind.MEETING,
        subject=f"{len(meetings)} meetings of {body.the} are planned",
        body=", ".join(short_day(row.on.isoformat()) for row in meetings),
        path=f"/meetings/?body={body.key}",
        topics=[f"body:{body.key}"],
        audience=f"body:{body.key}",
        until=meetings[-1].on,
    )


def short_day(iso: str | None) -> str:
    if not iso:
        return "a day to be set"
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}"
