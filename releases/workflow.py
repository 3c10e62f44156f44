"""The life of a release, and the status of a modification's part in its scope (DOMAIN 3, 4)."""

from datetime import date
from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EDIT = Permission.EDIT_RELEASES
COMING = ("planned", "system_baselined", "full_baselined", "go")
OFF = ("postponed", "cancelled")


VERB = {"approved": "will", "targeted": "proposes to"}
"""How the description of an item goes on from its modification's name, by its status (DOMAIN 5)."""


def is_approved(item: Any) -> str | None:
    """An item is in as approved only when its modification is."""
    if item.part.modification.stage in ("implementation", "implemented"):
        return None
    return f"{item.part.modification.reference} has no recorded approval. Record its decision first."


def targeted_nowhere_else(item: Any) -> str | None:
    """A modification is in one release whole, or in several by one part each (DOMAIN 3)."""
    for other in in_scope_elsewhere(item.part, item):
        if other.part_id == item.part_id or other.release_id == item.release_id:
            return f"{other.part} is {other.get_status_display().lower()} in the {other.release} already."
        if not other.part.name or not item.part.name:
            return (
                f"{other.part} is {other.get_status_display().lower()} in the {other.release} already. Deliver it "
                "in parts first, or take it out there."
            )
    return None


def in_scope_elsewhere(part: Any, item: Any = None) -> Any:
    """Items, but for this one, that hold the part's modification or a part of it as targeted or approved."""
    rows = part.scope_items.model.objects.filter(
        part__modification_id=part.modification_id, status__in=("targeted", "approved")
    )
    others = rows.exclude(pk=item.pk) if item is not None else rows
    return others.select_related("release", "part__modification")


def something_goes_live(release: Any) -> str | None:
    """A release without anything in it changes nothing."""
    if release.scope.filter(status__in=("approved", "targeted")).exists():
        return None
    return "Nothing is in its scope. Add what goes live, or cancel the release."


def baselined_unless_ad_hoc(release: Any) -> str | None:
    """A release of a slot goes live on a baselined document; an ad-hoc one may have none (DOMAIN 4)."""
    if release.life != "planned" or not release.slot:
        return None
    return "Its document is not baselined yet. Present a version to the body that baselines it."


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
