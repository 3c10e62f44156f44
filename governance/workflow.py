"""The lives of a RID version, of meetings and items, of acceptance, and of a rendering (DOMAIN 2, 4 to 6)."""

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
    if version.answers.filter(item__decision__changes__version=version).exists():
        return None
    return f"No decision to baseline {version.number} is confirmed."


def nothing_is_before_it(meeting: Any) -> str | None:
    """A meeting is cancelled once what it was asked is taken elsewhere."""
    waiting = [item.subject for item in meeting.items.exclude(state="withdrawn")]
    if not waiting:
        return None
    verb = "is" if len(waiting) == 1 else "are"
    return f"{', '.join(waiting)} {verb} before it. Take that off the agenda, or ask another meeting, first."


def it_was_before_a_body_that_met(item: Any) -> str | None:
    """The outcome of a meeting is written down after it; that of a correspondence needs no attendance."""
    meeting = item.meeting
    if meeting.is_correspondence or meeting.state == "held":
        return None
    return f"Who was at the meeting of the {meeting} is not recorded yet. Record the attendance first."


def changes_were_made(item: Any) -> str | None:
    if item.changes_are_made:
        return None
    return "SECAS has not put the changed version forward yet."


def it_shows_something(evidence: Any) -> str | None:
    """Words alone can be evidence; nothing cannot."""
    if evidence.text.strip() or evidence.files.exists():
        return None
    return "It has neither words nor a file. Say what it shows, or add the file."


EVERY_CRITERION = frozenset({"open", "submitted", "met", "conditions", "not_met", "not_applicable"})
REVIEWED = EVERY_CRITERION - {"open"}

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

CRITERION = machine(
    "this criterion",
    "state",
    [
        State("open", "Evidence awaited", "amber", "dot"),
        State("submitted", "To be reviewed", "blue", "half"),
        State("met", "Met", "green", "check"),
        State("conditions", "Met with conditions", "teal", "threeq"),
        State("not_met", "Not met", "red", "cross"),
        State("not_applicable", "Not applicable", "grey", "bar"),
    ],
    [
        Move("submit", "Release the evidence", EVERY_CRITERION, "submitted", Permission.SUBMIT_EVIDENCE),
        Move("met", "Record that it is met", REVIEWED, "met", Permission.REVIEW_EVIDENCE),
        Move("conditions", "Record its conditions", REVIEWED, "conditions", Permission.REVIEW_EVIDENCE),
        Move("not_met", "Record that it is not met", EVERY_CRITERION, "not_met", Permission.REVIEW_EVIDENCE),
        Move(
            "not_applicable",
            "Record that it does not apply",
            EVERY_CRITERION,
            "not_applicable",
            Permission.REVIEW_EVIDENCE,
        ),
    ],
)

STANDARD = machine(
    "this standard set",
    "state",
    [
        State("draft", "Draft", "blue", "half"),
        State("in_force", "In force", "green", "check"),
        State("superseded", "Superseded", "grey", "bar"),
        State("discarded", "Given up", "grey", "bar"),
    ],
    [
        Move("agree", "Agree", frozenset({"draft"}), "in_force", Permission.FOLLOW_UP),
        Move("supersede", "Supersede", frozenset({"in_force"}), "superseded", Permission.FOLLOW_UP),
        Move("discard", "Give up", frozenset({"draft"}), "discarded", Permission.MANAGE_STANDARD),
    ],
)

EVIDENCE = machine(
    "this evidence",
    "state",
    [
        State("draft", "Draft", "grey", "ring"),
        State("released", "Released", "blue", "check"),
        State("discarded", "Discarded", "grey", "bar"),
    ],
    [
        Move(
            "release",
            "Release the evidence",
            frozenset({"draft"}),
            "released",
            Permission.SUBMIT_EVIDENCE,
            (it_shows_something,),
        ),
        Move("discard", "Discard the draft", frozenset({"draft"}), "discarded", Permission.SUBMIT_EVIDENCE),
    ],
)

DELIVERABLE = machine(
    "this deliverable",
    "state",
    [
        State("submitted", "Submitted", "blue", "half"),
        State("advised", "Advised on", "violet", "threeq"),
        State("accepted", "Accepted", "green", "check"),
        State("returned", "Returned", "red", "cross"),
        State("superseded", "Superseded", "grey", "bar"),
    ],
    [
        Move("advise", "Advise on it", frozenset({"submitted", "advised"}), "advised", Permission.FOLLOW_UP),
        Move("accept", "Accept it", frozenset({"submitted", "advised"}), "accepted", Permission.FOLLOW_UP),
        Move("return", "Return it", frozenset({"submitted", "advised"}), "returned", Permission.FOLLOW_UP),
        Move(
            "supersede",
            "Supersede it",
            frozenset({"submitted", "advised", "accepted", "returned"}),
            "superseded",
            Permission.FOLLOW_UP,
        ),
    ],
)

CONDITION = machine(
    "this condition",
    "state",
    [
        State("open", "Open", "amber", "dot"),
        State("reported", "Reported as met", "blue", "half"),
        State("closed", "Closed", "green", "check"),
    ],
    [
        Move("report", "Report it as met", frozenset({"open"}), "reported", Permission.SUBMIT_EVIDENCE),
        Move("reopen", "Open it again", frozenset({"reported"}), "open", Permission.EDIT_RELEASES),
        Move("close", "Close it", frozenset({"reported"}), "closed", Permission.EDIT_RELEASES),
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
