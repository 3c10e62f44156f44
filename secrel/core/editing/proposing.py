"""The states of a proposal. An analyst accepts it into the draft, or sends it back with a reason."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EDIT, PROPOSE = Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS

PROPOSAL = machine(
    "this proposal",
    "state",
    [
        State("open", "Proposed", "violet", "ring"),
        State("accepted", "Accepted", "green", "check"),
        State("sent_back", "Sent back", "red", "cross"),
        State("replaced", "Replaced", "grey", "bar"),
    ],
    [
        Move("accept", "Accept", frozenset({"open"}), "accepted", EDIT),
        Move("send_back", "Send back", frozenset({"open"}), "sent_back", EDIT),
        Move("replace", "Propose something else", frozenset({"open"}), "replaced", PROPOSE),
        Move("read_again", "Propose what a document says", frozenset({"open"}), "replaced", EDIT),
    ],
)
