"""Rules about the document history, the timetable and the scope."""

import re
from collections.abc import Iterator
from datetime import date

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.changes import ChangeKind, read_changes, untold
from governance.documents.checks.rules.timetable.dates import baseline_rows
from governance.documents.engine.text import long_date
from governance.documents.rid.history_row import scope_changes
from governance.documents.rid.types.scope import number_of

HISTORY = "/issue/history"
_NAMED = re.compile(r"\b(?:SECMP|MP|DP)0*+([1-9][0-9]*+[A-Z]?)\b")
_REFERENCE = re.compile(r"(?:SECMP|MP|DP)0*+([1-9][0-9]*+[A-Z]?)")
USUAL = 14
"""Up to this many days after the meeting is a usual date for a version."""


@rule(
    "baseline-date-disagrees",
    Against.ITSELF,
    "timeline",
    together="{} baselines have another date in the history than in the timetable",
)
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
            about=f"“{row.event}”",
        )


@rule(
    "history-incomplete",
    Against.COMPLETENESS,
    "history",
    together="{} approvals are not recorded in the history",
)
def approvals_are_in_the_history(document: Document) -> Iterator[Problem]:
    """After the second baseline, each approval is a version of its own. If the history records that a modification
    was added, it also records its approval."""
    if document.number <= (2, 0):
        return
    named = {number for row in document.issue.history for number in _NAMED.findall(row.changes)}
    approved = {number for row in document.issue.history for number in _approved(row.changes)}
    for entry in document.content.scope.approved:
        number = number_of(entry.ref)
        if number in named - approved:
            yield Problem(
                HISTORY,
                f"{entry.ref} is approved, day not recorded: the history names it without its approval.",
                "Find the day of the approval, and issue a version that records it.",
                about=entry.ref,
            )


_TOLD = {
    ChangeKind.IN: "{ref} came into the scope",
    ChangeKind.OUT: "{ref} left the scope",
    ChangeKind.APPROVED: "{ref} was approved",
}


@rule(
    "history-row-leaves-out",
    Against.COMPLETENESS,
    "history",
    together="The row of this version leaves out {} changes of the scope",
)
def row_tells_every_scope_change(document: Document) -> Iterator[Problem]:
    """The history row of a version names each modification that came in, left or was approved since the version before.
    After the second baseline, `history-incomplete` judges approvals."""
    rows = document.issue.history
    place = next((n for n, row in enumerate(rows) if row.version == document.issue.document.version), None)
    before = document.context.before
    if place is None or before is None:
        return
    for kind, ref in untold(rows[place].changes, scope_changes(before.scope, document.content.scope)):
        if kind is not ChangeKind.APPROVED or document.number <= (2, 0):
            what = _TOLD[kind].format(ref=ref)
            message = f"{what} since the version before, and the history row of {rows[place].version} does not say so."
            yield Problem(f"{HISTORY}/{place}", message, "Say so in the row.", about=ref)


@rule(
    "history-against-versions",
    Against.ITSELF,
    "history",
    together="The history does not match {} earlier versions",
)
def history_tells_of_its_versions(document: Document) -> Iterator[Problem]:
    """The history has a row for each earlier version stored here, with the date of that version."""
    dates = {row.version: row.date for row in document.issue.history}
    for number, dated_on in document.context.versions.items():
        major, minor = map(int, number.split("."))
        if (major, minor) >= document.number:
            continue
        if number not in dates:
            message = f"Version {number} of {long_date(dated_on)} has no row in the history."
            yield Problem(HISTORY, message, "Add its row.", about=number)
        elif dates[number] != dated_on:
            message = (
                f"The history dates version {number} {long_date(dates[number])}; that version says "
                f"{long_date(dated_on)}."
            )
            yield Problem(HISTORY, message, "Correct the date of the row.", about=number)


@rule(
    "history-against-scope",
    Against.ITSELF,
    "history",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="The history and the scope disagree in {} places",
)
def history_fits_the_scope(document: Document) -> Iterator[Problem]:
    """A modification that left, by the history, is not in scope. One that was added is in scope, unless it left later.
    One that was approved is listed as approved."""
    scope = {number_of(entry.ref): entry.ref for entry in document.entries.values()}
    targeted = {number_of(entry.ref) for entry in document.content.scope.targeted}
    last: dict[str, tuple[ChangeKind, int, Certainty]] = {}
    approved: dict[str, tuple[int, Certainty]] = {}
    for place, row in enumerate(document.issue.history):
        for change in read_changes(row.changes):
            certainty = Certainty.CERTAIN if change.is_close else Certainty.BY_WORDS
            if change.kind is ChangeKind.APPROVED:
                approved[change.number] = (place, certainty)
            else:
                last[change.number] = (change.kind, place, certainty)
    for number, (kind, place, certainty) in last.items():
        row = document.issue.history[place]
        if kind is ChangeKind.OUT and number in scope:
            ref = scope[number]
            message = (
                f"The history says that {ref} left the scope in version {row.version}, and it is in scope."
            )
            mend = "Correct the history, or the scope."
            yield Problem(f"/issue/history/{place}", message, mend, certainty=certainty, about=ref)
        elif kind is ChangeKind.IN and number not in scope:
            ref = _named(row.changes, number)
            message = (
                f"The history says that {ref} was added in version {row.version}. It is not in "
                "scope, and no later row says that it left."
            )
            mend = "Add the row that says why it left, or correct the scope."
            yield Problem(f"/issue/history/{place}", message, mend, certainty=certainty, about=ref)
    for number in sorted(approved.keys() & targeted):
        place, certainty = approved[number]
        message = (
            f"The history says that {scope[number]} was approved in version {document.issue.history[place].version}, "
            "and it is listed as targeted."
        )
        mend = "List it as approved, or correct the history."
        yield Problem(f"/issue/history/{place}", message, mend, certainty=certainty, about=scope[number])


def _approved(text: str) -> set[str]:
    """The modifications that a row records as approved, also if it only mentions an approval."""
    changes = list(read_changes(text))
    stated = {change.number for change in changes if change.kind is ChangeKind.APPROVED}
    others = {change.number for change in changes} - stated
    return stated | (set(_NAMED.findall(text)) - others if "approv" in text.lower() else set())


@rule(
    "history-names-all",
    Against.POLICY,
    "history",
    together="{} modifications in scope are not named in the history",
)
def history_names_the_scope(document: Document) -> Iterator[Problem]:
    """A history that names most of the modifications in scope names them all."""
    named = {number for row in document.issue.history for number in _NAMED.findall(row.changes)}
    silent = [ref for ref in document.entries if number_of(ref) not in named]
    if len(silent) < len(document.entries) - len(silent):
        for ref in silent:
            message = f"{ref} is in scope, and no version in the history names it."
            yield Problem(HISTORY, message, "Say in which version it was added.", about=ref)


def _named(text: str, number: str) -> str:
    """The reference of a number as a text has it."""
    return next((found.group() for found in _REFERENCE.finditer(text) if found[1] == number), number)
