"""Who edited the content of a version; they may not approve it (the field's rule)."""

from governance.versions.models import RidVersion, VersionKind
from secrel.core.changes.operations import OPERATIONS
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

EARLIER: frozenset[str] = frozenset()
"""Former actions that edited nothing. Add an action here when its operation is renamed or removed."""


def no_edits() -> set[str]:
    """Actions that change the content of a release only as a consequence, such as the date of a row."""
    return EARLIER | {action for action, operation in OPERATIONS.items() if not operation.edits}


def editors_of(version: RidVersion) -> set[str]:
    """Actors (“user:7”) in the audit trail who changed the release after its last version in force and before this
    version was frozen."""
    release = version.release
    whole = release.versions.exclude(kind=VersionKind.DRAFT).exclude(pk=version.pk)
    earlier = [row for row in whole if (row.major, row.minor) < (version.major, version.minor)]
    last = max(earlier, key=lambda row: (row.major, row.minor), default=None)
    rows = AuditEntry.objects.filter(composed__has_key=release.slug).exclude(action__in=no_edits())
    rows = rows.filter(position__gt=_frozen_at(last) if last else 0, position__lte=_frozen_at(version))
    return set(rows.values_list("actor", flat=True).distinct())


def _frozen_at(version: RidVersion) -> int:
    """The position in the audit trail when the content of the version was first frozen.

    For an imported version, the position of its own entry, as it states the head of another audit trail.
    """
    if version.is_imported:
        place = Target.VERSION(version.release.slug, version.number)
        entry = AuditEntry.objects.filter(target=place).order_by("position").first()
        return entry.position if entry else 0
    first = version.steps.select_related("snapshot").order_by("pk").first()
    return first.snapshot.issue["record_head"]["position"] if first else 0
