"""Differences between a version, or the current release, and the version before; the history row that tells of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from governance.documents.checks.reading.changes import untold
from governance.documents.engine.diff.change import Change
from governance.documents.rid.history_row import ScopeChanges, drafted, scope_changes
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.scope import number_of
from governance.versions.models import RidVersion, VersionKind
from governance.versions.queries.versions import CLASS, VERSIONS, Reader, visible_versions
from releases.models.releases import Release
from releases.models.scope import ScopeEvent
from releases.queries import ledger_of
from secrel.core.changes.permissions import Permission
from secrel.core.changes.read_once import read_once


def differences_since_last(
    release: Release, content: RidContent
) -> tuple[RidVersion | None, tuple[Change, ...]]:
    """The latest version that is not withdrawn, and the differences of the content from it."""
    last = last_version(release)
    return last, differences_from(last, content) if last else ()


def last_version(release: Release, before: tuple[int, int] | None = None) -> RidVersion | None:
    """The latest version that is not withdrawn; `before`: the latest before this number."""
    if before is None and VERSIONS.is_read(release):
        stored = [row for row in VERSIONS.of(release) if row.state != "withdrawn"]
        return max(stored, key=lambda row: (row.major, row.minor), default=None)
    rows = release.versions.exclude(state="withdrawn").select_related("snapshot__content")
    if before:
        rows = rows.filter(Q(major__lt=before[0]) | Q(major=before[0], minor__lt=before[1]))
    return rows.order_by("-major", "-minor").first()


def differences_from(version: RidVersion, content: RidContent) -> tuple[Change, ...]:
    """The differences of a content from that of a version."""
    return RID_KIND.compare(version.snapshot.rid.content, content)


def version_differences(
    version: RidVersion, permissions: frozenset[Permission], reader: Reader = None
) -> tuple[RidVersion | None, tuple[Change, ...]]:
    """The base and the differences of a version from the last one in force before it, or from the last one at all.

    Readers of presented versions see the differences from earlier drafts too (ADR 9); others only from versions that
    they may read.
    """
    earlier = [
        row
        for row in _compared_with(version, permissions, reader)
        if (row.major, row.minor) < (version.major, version.minor) and row.became_id != version.pk
    ]
    settled = [row for row in earlier if row.is_settled]
    base = max(settled or earlier, key=lambda row: (row.major, row.minor), default=None)
    if base is None:
        return None, ()
    return base, version.snapshot.differs_from(base.snapshot)


@read_once
def _in_being(release: Release) -> list[RidVersion]:
    """The versions of a release that are not withdrawn, with their content."""
    return list(release.versions.exclude(state="withdrawn").select_related("snapshot__content"))


def _compared_with(
    version: RidVersion, permissions: frozenset[Permission], reader: Reader
) -> Iterable[RidVersion]:
    if Permission.READ_DRAFTS in permissions:
        rows = _in_being(version.release)
        for row in rows:
            if row.pk == version.pk:
                version.snapshot.content = row.snapshot.content
        return rows
    seen = visible_versions(version.release, permissions, reader).exclude(state="withdrawn")
    if Permission.READ_PRESENTED in permissions:
        drafts = version.release.versions.filter(
            kind=VersionKind.DRAFT, **{f"{CLASS}__in": ["white", "green"]}
        )
        drafts = drafts.exclude(state="withdrawn")
        seen = version.release.versions.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=drafts.values("pk")))
    return seen.select_related("snapshot__content")


@dataclass(frozen=True)
class CoveredChange:
    """A change of the scope that the history row of a version covers. `event`: the entry of the scope ledger that made
    it, if there is one. `is_told`: whether the row says so."""

    what: str
    ref: str
    event: ScopeEvent | None
    is_told: bool


_MOVES = {"added": ("enter", "target"), "out": ("take_out",), "approved": ("approve",)}
"""Moves in the ledger, by the kind of change."""


def covered_changes(version: RidVersion) -> list[CoveredChange]:
    """What became of the scope since the version before, each with its entry of the ledger: by that day, the last."""
    number = (version.major, version.minor)
    earlier = [row for row in _in_being(version.release) if (row.major, row.minor) < number]
    if not earlier:
        return []
    before = max(earlier, key=lambda row: (row.major, row.minor))
    changes = scope_changes(before.snapshot.rid.content.scope, version.snapshot.rid.content.scope)
    events = _events(version.release)
    missing = {(kind.value, ref) for kind, ref in untold(version.changes, changes)}
    return [
        CoveredChange(what, ref, _made(events, what, ref, version), (what, ref) not in missing)
        for what, refs in (("added", changes.added), ("out", changes.left), ("approved", changes.approved))
        for ref in refs
    ]


def drafted_row(
    release: Release, since: RidVersion, content: RidContent, differences: tuple[Change, ...]
) -> str:
    """The draft of the next history row: what changed since a version."""
    changes = scope_changes(since.snapshot.rid.content.scope, content.scope)
    grounds, undated = _why(release, changes)
    return drafted(changes, differences, grounds, undated)


def _why(release: Release, changes: ScopeChanges) -> tuple[dict[str, str], set[str]]:
    """The grounds of those that left, and those approved on a day that is not recorded."""
    if not (changes.left or changes.approved):
        return {}, set()
    events = _events(release)
    left = {ref: _made(events, "out", ref) for ref in changes.left}
    approved = {ref: _made(events, "approved", ref) for ref in changes.approved}
    return (
        {ref: event.ground for ref, event in left.items() if event},
        {ref for ref, event in approved.items() if event and not event.day_recorded},
    )


def _events(release: Release) -> list[ScopeEvent]:
    """The scope ledger, newest first."""
    return list(ledger_of(release))


def _made(events: list[ScopeEvent], what: str, ref: str, by: RidVersion | None = None) -> ScopeEvent | None:
    """The last entry of the ledger that made a change, up to the day of a version."""
    number = number_of(ref)
    found = (
        event
        for event in events
        if event.move in _MOVES[what]
        and number_of(event.item.modification.reference) == number
        and (by is None or event.on <= by.dated_on)
    )
    return next(found, None)
