"""Who may read an entry of the audit trail: declared for each kind of target; without a declaration, nobody.

The kind is the first part of an entry's target: "releases" of "releases/june-2021/scope". Each app declares its kinds
at start-up; `record` refuses to write an entry of a kind that is not declared.
"""

from dataclasses import dataclass

from django.db.models import F, Func, QuerySet, TextField, Value

from secrel.core.changes.permissions import Permission
from secrel.core.models.record import AuditEntry


@dataclass(frozen=True)
class EntryKind:
    """A kind of target, its label in the filter, and the permission to read its entries."""

    name: str
    label: str
    needs: Permission


_declared: dict[str, EntryKind] = {}


def declare_kinds(needs: Permission, **labels: str) -> None:
    """Declare who may read entries of some kinds; an underscore in a name means a hyphen."""
    for name, label in labels.items():
        kind = EntryKind(name.replace("_", "-"), label, needs)
        _declared[kind.name] = kind


def kinds() -> list[EntryKind]:
    """All declared kinds, by label."""
    return sorted(_declared.values(), key=lambda kind: kind.label)


def kind_of(target: str) -> str:
    return target.partition("/")[0]


def is_declared(target: str) -> bool:
    return kind_of(target) in _declared


FIRST_WORD = Func(F("target"), Value("/"), Value(1), function="split_part", output_field=TextField())
"""The kind of an entry, in a query."""


def entries_seen(permissions: frozenset[Permission]) -> QuerySet[AuditEntry]:
    """Entries of the declared kinds that a person with the permissions may read, newest first."""
    readable = [kind.name for kind in _declared.values() if kind.needs in permissions]
    return AuditEntry.objects.alias(kind=FIRST_WORD).filter(kind__in=readable).order_by("-position")
