"""The lives of a RID version and of a rendering (DOMAIN 5, ARCHITECTURE: a job)."""

from typing import Any

from secrel.core.permissions import Permission
from secrel.core.workflow import Move, State, machine


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
        for row in version.release.versions.exclude(state__in=["draft", "withdrawn"])
        if (row.major, row.minor) > (version.major, version.minor)
    ]
    if not later:
        return None
    return f"{later[-1].number} is later than {version.number}. Issue a new draft and present that."


VERSION = machine(
    "this version",
    "state",
    [
        State("draft", "Draft", "blue", "half"),
        State("presented", "Presented to the Panel", "amber", "dot"),
        State("accepted", "Accepted", "green", "check"),
        State("baselined", "Baselined", "green", "check"),
        State("issued", "Issued", "green", "check"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
        State("superseded", "Superseded", "grey", "bar"),
    ],
    [
        Move(
            "present",
            "Present to the Panel",
            frozenset({"draft"}),
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
            (pdf_is_ready, nothing_later_was_put_forward),
        ),
        Move(
            "withdraw",
            "Withdraw",
            frozenset({"draft", "presented"}),
            "withdrawn",
            Permission.PRESENT_VERSIONS,
        ),
        Move(
            "supersede",
            "Supersede",
            frozenset({"baselined", "issued"}),
            "superseded",
            Permission.FOLLOW_UP,
        ),
    ],
)

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
        Move("fail", "Give up", frozenset({"queued", "rendering"}), "failed", Permission.FOLLOW_UP),
        Move("retry", "Retry", frozenset({"failed"}), "queued", Permission.PRESENT_VERSIONS),
    ],
)
