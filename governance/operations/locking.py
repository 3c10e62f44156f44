"""The rows of a release, locked for a change."""

from releases.models import Release, Section
from releases.operations.sections import lock_sections


def locked_release(release: Release) -> Release:
    """The release's row, so that two versions never take one number."""
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


def locked_to_date(release: Release) -> Release:
    """The release of which a step is dated: the sections that keep its day and its annexes come before it."""
    lock_sections(release, (Section.Key.TESTING, Section.Key.TIMELINE))
    return locked_release(release)
