"""The workflow of a publication notice."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

NOTICE = machine(
    "this notice",
    "state",
    [
        State("draft", "Draft", "blue", "half"),
        State("scheduled", "Scheduled", "amber", "dot"),
        State("published", "Published", "green", "check"),
        State("correcting", "Being corrected", "violet", "threeq"),
        State("discarded", "Discarded", "grey", "bar"),
    ],
    [
        Move(
            "publish",
            "Publish the notice",
            frozenset({"draft", "scheduled", "correcting"}),
            "published",
            Permission.PUBLISH_VERSIONS,
        ),
        Move(
            "schedule",
            "Publish at a set time",
            frozenset({"draft"}),
            "scheduled",
            Permission.PUBLISH_VERSIONS,
        ),
        Move(
            "unschedule",
            "Withdraw the schedule",
            frozenset({"scheduled"}),
            "draft",
            Permission.PUBLISH_VERSIONS,
        ),
        Move(
            "correct", "Correct the notice", frozenset({"published"}), "correcting", Permission.EDIT_RELEASES
        ),
        Move(
            "drop_correction",
            "Drop the correction",
            frozenset({"correcting"}),
            "published",
            Permission.EDIT_RELEASES,
        ),
        Move("discard", "Discard the notice", frozenset({"draft"}), "discarded", Permission.EDIT_RELEASES),
        Move("redraft", "Draft again", frozenset({"discarded"}), "draft", Permission.EDIT_RELEASES),
    ],
    ("draft", "scheduled", "published"),
)
EDITED = ("draft", "correcting")
"""States in which its facts may be edited."""
