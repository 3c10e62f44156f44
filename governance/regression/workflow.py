"""The states of a Test Participant. The organisation itself, the DCC or SECAS says whether it takes part."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

TAKES_PART = "taking_part"
OWN, MANAGE = Permission.DECLARE_REGRESSION, Permission.MANAGE_PARTICIPANTS

PARTICIPANT = machine(
    "this Test Participant",
    "state",
    [
        State(TAKES_PART, "Takes part", "green", "check"),
        State("not_taking_part", "Does not take part", "grey", "bar"),
        State("withdrawn", "Withdrawn", "grey", "cross"),
    ],
    [
        Move("join", "Take part", frozenset({"not_taking_part", "withdrawn"}), TAKES_PART, OWN),
        Move("decline", "Not take part", frozenset({TAKES_PART, "withdrawn"}), "not_taking_part", OWN),
        Move("name", "Name it again", frozenset({"not_taking_part", "withdrawn"}), TAKES_PART, MANAGE),
        Move("withdraw", "Withdraw it", frozenset({TAKES_PART}), "withdrawn", MANAGE),
    ],
)
