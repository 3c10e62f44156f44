"""The Change Requests beside a release, known ones and new ones together."""

from collections.abc import Iterable
from datetime import date

from modifications.models import ChangeRequest
from modifications.operations.documents import add_change_request
from releases.models import Release
from releases.operations.scope import set_change_requests
from secrel.core.changes import Actor, Token, operation, record
from secrel.core.errors import RuleBroken
from secrel.core.permissions import Permission
from secrel.core.targets import Target


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

    One that is not known yet is entered with its title. Raises RuleBroken for one without, or listed twice.
    """
    listed: dict[str, tuple[ChangeRequest, str]] = {}
    for text, title, description in rows:
        reference = text.upper().replace(" ", "")
        if reference in listed:
            raise RuleBroken(f"{reference} stands there twice. Take one out.", field="reference")
        found = ChangeRequest.objects.filter(reference=reference).first()
        if found is None and not title:
            raise RuleBroken(f"{reference} is not entered yet: write its title beside it.", field="title")
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
