"""Keeping blackout periods."""

from datetime import date

from django.db import IntegrityError, transaction

from governance.scenarios.models import Blackout
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target

KEEP = Permission.KEEP_BLACKOUTS


@operation("governance.add_blackout", KEEP, reason="Give the reason for the blackout period.")
def add_blackout(*, by: Actor, name: str, first_on: date, last_on: date, reason: str, on: date) -> Blackout:
    """Add a period in which nothing may go live or be tested. Raises RuleBroken for days out of order."""
    if first_on > last_on:
        raise RuleBroken("The last day is before the first. Correct one of them.", field="last_on")
    row = Blackout(name=name, first_on=first_on, last_on=last_on, reason=reason)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken(
            f"There is already a period called {name} from this day. Remove that one first.", field="name"
        ) from error
    days = {"first_on": [None, first_on], "last_on": [None, last_on]}
    record(target=Target.BLACKOUT(row.pk), label=name, changes=days, reason=reason, on=on)
    return row


@operation("governance.drop_blackout", KEEP, reason="Give a reason. It is kept in the audit trail.")
def drop_blackout(*, by: Actor, blackout: Blackout, reason: str, on: date) -> None:
    """Remove a period."""
    row = Blackout.objects.select_for_update(no_key=True).filter(pk=blackout.pk).first()
    if row is None:
        raise RuleBroken("This period has already been removed. Reload the page.")
    key, days = row.pk, {"first_on": [row.first_on, None], "last_on": [row.last_on, None]}
    row.delete()
    record(target=Target.BLACKOUT(key), label=row.name, changes=days, reason=reason, on=on)
