"""Rules about the timetable: its order, the calendar, date rules and the go-live."""

from collections.abc import Iterator
from datetime import date

from governance.documents.checks.document import Document, TimetableRow
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.text import long_date
from releases.steps import baselines_of
from releases.timing import months_before

MEET = frozenset({"panel", "tag", "ssc", "csc", "tabasc", "operations-group", "change-board"})
"""Keys of bodies that hold meetings."""
NAMED = 3
"""The most rows that a finding names."""


@rule("go-live-outside-window", Against.ITSELF, "timeline")
def go_live_in_its_window(document: Document) -> Iterator[Problem]:
    """The go-live lies in the window that the document states for it."""
    window = document.content.release.go_live_window
    if window and (refusal := window.value.refusal(document.go_live)):
        yield Problem(
            "/content/release/go_live",
            f"The go-live is not permitted: {refusal}",
            "Correct the go-live or the window.",
        )


@rule(
    "timetable-out-of-order",
    Against.ITSELF,
    "timeline",
    together="{} rows of the timetable are out of date order",
)
def timetable_is_in_order(document: Document) -> Iterator[Problem]:
    """The rows of the timetable are in date order."""
    latest: TimetableRow | None = None
    for row in document.rows:
        if latest is not None and row.when.interval()[1] < latest.when.interval()[0]:
            yield Problem(
                row.path,
                f"“{row.event}” on {row.when.label} stands after “{latest.event}” on {latest.when.label}.",
                "Correct one of the dates, or the order of the rows.",
                about=f"“{row.event}”",
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
        message = f"{len(empty)} of {len(rows)} rows {'has' if len(empty) == 1 else 'have'} no date yet: {named}{more}."
        yield Problem("/content/timeline", message, "Enter a date, a month, a quarter or a rule for each.")


@rule("meeting-not-working-day", Against.ITSELF, "timeline", together="{} meetings are not on a Working Day")
def meeting_is_on_a_working_day(document: Document) -> Iterator[Problem]:
    """Meetings are on Working Days, not on weekends or bank holidays."""
    for row in document.rows:
        if row.day and row.body in MEET and not document.context.calendar.is_working_day(row.day):
            yield Problem(
                row.path,
                f"“{row.event}” is on {row.day:%A} {long_date(row.day.isoformat())}, which is no Working Day.",
                "Correct the day of the meeting.",
                about=f"“{row.event}”",
            )


@rule("event-after-go-live", Against.ITSELF, "timeline", together="{} steps come after the go-live")
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
                about=f"“{row.event}”",
            )


@rule(
    "baseline-lead-short",
    Against.POLICY,
    "timeline",
    together="{} baselines are closer to the go-live than they should be",
)
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
                f"“{row.event}” is {lead} days before the go-live. It is due {months} months before, by "
                f"{long_date(due.isoformat())} ({(document.go_live - due).days} days).",
                "Baseline earlier, or record why it could not be.",
                about=f"“{row.event}”",
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


@rule("cut-off-after-go-live", Against.ITSELF, "scope", together="{} cut-off dates are after the go-live")
def cut_offs_come_before_the_go_live(document: Document) -> Iterator[Problem]:
    """A targeted modification is approved before the go-live, so its cut-off date is earlier."""
    for place, entry in enumerate(document.content.scope.targeted):
        if entry.cut_off and entry.cut_off.date and document.go_live:
            when = entry.cut_off.value
            if when.interval()[0] > document.go_live:
                message = (
                    f"The cut-off date of {entry.ref}, {entry.cut_off.label}, is after the go-live of "
                    f"{long_date(document.go_live.isoformat())}."
                )
                yield Problem(
                    f"/content/scope/targeted/{place}/cut_off",
                    message,
                    "Correct one of the dates.",
                    about=entry.ref,
                )


@rule(
    "took-place-in-future",
    Against.POLICY,
    "timeline",
    together="{} actual dates are after the date of this version",
)
def what_took_place_is_past(document: Document) -> Iterator[Problem]:
    """An actual date is on or before the date of the document."""
    dated = document.issue.document.date
    for place, row in enumerate(document.content.timeline):
        if (
            dated
            and row.actual
            and row.actual.date
            and row.actual.value.interval()[0] > date.fromisoformat(dated)
        ):
            yield Problem(
                f"/content/timeline/{place}/actual",
                f"“{row.event}” took place on {row.actual.label}, after the date of this version, {long_date(dated)}.",
                "Correct the date, or leave it out until the event has taken place.",
                about=f"“{row.event}”",
            )
