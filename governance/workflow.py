"""The lives of a RID version, of a meeting and its items, and of a rendering (DOMAIN 2, 5; ARCHITECTURE: a job)."""

from typing import Any

from secrel.core.permissions import Permission
from secrel.core.workflow import Move, State, machine

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
    if version.answers.filter(decision__changes__version=version).exists():
        return None
    return f"No decision to baseline {version.number} is confirmed."


def nothing_is_before_it(meeting: Any) -> str | None:
    """A meeting is cancelled once what it was asked is taken elsewhere."""
    waiting = [item.version.number for item in meeting.items.exclude(state="withdrawn")]
    if not waiting:
        return None
    return f"Version {', '.join(waiting)} is before it. Withdraw it, or present it to another meeting, first."


def it_was_before_a_body_that_met(item: Any) -> str | None:
    """The outcome of a meeting is written down after it; that of a correspondence needs no attendance."""
    meeting = item.meeting
    if meeting.is_correspondence or meeting.state == "held":
        return None
    return f"Who was at the meeting of the {meeting} is not recorded yet. Record the attendance first."


def changes_were_made(item: Any) -> str | None:
    if item.changed_id is not None:
        return None
    return "SECAS has not put the changed version forward yet."


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

MEETING = machine(
    "this meeting",
    "state",
    [
        State("planned", "Planned", "blue", "ring"),
        State("held", "Held", "green", "check"),
        State("cancelled", "Cancelled", "grey", "bar"),
    ],
    [
        Move("hold", "Record attendance", frozenset({"planned", "held"}), "held", Permission.RECORD_MEETINGS),
        Move(
            "cancel",
            "Cancel the meeting",
            frozenset({"planned"}),
            "cancelled",
            Permission.RECORD_MEETINGS,
            (nothing_is_before_it,),
        ),
    ],
)

ITEM = machine(
    "this item",
    "state",
    [
        State("open", "Before the body", "amber", "dot"),
        State("minuted", "Outcome recorded", "blue", "half"),
        State("subject", "Subject to changes", "violet", "threeq"),
        State("decided", "Decided", "green", "check"),
        State("withdrawn", "Withdrawn", "grey", "bar"),
    ],
    [
        Move(
            "minute",
            "Record the outcome",
            frozenset({"open", "minuted"}),
            "minuted",
            Permission.RECORD_MEETINGS,
            (it_was_before_a_body_that_met,),
        ),
        Move(
            "confirm", "Confirm the decision", frozenset({"minuted"}), "decided", Permission.CONFIRM_DECISIONS
        ),
        Move(
            "confirm_subject",
            "Confirm, subject to the changes",
            frozenset({"minuted"}),
            "subject",
            Permission.CONFIRM_DECISIONS,
        ),
        Move(
            "confirm_changes",
            "Confirm the changes",
            frozenset({"subject"}),
            "decided",
            Permission.CONFIRM_DECISIONS,
            (changes_were_made,),
        ),
        Move(
            "withdraw",
            "Withdraw",
            frozenset({"open", "subject"}),
            "withdrawn",
            Permission.PRESENT_VERSIONS,
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
