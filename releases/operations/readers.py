"""The named readers of a release's Amber and Red documents."""

from collections.abc import Iterable
from datetime import date

from releases.models.releases import Release, Section
from releases.operations.sections import lock_section
from secrel.core.changes.operations import Actor, Token, operation, record, require_reason, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, User


@operation("releases.set_readers", Permission.EDIT_RELEASES)
def set_readers(
    *,
    by: Actor,
    release: Release,
    bodies: Iterable[Body],
    people: Iterable[User],
    token: Token,
    reason: str = "",
    on: date,
) -> Release:
    """Set the bodies whose members read Amber documents of a release, and the people who read Red ones."""
    section = lock_section(release, Section.Key.SCOPE)
    before = readers_named(release)
    take_token(section, token, lambda: before, "The release")
    require_reason(release)
    release.reading_bodies.set(bodies)
    release.reading_people.set(people)
    after = readers_named(release)
    record(
        target=Target.READERS(release.slug),
        label=f"{release.name}: readers",
        changes={name: [before[name], after[name]] for name in after if before[name] != after[name]},
        reason=reason,
        on=on,
    )
    return release


def readers_named(release: Release) -> dict[str, list[str]]:
    """The names of the bodies and people."""
    return {
        "bodies": [body.short_name for body in release.reading_bodies.order_by("order")],
        "people": [user.name for user in release.reading_people.order_by("name")],
    }
