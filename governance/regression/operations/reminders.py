"""Reminds Test Participants, some Working Days before the due day, of what they have not declared."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db import transaction

from governance.documents.engine.text import long_date
from governance.regression.models import RegressionReminder
from governance.regression.operations.locking import notify_participant
from governance.regression.queries.declarations import Missing, missing_declarations
from governance.regression.queries.participants import people_of
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.working_days import WorkingDays
from secrel.core.people.queries import working_days
from secrel.core.values.present import present


def remind_participants(*, on: date) -> int:
    """Send the reminders that a day calls for and that were not sent yet; returns how many. A later due day calls for
    another reminder. An organisation without an account gets none until it has one; the page of the DCC shows that.
    """
    releases = {row.participant.release for row in missing_declarations()}
    return sum(_remind(release, on) for release in sorted(releases, key=lambda release: release.pk))


def _remind(release: Release, on: date) -> int:
    """The reminders of one release, under its lock, so that two jobs send none twice."""
    with transaction.atomic():
        locked_release(release)
        sent = set(
            RegressionReminder.objects.filter(participant__release=release).values_list(
                "participant", "kind", "due_on"
            )
        )
        calendar = working_days()
        due = [row for row in missing_declarations([release]) if _is_near(row.due.on, on, calendar)]
        people = people_of({row.participant for row in due}, on=on)
        new = [
            row
            for row in due
            if (row.participant.pk, row.kind.value, row.due.on) not in sent and people[row.participant.pk]
        ]
        if new:
            send_reminders(by=SYSTEM, release=release, rows=new, on=on)
        return len(new)


def _is_near(due: date | None, on: date, calendar: WorkingDays) -> bool:
    if due is None or on > due:
        return False
    return on >= calendar.before(due, settings.REGRESSION_REMINDER_DAYS)


@operation("governance.send_regression_reminders", Permission.FOLLOW_UP)
def send_reminders(*, by: Actor, release: Release, rows: Iterable[Missing], on: date) -> None:
    """Remind the organisations, each of all that it has not declared, and record it."""
    rows = list(rows)
    RegressionReminder.objects.bulk_create(
        RegressionReminder(participant=row.participant, kind=row.kind, due_on=present(row.due.on), sent_on=on)
        for row in rows
    )
    record(
        target=Target.REGRESSION_REMINDERS(release.slug),
        label=f"Reminders of regression testing, {release}",
        changes={"reminded": [None, [f"{row.participant.receipt} {row.kind} {row.due.on}" for row in rows]]},
        on=on,
    )
    for participant, group in groupby(rows, key=lambda row: row.participant):
        named = [f"{row.kind.phrase} by {long_date(present(row.due.on).isoformat())}" for row in group]
        notify_participant(
            participant,
            f"{participant}: regression testing for the {release} is due soon",
            f"Declare your {' and your '.join(named)}.",
            on,
        )
