"""The states of an uploaded document."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

UPLOAD = machine(
    "this document",
    "state",
    [
        State("waiting", "Being read", "blue", "half"),
        State("read", "To be confirmed", "amber", "half"),
        State("failed", "Not read", "red", "cross"),
        State("imported", "Imported", "green", "check"),
        State("discarded", "Discarded", "grey", "bar"),
    ],
    [
        Move("keep", "Keep what was read", frozenset({"waiting"}), "read", Permission.FOLLOW_UP),
        Move("fail", "Record as not read", frozenset({"waiting"}), "failed", Permission.FOLLOW_UP),
        Move("confirm", "Confirm and import", frozenset({"read"}), "imported", Permission.PUBLISH_VERSIONS),
        Move(
            "discard",
            "Discard",
            frozenset({"waiting", "read", "failed"}),
            "discarded",
            Permission.PUBLISH_VERSIONS,
        ),
    ],
)
"""Nothing of a document is stored as a fact before its confirmation."""
