"""Differences between a version, or the current release, and the version before."""

from django.db.models import Q

from governance.documents.engine.diff.change import Change
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import RidContent
from governance.versions.models import RidVersion, VersionKind
from governance.versions.queries.versions import CLASS, Reader, visible_versions
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission


def differences_since_last(
    release: Release, content: RidContent
) -> tuple[RidVersion | None, tuple[Change, ...]]:
    """The latest version that is not withdrawn, and the differences of the content from it."""
    last = last_version(release)
    return last, differences_from(last, content) if last else ()


def last_version(release: Release) -> RidVersion | None:
    """The latest version that is not withdrawn."""
    rows = release.versions.exclude(state="withdrawn").select_related("snapshot")
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
    seen = visible_versions(version.release, permissions, reader).exclude(state="withdrawn")
    if Permission.READ_PRESENTED in permissions:
        drafts = version.release.versions.filter(
            kind=VersionKind.DRAFT, **{f"{CLASS}__in": ["white", "green"]}
        )
        drafts = drafts.exclude(state="withdrawn")
        seen = version.release.versions.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=drafts.values("pk")))
    earlier = [
        row
        for row in seen.select_related("snapshot__content")
        if (row.major, row.minor) < (version.major, version.minor) and row.became_id != version.pk
    ]
    in_force = [row for row in earlier if row.is_published and row.kind != VersionKind.DRAFT]
    base = max(in_force or earlier, key=lambda row: (row.major, row.minor), default=None)
    if base is None:
        return None, ()
    return base, version.snapshot.differs_from(base.snapshot)
