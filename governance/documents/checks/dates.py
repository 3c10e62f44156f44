"""Rules about the timetable: its order, the calendar, date rules and the go-live."""

from collections.abc import Iterator
from datetime import date

from governance.documents.checks.document import Document, TimetableRow
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.text import long_date
from releases.steps import baselines_of
from releases.timing import GO_LIVE, Rule, months_before, read_rule

MEET = frozenset({"panel", "tag", "ssc", "csc", "tabasc", "operations-group", "change-board"})
"""Keys of bodies that hold meetings."""
NAMED = 3
"""The most rows that a finding names."""


@rule("timetable-out-of-order", Against.ITSELF, "timeline")
def timetable_is_in_order(document: Document) -> Iterator[Problem]:
    """The rows of the timetable are in date order."""
    latest: TimetableRow | None = None
    for row in document.rows:
        if latest is not None and row.when.interval()[1] < latest.when.interval()[0]:
            yield Problem(
                row.path,
                f"“{row.event}” on {row.when.label} stands after “{latest.event}” on {latest.when.label}.",
                "Correct one of the dates, or the order of the rows.",
            )
        else:
            latest = row


@rule("date-not-set", Against.COMPLETENESS, "timeline")
def every_row_is_dated(document: Document) -> Iterator[Problem]:
    """Each step of the timetable has a date, which may be a month or a quarter."""
    rows = document.content.timeline
    empty = [row.event for row in rows if not row.when.date]
    if empty:
        named = ", ".join(f"“{event}”" for event in empty[:NAMED])
        more = f" and {len(empty) - NAMED} more" if len(empty) > NAMED else ""
        message = f"{len(empty)} of {len(rows)} rows have no date yet: {named}{more}."
        yield Problem("/content/timeline", message, "Enter a date, a month, a quarter or a rule for each.")


@rule("meeting-not-working-day", Against.ITSELF, "timeline")
def meeting_is_on_a_working_day(document: Document) -> Iterator[Problem]:
    """Meetings are on Working Days, not on weekends or bank holidays."""
    for row in document.rows:
        if row.day and row.body in MEET and not document.context.calendar.is_working_day(row.day):
            yield Problem(
                row.path,
                f"“{row.event}” is on {row.day:%A} {long_date(row.day.isoformat())}, which is no Working Day.",
                "Correct the day of the meeting.",
            )


@rule("event-after-go-live", Against.ITSELF, "timeline")
def nothing_comes_after_the_go_live(document: Document) -> Iterator[Problem]:
    """No step of the timetable is after the go-live."""
    if document.go_live is None:
        return
    for row in document.rows:
        begins = row.when.interval()[0]
        if begins > document.go_live:
            days = (begins - document.go_live).days
            yield Problem(
                row.path,
                f"“{row.event}” on {row.when.label} is {days} days after the go-live of "
                f"{long_date(document.go_live.isoformat())}.",
                "Bring it forward, or move the go-live.",
            )


@rule("date-against-rule", Against.ITSELF, "timeline")
def date_follows_its_rule(document: Document) -> Iterator[Problem]:
    """A date with a rule (“10 Working Days before UIT begins”) is the date that the rule gives. A different date set by
    hand is only a note."""
    for row in document.rows:
        stated = _rule_of(document, row)
        anchor = _anchor(document, stated) if stated and row.day else None
        if stated is None or anchor is None:
            continue
        step = document.context.calendar.before if stated.days < 0 else document.context.calendar.after
        due = step(anchor, abs(stated.days))
        if due != row.day:
            yield Problem(
                row.path,
                f"“{row.event}” is on {row.when.label}; {stated} ({long_date(anchor.isoformat())}) is "
                f"{long_date(due.isoformat())}.",
                "Let the date follow the rule, or take the rule out.",
                Against.USAGE if _is_set_by_hand(document, row) else None,
            )


def _is_set_by_hand(document: Document, row: TimetableRow) -> bool:
    return document.content.timeline[row.place].key in document.context.set_by_hand


def _rule_of(document: Document, row: TimetableRow) -> Rule | None:
    stated = document.content.timeline[row.place].rule
    if stated:
        return Rule(stated.working_days, stated.of)
    try:
        return read_rule(row.notes.strip().rstrip("."))
    except ValueError:
        return None


def _anchor(document: Document, stated: Rule) -> date | None:
    """The day a rule counts from. The go-live is always that of the release, whatever the rows say."""
    if stated.of.casefold() in GO_LIVE:
        return document.go_live
    place = document.names.find(stated.of)
    return None if place is None else document.days.get(place)


@rule("baseline-lead-short", Against.POLICY, "timeline")
def baselines_come_early_enough(document: Document) -> Iterator[Problem]:
    """The system scope is baselined 12 months before the go-live and the full scope 6 months before. A release without
    system impact may have one baseline, 6 months before."""
    if document.go_live is None:
        return
    for (_, months), row, day in baseline_rows(document):
        due, lead = months_before(document.go_live, months), (document.go_live - day).days
        if day > due:
            yield Problem(
                row.path,
                f"“{row.event}” is {lead} days before the go-live; {months} months before it is "
                f"{long_date(due.isoformat())}, {(document.go_live - due).days} days.",
                "Baseline earlier, or record why it could not be.",
            )


def baseline_rows(document: Document) -> Iterator[tuple[tuple[int, int], TimetableRow, date]]:
    """The dated rows of baselines: (major version, months before the go-live), the row, its date."""
    is_system = document.content.release.profile == "system_impacting"
    baselines = baselines_of(is_system, [row.steps for row in document.rows])
    for major, (months, steps) in enumerate(baselines.values(), start=1):
        for row in document.rows:
            if row.day and not steps.isdisjoint(row.steps):
                yield (major, months), row, row.day
                break
