"""What the daily job does for consultations: the reminder, closing those whose deadline has passed, and forgetting
links that nobody used."""

from contextlib import suppress
from datetime import date, datetime

from governance.consultations.models import AnswerLink, Consultation
from governance.consultations.operations.asking import RUN, close_consultation, locked, target_of
from governance.consultations.operations.news import announce_reminder
from governance.consultations.queries.consultations import reminder_day
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor, operation, record
from secrel.core.people.queries import working_days
from secrel.core.values.one_time_links import LINK_LIVES


@operation("governance.remind_of_consultation", RUN, edits=False)
def remind_of_consultation(*, by: Actor, consultation: Consultation, on: date, at: datetime) -> Consultation:
    """Remind those who follow an open consultation of its deadline, once for each deadline."""
    consultation = locked(by, consultation)
    if consultation.state != "open" or consultation.is_over(at) or consultation.reminded_on:
        raise RuleBroken("Everybody has been reminded of this deadline, or it has passed.")
    consultation.reminded_on = on
    consultation.save(update_fields=["reminded_on"])
    record(**target_of(consultation), changes={"reminded_on": [None, on]}, on=on)
    announce_reminder(consultation, on)
    return consultation


def _has_ended(row: Consultation) -> bool:
    """Whether the sources of its release have ended, so that nobody is reminded of anything."""
    return row.release is not None and row.release.sources_until is not None


def look_after_consultations(*, on: date, at: datetime) -> None:
    """Send the reminders that are due on a day, close what is over, and forget unused links. A second run changes
    nothing.
    """
    calendar = working_days()
    for row in Consultation.objects.filter(state="open").select_related("release").order_by("pk"):
        due = reminder_day(row, calendar)
        with suppress(RuleBroken):  # somebody was faster; the operation logs it
            if row.is_over(at):
                close_consultation(by=SYSTEM, consultation=row, token=AS_STORED, on=on, at=at)
            elif due and on >= due and row.reminded_on is None and not _has_ended(row):
                remind_of_consultation(by=SYSTEM, consultation=row, on=on, at=at)
    forget_unused_links(at)


def forget_unused_links(at: datetime) -> None:
    """Delete the links that expired unused, with the addresses that they were sent to. Answers and used links stay.

    They are kept for a day after that, so that a text that was written meanwhile comes back with the refusal.
    """
    AnswerLink.objects.filter(used_at__isnull=True, expires_at__lt=at - LINK_LIVES).delete()
