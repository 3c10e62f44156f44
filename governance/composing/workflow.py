"""The workflow of rendering the PDF of a snapshot."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

RENDERING = machine(
    "this PDF",
    "state",
    [
        State("queued", "Queued", "grey", "ring"),
        State("rendering", "Rendering", "blue", "half"),
        State("done", "Done", "green", "check"),
        State("failed", "Failed", "red", "cross"),
    ],
    [
        Move("start", "Start", frozenset({"queued", "rendering"}), "rendering", Permission.FOLLOW_UP),
        Move("finish", "Finish", frozenset({"rendering"}), "done", Permission.FOLLOW_UP),
        Move("fail", "Fail", frozenset({"queued", "rendering"}), "failed", Permission.FOLLOW_UP),
        Move("retry", "Retry", frozenset({"failed"}), "queued", Permission.PRESENT_VERSIONS),
    ],
)
