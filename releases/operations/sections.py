"""A section of a release: its lock, its version token, the paragraphs at its end; and the lock of the release."""

from collections.abc import Iterable
from datetime import date

from releases.models.releases import Release, Section
from secrel.core.changes.operations import Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


def lock_section(release: Release, key: str) -> Section:
    """The section's row, locked until the transaction ends; it carries the version token."""
    return Section.objects.select_for_update(no_key=True).get(release=release, key=key)


def lock_sections(release: Release, keys: Iterable[str] = Section.Key.values) -> dict[str, Section]:
    """Several sections, always in the same order, so that nobody waits for each other in a circle."""
    rows = Section.objects.select_for_update(no_key=True).filter(release=release, key__in=list(keys))
    return {section.key: section for section in rows.order_by("key")}


@operation("releases.set_notes", Permission.EDIT_RELEASES)
def set_notes(
    *,
    by: Actor,
    release: Release,
    key: str,
    notes: Iterable[str],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the paragraphs printed at the end of a section."""
    section = lock_section(release, key)
    before = section.notes
    take_token(section, token, lambda: {"notes": before}, f"The section {section.get_key_display()}")
    section.notes = list(notes)
    section.save(update_fields=["notes"])
    touch(release)
    record(
        target=Target.SECTION(release.slug, key),
        label=str(section),
        changes={"notes": [before, section.notes]},
        on=on,
    )


def locked_release(release: Release) -> Release:
    """The release's row, so that two versions never take one number."""
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


def locked_to_date(release: Release) -> Release:
    """The release of which a step is dated: the sections that keep its day and its annexes come before it."""
    lock_sections(release, (Section.Key.TESTING, Section.Key.TIMELINE))
    return locked_release(release)
