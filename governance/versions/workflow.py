"""The workflow of a RID version."""

from typing import Any

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

NOT_PUT_FORWARD = ("draft", "comment", "returned", "withdrawn")


def pdf_is_ready(version: Any) -> str | None:
    """A decision needs a document that can be opened."""
    job = getattr(version.snapshot, "job", None)
    if job is not None and job.state == "done":
        return None
    return f"The PDF of {version.number} is not ready yet. Wait until it is done, or try again on its page."


def no_later_version_is_put_forward(version: Any) -> str | None:
    """A version cannot be put forward after a later one; later drafts that were not put forward do not count."""
    later = [
        row
        for row in version.release.versions.exclude(state__in=NOT_PUT_FORWARD)
        if (row.major, row.minor) > (version.major, version.minor)
    ]
    if not later:
        return None
    return f"{later[-1].number} was put forward after {version.number}. Issue a new draft and present that."


def decision_is_confirmed(version: Any) -> str | None:
    """A baseline needs a decision confirmed by the Chair."""
    if version.items.filter(decision__outcome__result="baselined").exists():
        return None
    if version.answers.filter(item__decision__changes__version=version).exists():
        return None
    return f"No decision to baseline {version.number} has been confirmed. Its Chair confirms it on the agenda item."


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
            (no_later_version_is_put_forward,),
        ),
        Move(
            "present",
            "Present",
            frozenset({"draft", "comment"}),
            "presented",
            Permission.PRESENT_VERSIONS,
            (no_later_version_is_put_forward,),
        ),
        Move(
            "baseline",
            "Baseline",
            frozenset({"presented"}),
            "accepted",
            Permission.CONFIRM_DECISIONS,
            (decision_is_confirmed, pdf_is_ready, no_later_version_is_put_forward),
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
