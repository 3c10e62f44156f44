"""The states of a paper."""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine


def meeting_is_planned(paper: Any) -> str | None:
    """A paper can be issued until its meeting is held."""
    state = paper.meeting.state
    return (
        None
        if state == "planned"
        else f"The {paper.meeting} is {'held' if state == 'held' else 'cancelled'}."
    )


def nothing_is_decided(paper: Any) -> str | None:
    """A paper on which an outcome is recorded stays."""
    decided = [item for item in paper.items() if item.state in ("minuted", "subject", "decided")]
    return f"An outcome is recorded on {decided[0].subject}." if decided else None


PAPER = machine(
    "this paper",
    "state",
    [
        State("draft", "Draft", "blue", "half"),
        State("issued", "Issued", "green", "check"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
    ],
    [
        Move(
            "issue",
            "Issue",
            frozenset({"draft", "issued"}),
            "issued",
            Permission.PRESENT_VERSIONS,
            (meeting_is_planned, nothing_is_decided),
        ),
        Move(
            "withdraw",
            "Withdraw",
            frozenset({"draft", "issued"}),
            "withdrawn",
            Permission.PRESENT_VERSIONS,
            (nothing_is_decided,),
        ),
        Move(
            "redraft",
            "Draft again",
            frozenset({"withdrawn"}),
            "draft",
            Permission.PRESENT_VERSIONS,
            (meeting_is_planned,),
        ),
    ],
)
