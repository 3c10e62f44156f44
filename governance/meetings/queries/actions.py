"""Actions that a person may see, those that a meeting hears of, and what became of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from governance.documents.engine.text import long_date
from governance.meetings.models import Action, Meeting
from governance.meetings.queries.meetings import READERS, seen_by
from secrel.core.changes.read_once import read_once
from secrel.core.models.people import User


def actions_seen_by(user: User) -> QuerySet[Action]:
    """Actions of meetings that a person may see, and those that are theirs."""
    rows = Action.objects.select_related("meeting__body", "owner")
    if not READERS & user.permissions():
        return rows.filter(owner=user)
    bodies = seen_by(user)
    return rows if bodies is None else rows.filter(Q(meeting__body__key__in=bodies) | Q(owner=user))


@dataclass(frozen=True)
class Heard:
    """An action as a meeting hears of it: still open by then, or closed since the meeting before."""

    action: Action
    is_open: bool
    is_late: bool

    @property
    def became(self) -> str:
        """What became of it, as the minutes say it."""
        if self.is_open:
            return "Open, overdue" if self.is_late else "Open"
        day = self.action.closed_on
        how = self.action.closed_how.rstrip(".")
        return f"Closed on {long_date(day.isoformat())}: {how}." if day else ""


def own_actions(meeting: Meeting, on: date) -> list[Heard]:
    """The actions that began at a meeting, as they stood when the body met next, or stand on a day."""
    after = _next_of(meeting)
    rows = meeting.actions.select_related("owner", "item").order_by("order")
    for row in rows:
        row.meeting = meeting
    return [_heard(row, after, on) for row in rows]


def carried_to(meeting: Meeting, on: date) -> list[Heard]:
    """The actions of earlier meetings that were open after the meeting before this one.

    They stand on the next agenda alone: none for a meeting while the body meets before it. A decision by
    correspondence hears of none.
    """
    if meeting.is_correspondence or meeting.state == "cancelled":
        return []
    others = _around(meeting)
    if others.filter(state="planned", on__gt=on, on__lt=meeting.on).exists():
        return []
    before = others.filter(on__lt=meeting.on).order_by("-on").first()
    after = _next_of(meeting)
    rows = Action.objects.filter(meeting__body=meeting.body_id, meeting__on__lt=meeting.on)
    if before:
        rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=before.on))
    return [_heard(row, after, on) for row in rows.select_related("meeting__body", "owner", "item")]


def _around(meeting: Meeting) -> QuerySet[Meeting]:
    """The meetings of the same body that take place."""
    return Meeting.objects.filter(body=meeting.body_id, closes_at=None).exclude(state="cancelled")


@read_once
def _next_of(meeting: Meeting) -> Meeting | None:
    """The next meeting of the body that takes place."""
    return _around(meeting).filter(on__gt=meeting.on).order_by("on").first()


def _heard(row: Action, after: Meeting | None, on: date) -> Heard:
    day = min(on, after.on) if after else on
    is_open = row.closed_on is None or bool(after and row.closed_on >= after.on)
    return Heard(row, is_open, is_open and row.due_on < day)


def owned_by(user: User) -> QuerySet[Action]:
    """The open actions of a person, the first due first."""
    rows = Action.objects.filter(owner=user, state="open").select_related("meeting__body", "owner")
    return rows.order_by("due_on", "number")


def action_data(action: Action) -> dict[str, Any]:
    """The facts of an action. The owner is a primary key, because names can change."""
    return {
        "number": action.number,
        "item": action.item.order if action.item else None,
        "what": action.what,
        "owner": action.owner_id,
        "owner_words": action.owner_words,
        "due": action.due_on.isoformat(),
        "state": action.state,
        "closed_on": action.closed_on and action.closed_on.isoformat(),
        "closed_how": action.closed_how,
    }
