"""The states of a meeting, of an item on its agenda, of an objection to it, and of an action.

The moves are the field's rules.
"""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine


def has_no_open_items(meeting: Any) -> str | None:
    """A meeting can be cancelled once its agenda is empty."""
    waiting = [item.subject for item in meeting.items.exclude(state="withdrawn")]
    if not waiting:
        return None
    verb, them = ("is", "it") if len(waiting) == 1 else ("are", "them")
    return f"{', '.join(waiting)} {verb} on its agenda. Take {them} off the agenda first."


def attendance_is_recorded(item: Any) -> str | None:
    """An outcome needs the attendance of its meeting. A decision by correspondence has no attendance."""
    meeting = item.meeting
    if meeting.is_correspondence or meeting.state == "held":
        return None
    return f"The attendance at the {meeting} is not recorded yet. Record it first."


def changes_were_made(item: Any) -> str | None:
    if item.changes_are_made:
        return None
    return "SECAS has not submitted the changed version yet."


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
            (has_no_open_items,),
        ),
    ],
)
ITEM = machine(
    "this item",
    "state",
    [
        State("open", "On the agenda", "amber", "dot"),
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
            (attendance_is_recorded,),
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
ACTION = machine(
    "this action",
    "state",
    [State("open", "Open", "amber", "dot"), State("closed", "Closed", "green", "check")],
    [
        Move("close", "Close the action", frozenset({"open"}), "closed", Permission.PLAN_MEETINGS),
        Move("reopen", "Open it again", frozenset({"closed"}), "open", Permission.PLAN_MEETINGS),
    ],
)
LIVE = ("open", "answered", "reconfirm")
"""The states of an objection that the body has yet to decide on."""
OBJECTION = machine(
    "this objection",
    "state",
    [
        State("open", "Open", "red", "dot"),
        State("answered", "Answered", "blue", "half"),
        State("reconfirm", "To reconfirm", "amber", "ring"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
        State("closed", "Closed by the outcome", "green", "check"),
    ],
    [
        Move("raise", "Raise it again", frozenset(LIVE), "open", Permission.TAKE_POSITIONS),
        Move("answer", "Answer it", frozenset({"open", "answered"}), "answered", Permission.PRESENT_VERSIONS),
        Move("withdraw", "Withdraw it", frozenset(LIVE), "withdrawn", Permission.TAKE_POSITIONS),
        Move("edit", "Reconfirm it", frozenset({*LIVE, "closed"}), "reconfirm", Permission.FOLLOW_UP),
        Move("step_back", "Withdraw it", frozenset({*LIVE, "closed"}), "withdrawn", Permission.FOLLOW_UP),
        Move("close", "Close it", frozenset({*LIVE, "closed"}), "closed", Permission.RECORD_MEETINGS),
    ],
)
