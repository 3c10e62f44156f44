"""The locks of a release and its sections, and the notes at the end of a section."""

from collections.abc import Iterable
from datetime import date

from releases.models.releases import Release, Section
from secrel.core.changes.operations import Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


def lock_section(release: Release, key: str) -> Section:
    """Lock the section's row, which has the version token, until the end of the transaction."""
    return Section.objects.select_for_update(no_key=True).get(release=release, key=key)


def lock_sections(release: Release, keys: Iterable[str] = Section.Key.values) -> dict[str, Section]:
    """Lock several sections, always in the same order to prevent deadlocks."""
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
    """Lock the release's row, so that two versions never get the same number."""
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


def locked_to_date(release: Release) -> Release:
    """Lock the release to record the date of a step, after the sections with the timetable and the annexes."""
    lock_sections(release, (Section.Key.TESTING, Section.Key.TIMELINE))
    return locked_release(release)
