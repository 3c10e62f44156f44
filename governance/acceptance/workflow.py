"""The states of evidence, testing deliverables and conditions. The moves are the field's rules."""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine


def has_text_or_file(evidence: Any) -> str | None:
    """Evidence needs text or a file."""
    if evidence.text.strip() or evidence.files.exists():
        return None
    return "The evidence has no text and no file. Write what it shows, or add a file."


EVIDENCE = machine(
    "this evidence",
    "state",
    [
        State("draft", "Draft", "grey", "ring"),
        State("released", "Released", "blue", "check"),
        State("discarded", "Discarded", "grey", "bar"),
    ],
    [
        Move(
            "release",
            "Release the evidence",
            frozenset({"draft"}),
            "released",
            Permission.SUBMIT_EVIDENCE,
            (has_text_or_file,),
        ),
        Move("discard", "Discard the draft", frozenset({"draft"}), "discarded", Permission.SUBMIT_EVIDENCE),
    ],
)
DELIVERABLE = machine(
    "this deliverable",
    "state",
    [
        State("submitted", "Submitted", "blue", "half"),
        State("advised", "Advised on", "violet", "threeq"),
        State("accepted", "Accepted", "green", "check"),
        State("returned", "Returned", "red", "cross"),
        State("superseded", "Superseded", "grey", "bar"),
    ],
    [
        Move("advise", "Advise on it", frozenset({"submitted", "advised"}), "advised", Permission.FOLLOW_UP),
        Move("accept", "Accept it", frozenset({"submitted", "advised"}), "accepted", Permission.FOLLOW_UP),
        Move("return", "Return it", frozenset({"submitted", "advised"}), "returned", Permission.FOLLOW_UP),
        Move(
            "supersede",
            "Supersede it",
            frozenset({"submitted", "advised", "accepted", "returned"}),
            "superseded",
            Permission.FOLLOW_UP,
        ),
    ],
)
CONDITION = machine(
    "this condition",
    "state",
    [
        State("open", "Open", "amber", "dot"),
        State("reported", "Reported as met", "blue", "half"),
        State("closed", "Closed", "green", "check"),
    ],
    [
        Move("report", "Report it as met", frozenset({"open"}), "reported", Permission.SUBMIT_EVIDENCE),
        Move("reopen", "Reopen it", frozenset({"reported"}), "open", Permission.EDIT_RELEASES),
        Move("close", "Close it", frozenset({"reported"}), "closed", Permission.EDIT_RELEASES),
    ],
)
