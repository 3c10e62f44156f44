"""Rules about the document history, the timetable and the scope."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from governance.documents.checks.dates import baseline_rows
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.text import long_date

HISTORY = "/issue/history"
_NAMED = re.compile(r"\b(?:SECMP|MP|DP)0*+([1-9][0-9]*+[A-Z]?)\b")
USUAL = 14
"""Up to this many days after the meeting is a usual date for a version."""


@rule("baseline-date-disagrees", Against.ITSELF, "timeline")
def baselines_are_dated_once(document: Document) -> Iterator[Problem]:
    """The timetable and the history give the same date for a baseline. A version dated up to 14 days after its
    meeting is usual and only a note."""
    dated = {row.version: date.fromisoformat(row.date) for row in document.issue.history}
    for (major, _), row, meets in baseline_rows(document):
        day = dated.get(f"{major}.0")
        if day is None or day == meets:
            continue
        days = (day - meets).days
        side = "later" if days > 0 else "earlier"
        yield Problem(
            row.path,
            f"The timetable says {long_date(meets.isoformat())} for “{row.event}”, the history "
            f"{long_date(day.isoformat())} for version {major}.0: {abs(days)} days {side}.",
            "Look which of them is the day of the meeting.",
            Against.USAGE if 0 < days <= USUAL else None,
        )


@rule("history-incomplete", Against.COMPLETENESS, "history")
def approvals_are_in_the_history(document: Document) -> Iterator[Problem]:
    """After the second baseline each approval is recorded in a version: if the history mentions a modification that is
    approved, it also mentions the approval."""
    if document.number <= (2, 0):
        return
    approved: dict[str, bool] = defaultdict(bool)
    for row in document.issue.history:
        for number in set(_NAMED.findall(row.changes)):
            approved[number] |= "approv" in row.changes.lower()
    for entry in document.content.scope.approved:
        number = entry.ref.lstrip("SECMPD0")
        if number in approved and not approved[number]:
            yield Problem(
                HISTORY,
                f"{entry.ref} is approved, and the history names it without its approval.",
                "Issue a version that records the approval.",
            )


@rule("history-against-versions", Against.ITSELF, "history")
def history_tells_of_its_versions(document: Document) -> Iterator[Problem]:
    """The history has a row for each earlier version stored here, with the date of that version."""
    dates = {row.version: row.date for row in document.issue.history}
    for number, dated_on in document.context.versions.items():
        major, minor = map(int, number.split("."))
        if (major, minor) >= document.number:
            continue
        if number not in dates:
            message = f"Version {number} of {long_date(dated_on)} has no row in the history."
            yield Problem(HISTORY, message, "Add its row.")
        elif dates[number] != dated_on:
            message = (
                f"The history dates version {number} {long_date(dates[number])}; that version says "
                f"{long_date(dated_on)}."
            )
            yield Problem(HISTORY, message, "Correct the date of the row.")
