"""The rows of a release and of a version, locked for a change; release first."""

from governance.models import RidVersion
from releases.models import Release, Section
from releases.operations.sections import lock_sections
from secrel.core.errors import Stale


def locked_release(release: Release) -> Release:
    """The release's row, so that two versions never take one number."""
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


def locked_to_date(release: Release) -> Release:
    """The release of which a step is dated: the sections that keep its day and its annexes come before it."""
    lock_sections(release, (Section.Key.TESTING, Section.Key.TIMELINE))
    return locked_release(release)


def locked_version(version: RidVersion, token: int | None) -> RidVersion:
    """The version as it stands, locked with its release; raises Stale where the token is another."""
    locked_release(version.release)
    version = (
        RidVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "snapshot__content", "snapshot__job", "meeting__body")
        .get(pk=version.pk)
    )
    if token is not None and token != version.token:
        raise Stale(
            f"{version} was changed since you opened it: it is {version.standing.label.lower()} now. "
            "Load the page again and look before you decide.",
            theirs={"state": version.state},
            token=version.token,
        )
    return version


def target_of(version: RidVersion) -> dict[str, str]:
    """What an entry of the record names."""
    return {"target": f"releases/{version.release.slug}/rid/{version.number}", "label": str(version)}
