"""The life of a RID version (DOMAIN 5)."""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

NOT_PUT_FORWARD = ("draft", "comment", "returned", "withdrawn")


def pdf_is_ready(version: Any) -> str | None:
    """Nobody decides on a document that cannot be opened."""
    job = getattr(version.snapshot, "job", None)
    if job is not None and job.state == "done":
        return None
    return f"The PDF of {version.number} is not ready yet. Wait until it is done, or retry it."


def nothing_later_was_put_forward(version: Any) -> str | None:
    """An older text must not overtake a newer one; a later draft that nobody has seen may wait."""
    later = [
        row
        for row in version.release.versions.exclude(state__in=NOT_PUT_FORWARD)
        if (row.major, row.minor) > (version.major, version.minor)
    ]
    if not later:
        return None
    return f"{later[-1].number} is later than {version.number}. Issue a new draft and present that."


def it_was_decided(version: Any) -> str | None:
    """A baseline follows from a decision that the Chair confirmed, and from nothing else."""
    if version.items.filter(decision__outcome__result="baselined").exists():
        return None
    if version.answers.filter(item__decision__changes__version=version).exists():
        return None
    return f"No decision to baseline {version.number} is confirmed."


VERSION = machine(
    "this version",
    "state",
    [
        State("draft", "Draft", "blue", "half"),
        State("comment", "Issued for comment", "violet", "threeq"),
        State("presented", "Presented", "amber", "dot"),
        State("accepted", "Accepted", "green", "check"),
        State("baselined", "Baselined", "green", "check"),
        State("issued", "Issued", "green", "check"),
        State("returned", "Returned", "red", "cross"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
        State("superseded", "Superseded", "grey", "bar"),
    ],
    [
        Move(
            "comment",
            "Issue for comment",
            frozenset({"draft"}),
            "comment",
            Permission.PRESENT_VERSIONS,
            (nothing_later_was_put_forward,),
        ),
        Move(
            "present",
            "Present",
            frozenset({"draft", "comment"}),
            "presented",
            Permission.PRESENT_VERSIONS,
            (nothing_later_was_put_forward,),
        ),
        Move(
            "baseline",
            "Baseline",
            frozenset({"presented"}),
            "accepted",
            Permission.CONFIRM_DECISIONS,
            (it_was_decided, pdf_is_ready, nothing_later_was_put_forward),
        ),
        Move("return", "Return", frozenset({"presented"}), "returned", Permission.CONFIRM_DECISIONS),
        Move(
            "withdraw",
            "Withdraw",
            frozenset({"draft", "comment", "presented"}),
            "withdrawn",
            Permission.PRESENT_VERSIONS,
        ),
        Move(
            "supersede",
            "Supersede",
            frozenset({"presented", "baselined", "issued"}),
            "superseded",
            Permission.FOLLOW_UP,
        ),
    ],
)
