"""Restoring an earlier value of a modification from the audit trail."""

from datetime import date
from typing import Any

from modifications.models.modifications import Modification
from modifications.operations.register import CHANGEABLE, change_modification
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry

RESTORABLE = CHANGEABLE
"""Facts whose values the audit trail holds in full, so that they can be restored."""


def may_be_put_back(entry: AuditEntry, name: str) -> bool:
    """Whether a value in an audit entry can be restored."""
    return entry.action == change_modification.action and name in RESTORABLE and name in entry.changes


@operation("modifications.put_back", Permission.EDIT_RELEASES)
def put_back(
    *,
    by: Actor,
    modification: Modification,
    entry: AuditEntry,
    name: str,
    token: Token,
    reason: str = "",
    on: date,
) -> Modification:
    """Restore the value of a fact before an audit entry. Raises RuleBroken if it has that value already."""
    if not may_be_put_back(entry, name):
        raise RuleBroken("This value cannot be restored from here. Change it on its own page.")
    value = _value(name, entry.changes[name][0])
    modification = change_modification(
        by=by, modification=modification, fields={name: value}, token=token, reason=reason, on=on
    )
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={name: [entry.changes[name][1], f"{value}, as before entry {entry.position}"]},
        reason=reason,
        on=on,
    )
    return modification


def _value(name: str, recorded: Any) -> Any:
    """The value for the field, from the value in the audit entry."""
    if name == "raised_on":
        return date.fromisoformat(recorded) if recorded else None
    if name == "lead_analyst":
        people = list(User.objects.filter(name=recorded)[:2]) if recorded else [None]
        if len(people) != 1:
            raise RuleBroken(
                f"{recorded} is not the name of exactly one person. Choose the lead analyst on the page “Facts”."
            )
        return people[0]
    return recorded
