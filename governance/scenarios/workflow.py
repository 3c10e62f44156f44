"""The states of a scenario."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EDIT = Permission.EDIT_RELEASES
SCENARIO = machine(
    "this scenario",
    "state",
    [
        State("open", "Open", "blue", "half"),
        State("applied", "Applied", "green", "check"),
        State("discarded", "Discarded", "grey", "bar"),
    ],
    [
        Move("apply", "Apply as a draft", frozenset({"open"}), "applied", EDIT),
        Move("discard", "Discard", frozenset({"open"}), "discarded", EDIT),
    ],
)
