"""The dates of the timetable against the rules that it states for them, as data or in the published words."""

from collections.abc import Iterator
from datetime import date

from governance.documents.checks.document import Document, TimetableRow
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.deadlines import Bound, Deadline, read_deadlines
from governance.documents.checks.reading.events import GO_LIVE, read_event
from governance.documents.engine.text import long_date
from releases.timing import Rule

Days = tuple[date, date]
"""The first and the last day that a date can mean."""


@rule(
    "date-against-rule",
    Against.ITSELF,
    "timeline",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="{} dates differ from their rules",
)
def date_follows_its_rule(document: Document) -> Iterator[Problem]:
    """A date with a rule (“10 Working Days before UIT begins”) is the date that the rule gives, or on the side of it
    that the rule allows (“by”, “at least”). A different date set by hand is only a note."""
    for row in document.rows:
        for deadline in _deadlines(document, row):
            anchor = _anchor(document, row, deadline)
            due = anchor and _due(document, deadline, anchor)
            if anchor and due and not deadline.keeps(*row.when.interval(), *due):
                yield Problem(
                    row.path,
                    f"“{row.event}” is on {row.when.label}; {deadline.text} ({_days_text(anchor)}) is {_days_text(due)}"
                    f"{_side(deadline)}.",
                    "Let the date follow the rule, or take the rule out.",
                    Against.USAGE if _is_set_by_hand(document, row) else None,
                    Certainty.CERTAIN if deadline.is_whole else Certainty.BY_WORDS,
                    about=f"“{row.event}”",
                )


def _is_set_by_hand(document: Document, row: TimetableRow) -> bool:
    return document.content.timeline[row.place].key in document.context.set_by_hand


def _deadlines(document: Document, row: TimetableRow) -> Iterator[Deadline]:
    stated = document.content.timeline[row.place].rule
    if stated:
        text = str(Rule(stated.working_days, stated.of))
        yield Deadline(stated.working_days, "working days", stated.of, Bound.EXACT, text)
    else:
        yield from read_deadlines(row.event)
        yield from read_deadlines(row.notes)


def _anchor(document: Document, row: TimetableRow, deadline: Deadline) -> Days | None:
    """The days of the event that a rule counts from: of the row with its name, or else of the only row that means it.
    The go-live is always that of the release."""
    event, go_live = read_event(deadline.of), document.go_live
    if event == GO_LIVE:
        return (go_live, go_live) if go_live else None
    place = document.names.find(deadline.of)
    found = None if place is None else document.rows_by_place.get(place)
    if event and (found is None or read_event(found.event) not in (None, event)):
        meant = document.rows_by_event.get(event, ())
        found = meant[0] if len(meant) == 1 else None
    return found.when.interval() if found and found.place != row.place else None


def _due(document: Document, deadline: Deadline, anchor: Days) -> Days | None:
    try:
        first, last = (deadline.due(day, document.context.calendar) for day in anchor)
    except (ValueError, OverflowError):  # beyond the last year of a calendar
        return None
    return first, last


def _days_text(days: Days) -> str:
    first, last = (long_date(day.isoformat()) for day in days)
    return first if first == last else f"{first} to {last}"


def _side(deadline: Deadline) -> str:
    return {Bound.LATEST: " at the latest", Bound.EARLIEST: " at the earliest"}.get(deadline.bound, "")
