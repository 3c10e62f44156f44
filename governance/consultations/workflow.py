"""The states of a consultation. The moves are the field's rules."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

RUN = Permission.RUN_CONSULTATIONS

CONSULTATION = machine(
    "this consultation",
    "state",
    [
        State("draft", "Draft", "grey", "ring"),
        State("open", "Open", "blue", "half"),
        State("closed", "Closed", "amber", "dot"),
        State("decided", "Decided", "green", "check"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
    ],
    [
        Move("open", "Open the consultation", frozenset({"draft"}), "open", RUN),
        Move("extend", "Change the deadline", frozenset({"open", "closed"}), "open", RUN),
        Move("close", "Close the consultation", frozenset({"open"}), "closed", RUN),
        Move("decide", "Record the decision", frozenset({"open", "closed", "decided"}), "decided", RUN),
        Move(
            "withdraw", "Withdraw the consultation", frozenset({"draft", "open", "closed"}), "withdrawn", RUN
        ),
    ],
    path=("draft", "open", "closed", "decided"),
)
