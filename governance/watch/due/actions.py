"""Open actions of meetings: the person's own, and those of meetings that they may see."""

from collections.abc import Iterator

from governance.meetings.queries.actions import actions_seen_by
from governance.watch.due.entry import Due
from secrel.core.models.people import User


def actions(user: User) -> Iterator[Due]:
    for row in actions_seen_by(user).filter(state="open").order_by("due_on", "number"):
        what = f"{row}, {row.who}: {row.what}"
        yield Due.of_day(
            f"actions/{row.number}",
            row.due_on,
            what,
            row.meeting.body.key,
            str(row.meeting.body),
            row.get_absolute_url(),
        )
