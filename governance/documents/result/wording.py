"""The sentences of the result of a consultation. A result names their edition, and is always printed with it."""

from collections.abc import Iterator

from governance.documents.engine.text import long_date
from governance.documents.result.counts import counted, total
from governance.documents.result.types import ResultContent, ResultDecision, ResultIssue
from secrel.core.values.texts import joined

LATEST = 1
DOCUMENT_NAME = "Result of a consultation"
CLASSIFICATION = {
    "white": "White: anybody may read this document.",
    "green": "Green: this document is for SEC Parties and not for the public.",
    "amber": "Amber: this document is for those named here, and for nobody else.",
}
EXAMPLE = "Example data. The answers are fictional."
NO_ANSWER = "No answer came."
NONE_SHOWN = "No answer can be shown."
NO_DECISION = "No body was asked to decide."
NOT_AUTHORITATIVE = (
    "This Word copy is for convenience. The issued result is the PDF, with the data attached to it."
)
MOVED = "The go-live moves{before} to {day}."
EFFECTS = "Steps of the timetable that move with the new go-live, or came after it"
KEPT = "The go-live stays as it is."


def opening(content: ResultContent, issue: ResultIssue | None) -> Iterator[str]:
    """The first paragraphs: who asked whom and when, how many answered, and what came of it. `issue` None: a draft."""
    if content.example:
        yield EXAMPLE
    asked = f"{begun(content.owner)} consulted Parties from {long_date(content.opened_on)}"
    about = f" on the {content.release.name}" if content.release else ""
    yield f"{asked}{about}. The deadline was {content.deadline}."
    yield counted(total(content.counts)) if content.counts else NO_ANSWER
    if content.decisions:
        yield outcome(content.decisions[-1])
    if issue and issue.readers:
        yield f"It is for {joined(list(issue.readers))}."


def outcome(decision: ResultDecision) -> str:
    """Who decided when, and whether the go-live moves."""
    who = f"{begun(decision.body)} decided on {long_date(decision.decided_on)}."
    return " ".join(filter(None, (who, moved(decision))))


def moved(decision: ResultDecision) -> str:
    if decision.outcome == "moved" and decision.go_live:
        before = f" from {long_date(decision.before)}" if decision.before else ""
        return MOVED.format(before=before, day=long_date(decision.go_live))
    return KEPT if decision.outcome == "kept" else ""


def dealt_with_quietly(content: ResultContent) -> str:
    """What is said of confidential answers; empty if there are none."""
    number = total(content.counts).confidential
    if not number:
        return ""
    if number == 1:
        return "The confidential answer was dealt with too. Neither it nor how it was dealt with is shown."
    return f"The {number} confidential answers were dealt with too. Neither they nor how they were dealt with is shown."


def issued(issue: ResultIssue) -> str:
    """The line at the foot of each page."""
    return f"Issued on {long_date(issue.issued_on)}"


def begun(name: str) -> str:
    """A name at the beginning of a sentence: The Panel."""
    return name[:1].upper() + name[1:]
