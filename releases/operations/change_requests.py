"""Operations on the Change Requests beside a release."""

from collections.abc import Iterable
from datetime import date

from modifications.models.change_requests import ChangeRequest
from modifications.operations.documents import add_change_request
from releases.models.releases import ListState, Release, Section
from releases.models.scope import ReleaseChangeRequest
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    Actor,
    Token,
    operation,
    record,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@operation("releases.list_change_requests", Permission.EDIT_RELEASES)
def list_change_requests(
    *,
    by: Actor,
    release: Release,
    rows: Iterable[tuple[str, str, str]],
    token: Token,
    reason: str = "",
    on: date,
) -> None:
    """Replace the Change Requests beside a release: (reference, title, description).

    New ones are added with their title. Raises RuleBroken for a new one without a title, or one listed twice.
    """
    listed: dict[str, tuple[ChangeRequest, str]] = {}
    for text, title, description in rows:
        reference = text.upper().replace(" ", "")
        if reference in listed:
            raise RuleBroken(f"{reference} is listed twice. Remove one of the rows.", field="reference")
        found = ChangeRequest.objects.filter(reference=reference).first()
        if found is None and not title:
            raise RuleBroken(f"{reference} is new. Enter its title as well.", field="title")
        found = found or add_change_request(by=by, reference=reference, title=title, on=on)
        listed[reference] = (found, description)
    set_change_requests(by=by, release=release, rows=listed.values(), token=token, reason=reason, on=on)
    record(
        target=Target.SECTION(release.slug, "scope"),
        label=f"Change Requests beside the {release}",
        changes={"listed": [None, list(listed)]},
        reason=reason,
        on=on,
    )


@operation("releases.set_change_requests", Permission.EDIT_RELEASES)
def set_change_requests(
    *,
    by: Actor,
    release: Release,
    rows: Iterable[tuple[ChangeRequest, str]],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the Change Requests delivered beside a release, given as (change request, description).

    The release states the list as listed if it has rows, and as to come again once it has none.
    """
    section = lock_section(release, Section.Key.SCOPE)
    before = [row.change_request.reference for row in release.beside.select_related("change_request")]
    take_token(section, token, lambda: {"change_requests": before}, "The scope")
    release.beside.all().delete()
    made = ReleaseChangeRequest.objects.bulk_create(
        ReleaseChangeRequest(
            release=release, change_request=change_request, position=place, description=description
        )
        for place, (change_request, description) in enumerate(rows, start=1)
    )
    _state_change_requests(release, bool(made))
    touch(release)
    record(
        target=Target.SECTION(release.slug, "scope"),
        label=f"Change Requests beside the {release}",
        changes={"change_requests": [before, [row.change_request.reference for row in made]]},
        on=on,
    )


def _state_change_requests(release: Release, are_listed: bool) -> None:
    stated = Release.objects.filter(pk=release.pk)
    if are_listed:
        stated.update(change_requests=ListState.ITEMS)
    else:
        stated.filter(change_requests=ListState.ITEMS).update(change_requests=ListState.UNKNOWN)
