"""The document history from before the release was entered here."""

from collections.abc import Iterable
from datetime import date

from governance.versions.models import EarlierVersion, RidVersion
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import Actor, many, operation, record, require_reason
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@operation("governance.record_earlier_version", Permission.EDIT_RELEASES)
def record_earlier_version(
    *, by: Actor, release: Release, number: str, kind: str, dated_on: date, changes: str
) -> EarlierVersion:
    """Add a row to the history from before the release was entered here."""
    require_reason(release)
    row = _row(release, number, kind, dated_on, changes)
    row.save(force_insert=True)
    _record_added(row)
    return row


@many(record_earlier_version)
def record_earlier_versions(
    *, by: Actor, release: Release, rows: Iterable[tuple[str, str, date, str]]
) -> None:
    """Add rows to the history from before the release was entered here, given as (number, kind, date, changes)."""
    require_reason(release)
    for row in EarlierVersion.objects.bulk_create(_row(release, *row) for row in rows):
        _record_added(row)


def _row(release: Release, number: str, kind: str, dated_on: date, changes: str) -> EarlierVersion:
    major, minor = map(int, number.split("."))
    return EarlierVersion(
        release=release, major=major, minor=minor, kind=kind, dated_on=dated_on, changes=changes
    )


def _record_added(row: EarlierVersion) -> None:
    record(
        target=Target.VERSION(row.release.slug, row.number),
        label=f"{row.release.short_name} RID {row.number}",
        changes={"changes": [None, row.changes]},
        on=row.dated_on,
    )


@operation("governance.set_earlier_versions", Permission.EDIT_RELEASES)
def set_earlier_versions(
    *,
    by: Actor,
    release: Release,
    rows: dict[str, tuple[str, date, str]],
    seen: Iterable[str],
    on: date,
) -> None:
    """Replace the history from before the release was entered here.

    `rows`: number to (kind, date, changes); `seen`: the numbers on the page that was edited. Raises Stale if there are
    others now, RuleBroken for the number of a version stored here.
    """
    release = locked_release(release)
    stored = {row.number: row for row in EarlierVersion.objects.filter(release=release)}
    if set(stored) != set(seen):
        raise Stale("Somebody else has changed the history since you opened it.", theirs={}, token=0)
    require_reason(release)
    version_numbers = {row.number for row in RidVersion.objects.filter(release=release)}
    if taken := next((number for number in rows if number in version_numbers and number not in stored), None):
        raise RuleBroken(
            f"Version {taken} is stored here as a document, so its history row comes from that document. Remove it."
        )
    EarlierVersion.objects.filter(release=release).delete()
    EarlierVersion.objects.bulk_create(_row(release, number, *row) for number, row in rows.items())
    before = {number: f"{row.kind} {row.dated_on} {row.changes}" for number, row in stored.items()}
    after = {number: f"{kind} {dated_on} {changes}" for number, (kind, dated_on, changes) in rows.items()}
    record(
        target=Target.VERSIONS(release.slug),
        label=f"Earlier versions of the {release}",
        changes={
            number: [before.get(number), after.get(number)]
            for number in {**before, **after}
            if before.get(number) != after.get(number)
        },
        on=on,
    )
