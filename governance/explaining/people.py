"""Who made an entry, as far as a reader may know: the name for those who may read the entry, else role and body."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from governance.integrity.queries.record import record_seen_by
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record_readers import kinds
from secrel.core.models.people import Membership
from secrel.core.models.record import AuditEntry, user_of

UNKNOWN = "a person with an account"


class Names:
    """The names of those who made some entries. One query each for what is readable and for roles, if needed."""

    def __init__(self, user: Any, permissions: frozenset[Permission], entries: Iterable[AuditEntry]) -> None:
        self.user, self.permissions = user, permissions
        self.entries = list(entries)

    @cached_property
    def _readable(self) -> frozenset[int]:
        if self.user is None or not any(kind.needs in self.permissions for kind in kinds()):
            return frozenset()
        positions = [entry.position for entry in self.entries]
        return frozenset(
            record_seen_by(self.user).filter(position__in=positions).values_list("position", flat=True)
        )

    @cached_property
    def _roles(self) -> dict[int, list[Membership]]:
        people = {user_of(entry.actor) for entry in self.entries if entry.position not in self._readable}
        rows = Membership.objects.filter(user__in=people - {None}).select_related("body").order_by("from_on")
        found: dict[int, list[Membership]] = {}
        for row in rows:
            found.setdefault(row.user_id, []).append(row)
        return found

    def may_read(self, entry: AuditEntry) -> bool:
        return entry.position in self._readable

    def of(self, entry: AuditEntry) -> str:
        """The person’s name, or “Analyst, SECAS”; secrel itself for what a job did."""
        person = user_of(entry.actor)
        if person is None:
            return "secrel itself"
        if self.may_read(entry):
            return entry.actor_name
        held = self._roles.get(person, [])
        then = [
            row for row in held if row.from_on <= entry.on and (not row.until_on or row.until_on >= entry.on)
        ]
        row = next(iter(then or held), None)
        return f"{row.get_role_display()}, {row.body.short_name}" if row else UNKNOWN
