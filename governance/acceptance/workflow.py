"""The lives of evidence, of a testing deliverable and of a condition (DOMAIN 4, 6)."""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine


def it_shows_something(evidence: Any) -> str | None:
    """Words alone can be evidence; nothing cannot."""
    if evidence.text.strip() or evidence.files.exists():
        return None
    return "It has neither words nor a file. Say what it shows, or add the file."


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
            (it_shows_something,),
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
        Move("reopen", "Open it again", frozenset({"reported"}), "open", Permission.EDIT_RELEASES),
        Move("close", "Close it", frozenset({"reported"}), "closed", Permission.EDIT_RELEASES),
    ],
)
