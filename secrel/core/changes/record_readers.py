"""Who may read an entry of the audit trail: declared for each kind of thing that entries are about, else nobody.

The kind is the first word of an entry's target: "releases" of "releases/june-2021/scope". Each app declares its own at
start-up; `record` refuses to write of a kind that none has declared.
"""

from dataclasses import dataclass

from django.db.models import F, Func, QuerySet, TextField, Value

from secrel.core.changes.permissions import Permission
from secrel.core.models.record import AuditEntry


@dataclass(frozen=True)
class EntryKind:
    """What entries are about, what the filter calls it, and the permission that shows them."""

    name: str
    label: str
    needs: Permission


_declared: dict[str, EntryKind] = {}


def declare_kinds(needs: Permission, **labels: str) -> None:
    """Say who reads the entries about some kinds of things; an underscore in a name stands for a hyphen."""
    for name, label in labels.items():
        kind = EntryKind(name.replace("_", "-"), label, needs)
        _declared[kind.name] = kind


def kinds() -> list[EntryKind]:
    """All that are declared, by label."""
    return sorted(_declared.values(), key=lambda kind: kind.label)


def kind_of(target: str) -> str:
    return target.partition("/")[0]


def is_declared(target: str) -> bool:
    return kind_of(target) in _declared


def entries_seen(permissions: frozenset[Permission]) -> QuerySet[AuditEntry]:
    """Entries of the declared kinds that a person with the permissions may read, newest first."""
    first_word = Func(F("target"), Value("/"), Value(1), function="split_part", output_field=TextField())
    readable = [kind.name for kind in _declared.values() if kind.needs in permissions]
    return AuditEntry.objects.alias(kind=first_word).filter(kind__in=readable).order_by("-position")
