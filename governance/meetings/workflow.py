"""The lives of a meeting and of an item on its agenda (DOMAIN 2)."""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine


def nothing_is_before_it(meeting: Any) -> str | None:
    """A meeting is cancelled once what it was asked is taken elsewhere."""
    waiting = [item.subject for item in meeting.items.exclude(state="withdrawn")]
    if not waiting:
        return None
    verb = "is" if len(waiting) == 1 else "are"
    return f"{', '.join(waiting)} {verb} before it. Take that off the agenda, or ask another meeting, first."


def it_was_before_a_body_that_met(item: Any) -> str | None:
    """The outcome of a meeting is written down after it; that of a correspondence needs no attendance."""
    meeting = item.meeting
    if meeting.is_correspondence or meeting.state == "held":
        return None
    return f"Who was at the meeting of the {meeting} is not recorded yet. Record the attendance first."


def changes_were_made(item: Any) -> str | None:
    if item.changes_are_made:
        return None
    return "SECAS has not put the changed version forward yet."


MEETING = machine(
    "this meeting",
    "state",
    [
        State("planned", "Planned", "blue", "ring"),
        State("held", "Held", "green", "check"),
        State("cancelled", "Cancelled", "grey", "bar"),
    ],
    [
        Move("hold", "Record attendance", frozenset({"planned", "held"}), "held", Permission.RECORD_MEETINGS),
        Move(
            "cancel",
            "Cancel the meeting",
            frozenset({"planned"}),
            "cancelled",
            Permission.RECORD_MEETINGS,
            (nothing_is_before_it,),
        ),
    ],
)
ITEM = machine(
    "this item",
    "state",
    [
        State("open", "Before the body", "amber", "dot"),
        State("minuted", "Outcome recorded", "blue", "half"),
        State("subject", "Subject to changes", "violet", "threeq"),
        State("decided", "Decided", "green", "check"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
    ],
    [
        Move(
            "minute",
            "Record the outcome",
            frozenset({"open", "minuted"}),
            "minuted",
            Permission.RECORD_MEETINGS,
            (it_was_before_a_body_that_met,),
        ),
        Move(
            "confirm", "Confirm the decision", frozenset({"minuted"}), "decided", Permission.CONFIRM_DECISIONS
        ),
        Move(
            "confirm_subject",
            "Confirm, subject to the changes",
            frozenset({"minuted"}),
            "subject",
            Permission.CONFIRM_DECISIONS,
        ),
        Move(
            "confirm_changes",
            "Confirm the changes",
            frozenset({"subject"}),
            "decided",
            Permission.CONFIRM_DECISIONS,
            (changes_were_made,),
        ),
        Move(
            "withdraw",
            "Withdraw",
            frozenset({"open", "subject"}),
            "withdrawn",
            Permission.PRESENT_VERSIONS,
        ),
    ],
)
