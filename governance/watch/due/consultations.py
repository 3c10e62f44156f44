"""Deadlines of consultations, and for their owners the days of reminders and decisions."""

from collections.abc import Iterator
from datetime import date

from governance.consultations.models import Consultation
from governance.consultations.queries.consultations import reminder_day
from governance.consultations.queries.readers import bodies_run_by, seen_by
from governance.watch.due.entry import Due
from secrel.core.models.people import User
from secrel.core.people.queries import working_days
from secrel.core.values.present import present


def consultations(user: User | None) -> Iterator[Due]:
    """The deadline of each consultation that was opened; the reminder and the decision for who runs it."""
    rows = list(seen_by(user).filter(opened_at__isnull=False).order_by("deadline", "pk"))
    own = bodies_run_by(user) if rows else []
    calendar = working_days() if own else None
    for row in rows:
        yield _entry(
            row, "deadline", row.deadline_day, f"Answers close: {row}", "parties", row.state != "open"
        )
        if row.owner.key not in own:
            continue
        reminder = reminder_day(row, calendar) if calendar else None
        if reminder:
            is_done = row.reminded_on is not None or row.state != "open"
            yield _entry(
                row, "reminder", reminder, f"Reminder of the consultation: {row}", row.owner.key, is_done
            )
        if row.decides_on:
            what = f"Decision after the consultation: {row}"
            yield _entry(
                row, "decision", row.decides_on, what, present(row.decided_by).key, row.state == "decided"
            )


def _entry(row: Consultation, name: str, on: date, what: str, body: str, is_done: bool) -> Due:
    facts = {"is_done": is_done, "is_off": row.state == "withdrawn"}
    place = row.release.name if row.release else row.owner.short_name
    return Due.of_day(
        f"consultations/{row.slug}/{name}", on, what, body, place, row.get_absolute_url(), **facts
    )
