"""Who edited what a version says: they do not approve it. Source: DOMAIN 2."""

from governance.versions.models import RidVersion, VersionKind
from secrel.core.changes.operations import OPERATIONS
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

EARLIER: frozenset[str] = frozenset()
"""Actions that only older entries hold and that edited nothing: add one here when its operation is renamed or goes."""


def no_edits() -> set[str]:
    """Actions of which only what follows from them changes what a release says: the day of a row, an annex."""
    return EARLIER | {action for action, operation in OPERATIONS.items() if not operation.edits}


def editors_of(version: RidVersion) -> set[str]:
    """Actors ("user:7") who changed the release since its last version in force and before this one was frozen, as
    the record says."""
    release = version.release
    whole = release.versions.exclude(kind=VersionKind.DRAFT).exclude(pk=version.pk)
    earlier = [row for row in whole if (row.major, row.minor) < (version.major, version.minor)]
    last = max(earlier, key=lambda row: (row.major, row.minor), default=None)
    rows = AuditEntry.objects.filter(composed__has_key=release.slug).exclude(action__in=no_edits())
    rows = rows.filter(position__gt=_frozen_at(last) if last else 0, position__lte=_frozen_at(version))
    return set(rows.values_list("actor", flat=True).distinct())


def _frozen_at(version: RidVersion) -> int:
    """Where the record stood when what the version says was frozen first; an imported one stands at its own entry, as
    it prints the head of another record."""
    if version.is_imported:
        place = Target.VERSION(version.release.slug, version.number)
        entry = AuditEntry.objects.filter(target=place).order_by("position").first()
        return entry.position if entry else 0
    first = version.steps.select_related("snapshot").order_by("pk").first()
    return first.snapshot.issue["record_head"]["position"] if first else 0
