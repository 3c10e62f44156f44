"""Operations on the links of a modification."""

from collections.abc import Iterable
from datetime import date

from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Modification, ModificationLink
from modifications.operations.register import lock_modification
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@operation("modifications.set_links", Permission.EDIT_RELEASES)
def set_links(
    *,
    by: Actor,
    modification: Modification,
    links: Iterable[tuple[str, Modification | ChangeRequest, str]],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the links of a modification, given as (kind, other end, note)."""
    modification = lock_modification(modification, token)
    before = [str(row) for row in modification.links.select_related("other", "change_request")]
    modification.links.all().delete()
    made: list[ModificationLink] = []
    for kind, end, note in links:
        if end == modification:
            raise RuleBroken(f"{modification.reference} cannot be linked to itself.", field="end")
        other = {"change_request" if isinstance(end, ChangeRequest) else "other": end}
        link = ModificationLink(modification=modification, kind=kind, note=note, **other)
        if str(link) in map(str, made):
            raise RuleBroken(f"This link is listed twice: {link}. Remove one of them.", field="end")
        link.save()
        made.append(link)
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={"links": [before, [str(row) for row in made]]},
        on=on,
    )
