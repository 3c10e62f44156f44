"""Storing an imported document as a version, unchanged, with its deviations from the facts."""

from collections.abc import Iterable
from datetime import date

from governance.composing.models import Content
from governance.composing.operations.rendering import queue_rendering
from governance.composing.operations.snapshots import store_frozen
from governance.documents.rid.issue import created, history_row
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import HistoryRow, Rid, RidContent
from governance.versions.models import Deviation, EarlierVersion, RidVersion, VersionKind
from governance.versions.operations.baselining import move_release_on, supersede_others
from governance.versions.operations.freezing import end_privacy, note_step
from governance.versions.operations.history import record_earlier_versions
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target

STATE: dict[str, str] = {
    VersionKind.DRAFT: "draft",
    VersionKind.BASELINE: "baselined",
    VersionKind.ISSUE: "issued",
}


@operation("governance.store_imported", Permission.PUBLISH_VERSIONS)
def store_imported(
    *,
    by: Actor,
    release: Release,
    rid: Rid,
    facts: RidContent | None = None,
    deviations: Iterable[tuple[str, str, str, str]] = (),
    on: date,
) -> RidVersion:
    """Store a document under its own number, unchanged, and the rows of its history that are missing.

    `facts`: the content composed from the facts taken from it; None for a document older than the facts of the
    release, which is superseded from the start. `deviations`: (path, stated, computed, reason).
    """
    major, minor = map(int, rid.issue.document.version.split("."))
    kind = kind_of(major, minor)
    dated_on = date.fromisoformat(created(rid))
    state = STATE[kind] if facts is not None else "superseded"
    if kind != VersionKind.DRAFT:
        end_privacy(release, rid.issue.document.classification or "")
    _fill_history(by, release, rid.issue.history, (major, minor))
    version = RidVersion.objects.create(
        release=release,
        major=major,
        minor=minor,
        kind=kind,
        state=state,
        dated_on=dated_on,
        changes=history_row(rid.issue),
        snapshot=store_frozen(RID_KIND, rid),
        published_on=dated_on if kind != VersionKind.DRAFT else None,
        is_imported=True,
        facts=_store_content(facts),
    )
    differing = Deviation.objects.bulk_create(
        Deviation(version=version, path=path, stated=stated, computed=computed, reason=reason)
        for path, stated, computed, reason in deviations
    )
    note_step(version, "import", by, on)
    record(
        target=Target.VERSION(release.slug, version.number),
        label=str(version),
        changes={
            "state": [None, state],
            "snapshot": [None, version.snapshot_id],
            "deviations": [None, [row.path for row in differing]],
        },
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=str(version))
    if version.published_on and facts is not None:
        supersede_others(version, on)
    if major and facts is not None:
        move_release_on(version, on)
    return version


def kind_of(major: int, minor: int) -> str:
    """The kind of a number (the field's rule): 1.1 is a draft, 1.0 and 2.0 are baselines, 3.0 and later issues."""
    if minor or not major:
        return VersionKind.DRAFT
    return VersionKind.BASELINE if major <= 2 else VersionKind.ISSUE


def _store_content(facts: RidContent | None) -> Content | None:
    if facts is None:
        return None
    data = facts.as_data()
    content = Content(digest=digest_of(data), data=data)
    Content.objects.bulk_create([content], ignore_conflicts=True)
    return content


def _fill_history(by: Actor, release: Release, rows: Iterable[HistoryRow], own: tuple[int, int]) -> None:
    """Store the history rows of versions that are not stored here; the histories of later drafts need them."""
    stored = {
        (row.major, row.minor)
        for model in (EarlierVersion, RidVersion)
        for row in model.objects.filter(release=release)
    }
    numbered = [((*map(int, row.version.split(".")),), row) for row in rows]
    missing = [
        (row.version, kind_of(*number), date.fromisoformat(row.date), row.changes)
        for number, row in numbered
        if number < own and number not in stored
    ]
    if missing:
        record_earlier_versions(by=by, release=release, rows=missing)
