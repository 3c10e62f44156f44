"""A fact of a modification put back to what it was, out of the record."""

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
"""Facts that the record holds whole, so that one of its values can be stored again."""


def may_be_put_back(entry: AuditEntry, name: str) -> bool:
    """Whether an entry holds a fact of a modification so that it can be stored again."""
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
    """Set a fact to what it was before an entry of the record. Raises RuleBroken where it is that already."""
    if not may_be_put_back(entry, name):
        raise RuleBroken("This is not a fact that can be put back; change it on its page.")
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


def _value(name: str, kept: Any) -> Any:
    """As the field holds it, from what the record keeps."""
    if name == "raised_on":
        return date.fromisoformat(kept) if kept else None
    if name == "lead_analyst":
        people = list(User.objects.filter(name=kept)[:2]) if kept else [None]
        if len(people) != 1:
            raise RuleBroken(f"{kept} is no one person's name any more. Choose the analyst among the facts.")
        return people[0]
    return kept
