"""What becomes news of bodies: meetings, and what they decided."""

from datetime import date

from governance.meetings.models import Item, Meeting, Outcome
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news


def tell_decided(item: Item, outcome: Outcome, on: date) -> None:
    release = [f"release:{item.release.slug}"] if item.release else []
    publish_news(
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
    publish_news(
        kind=NewsKind.MEETING,
        subject=f"{meeting}: {what}",
        body="",
        path=meeting.get_absolute_url(),
        topics=[f"body:{key}"],
        audience=f"body:{key}",
        until=meeting.on,
    )


def tell_series(meetings: list[Meeting]) -> None:
    """Recurring meetings are one piece of news."""
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
