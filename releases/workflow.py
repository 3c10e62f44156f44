"""The workflows of a release (`life`) and of a modification's part in its scope (`status`)."""

from datetime import date
from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EDIT = Permission.EDIT_RELEASES
COMING = ("planned", "system_baselined", "full_baselined", "go")
OFF = ("postponed", "cancelled")
PAST = ("live", "closed", "cancelled")
"""States in which nothing can be planned any more."""


VERB = {"approved": "will", "targeted": "proposes to"}
"""The verb that a document prints between an item's reference and its description, by status."""


def is_approved(item: Any) -> str | None:
    """An item can be approved only if its modification is."""
    if item.part.modification.stage in ("implementation", "implemented"):
        return None
    return f"{item.part.modification.reference} has not been approved yet. Record the decision first."


def targeted_nowhere_else(item: Any) -> str | None:
    """The field's rule: a modification is in one release as a whole, or in several with one part each."""
    others = in_scope_elsewhere(item.part, item) if item.others is None else item.others
    for other in others:
        if other.part_id == item.part_id or other.release_id == item.release_id:
            return f"{other.part} is already {other.get_status_display().lower()} in the {other.release}."
        if not other.part.name or not item.part.name:
            return (
                f"{other.part} is already {other.get_status_display().lower()} in the {other.release}. Divide it "
                "into parts first, or take it out of that release."
            )
    return None


def in_scope_elsewhere(part: Any, item: Any) -> Any:
    """Other targeted or approved items of the part's modification."""
    rows = part.scope_items.model.objects.filter(
        part__modification_id=part.modification_id, status__in=("targeted", "approved")
    )
    return rows.exclude(pk=item.pk).select_related("release", "part__modification")


def something_goes_live(release: Any) -> str | None:
    """A release goes live only with something in its scope."""
    if release.scope.filter(status__in=("approved", "targeted")).exists():
        return None
    return "The scope is empty. Add the modifications that go live, or cancel the release."


def baselined_unless_ad_hoc(release: Any) -> str | None:
    """The field's rule: a release in a slot needs a baselined RID to go live; an ad-hoc one does not."""
    if release.life != "planned" or not release.slot:
        return None
    return "The RID has not been baselined yet. Present a version to the body that baselines it."


SCOPE = machine(
    "this scope item",
    "status",
    [
        State("candidate", "Candidate", "grey", "ring"),
        State("targeted", "Targeted", "amber", "dot"),
        State("approved", "Approved", "green", "check"),
        State("out", "Out of scope", "grey", "bar"),
    ],
    [
        Move("target", "Target", frozenset({"candidate", "out"}), "targeted", EDIT, (targeted_nowhere_else,)),
        Move(
            "approve",
            "Mark as approved",
            frozenset({"candidate", "targeted"}),
            "approved",
            EDIT,
            (is_approved, targeted_nowhere_else),
        ),
        Move("take_out", "Take out of scope", frozenset({"candidate", "targeted", "approved"}), "out", EDIT),
        Move("reconsider", "Make it a candidate", frozenset({"out", "targeted"}), "candidate", EDIT),
    ],
)


LIFE = machine(
    "this release",
    "life",
    [
        State("planned", "Planned", "blue", "ring"),
        State("system_baselined", "System scope baselined", "violet", "half"),
        State("full_baselined", "Full scope baselined", "violet", "threeq"),
        State("go", "Go decided", "green", "dot"),
        State("live", "Live", "green", "check"),
        State("closed", "Closed", "teal", "check"),
        State("postponed", "Postponed", "amber", "bar"),
        State("cancelled", "Cancelled", "grey", "cross"),
    ],
    [
        Move(
            "baseline_system",
            "Baseline the system scope",
            frozenset({"planned"}),
            "system_baselined",
            Permission.FOLLOW_UP,
        ),
        Move(
            "baseline_full",
            "Baseline the full scope",
            frozenset({"planned", "system_baselined"}),
            "full_baselined",
            Permission.FOLLOW_UP,
        ),
        Move("decide_go", "Decide go", frozenset({"full_baselined"}), "go", Permission.FOLLOW_UP),
        Move(
            "go_live",
            "Record the go-live",
            frozenset({"planned", "full_baselined", "go"}),
            "live",
            Permission.FOLLOW_UP,
            (something_goes_live, baselined_unless_ad_hoc),
        ),
        Move("close", "Close", frozenset({"live"}), "closed", Permission.FOLLOW_UP),
        Move("postpone", "Postpone", frozenset(COMING), "postponed", EDIT),
        Move("plan_again", "Plan again", frozenset({"postponed"}), "planned", EDIT),
        Move("cancel", "Cancel", frozenset({*COMING, "postponed"}), "cancelled", EDIT),
    ],
    path=(*COMING, "live", "closed"),
)


def cut_off_after_go_live(cut_off_on: date | None, go_live_on: date | None) -> bool:
    return bool(cut_off_on and go_live_on and cut_off_on >= go_live_on)
