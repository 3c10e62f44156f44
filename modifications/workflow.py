"""The process stage of a modification. Its scope status in a release is a separate workflow."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EDIT = Permission.EDIT_RELEASES
OPEN = ("development", "refinement", "report", "decision")
ENDED = ("implemented", "rejected", "withdrawn")

STAGE = machine(
    "this modification",
    "stage",
    [
        State("development", "Development", "blue", "quarter"),
        State("refinement", "Refinement", "blue", "half"),
        State("report", "Report", "violet", "threeq"),
        State("decision", "Decision", "amber", "dot"),
        State("implementation", "Implementation", "green", "check"),
        State("implemented", "Implemented", "teal", "check"),
        State("rejected", "Rejected", "red", "cross"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
    ],
    [
        Move("refine", "Start refinement", frozenset({"development"}), "refinement", EDIT),
        Move(
            "report",
            "Start the Modification Report",
            frozenset({"development", "refinement"}),
            "report",
            EDIT,
        ),
        Move("send_for_decision", "Send for decision", frozenset({"report"}), "decision", EDIT),
        Move("approve", "Record the approval", frozenset({"report", "decision"}), "implementation", EDIT),
        Move(
            "state_approved",
            "Adopt the approval stated in a published document",
            frozenset(OPEN),
            "implementation",
            EDIT,
        ),
        Move(
            "take_back",
            "Withdraw the decision",
            frozenset({"implementation", "rejected"}),
            "decision",
            EDIT,
        ),
        Move("reject", "Record the rejection", frozenset({"report", "decision"}), "rejected", EDIT),
        Move("implement", "Record the implementation", frozenset({"implementation"}), "implemented", EDIT),
        Move("withdraw", "Withdraw", frozenset(OPEN), "withdrawn", EDIT),
    ],
    path=(*OPEN, "implementation", "implemented"),
)
