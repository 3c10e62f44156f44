"""The workflows of an acceptance criterion and of a standard set."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EVERY_CRITERION = frozenset({"open", "submitted", "met", "conditions", "not_met", "not_applicable"})
REVIEWED = EVERY_CRITERION - {"open"}
CRITERION = machine(
    "this criterion",
    "state",
    [
        State("open", "Evidence awaited", "amber", "dot"),
        State("submitted", "To be reviewed", "blue", "half"),
        State("met", "Met", "green", "check"),
        State("conditions", "Met with conditions", "teal", "threeq"),
        State("not_met", "Not met", "red", "cross"),
        State("not_applicable", "Not applicable", "grey", "bar"),
    ],
    [
        Move("submit", "Release the evidence", EVERY_CRITERION, "submitted", Permission.SUBMIT_EVIDENCE),
        Move("met", "Record that it is met", REVIEWED, "met", Permission.REVIEW_EVIDENCE),
        Move("conditions", "Record its conditions", REVIEWED, "conditions", Permission.REVIEW_EVIDENCE),
        Move("not_met", "Record that it is not met", EVERY_CRITERION, "not_met", Permission.REVIEW_EVIDENCE),
        Move(
            "not_applicable",
            "Record that it does not apply",
            EVERY_CRITERION,
            "not_applicable",
            Permission.REVIEW_EVIDENCE,
        ),
    ],
)
STANDARD = machine(
    "this standard set",
    "state",
    [
        State("draft", "Draft", "blue", "half"),
        State("in_force", "In force", "green", "check"),
        State("superseded", "Superseded", "grey", "bar"),
        State("discarded", "Discarded", "grey", "bar"),
    ],
    [
        Move("agree", "Agree", frozenset({"draft"}), "in_force", Permission.FOLLOW_UP),
        Move("supersede", "Supersede", frozenset({"in_force"}), "superseded", Permission.FOLLOW_UP),
        Move("discard", "Discard", frozenset({"draft"}), "discarded", Permission.MANAGE_STANDARD),
    ],
)
