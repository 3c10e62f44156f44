"""Operations on the parts of a modification and their impacts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import ProtectedError

from modifications.models.modifications import Modification, Part
from modifications.operations.impacts import set_impacts
from modifications.operations.register import lock_modification, refuse_part_names, touch_parts
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@dataclass(frozen=True)
class PartFacts:
    """A stored part to change, or a new one; None for impacts that stay unchanged."""

    part: Part | None
    name: str
    participants: list[str] | None = None
    documents: list[str] | None = None


@operation("modifications.set_parts", Permission.EDIT_RELEASES)
def set_parts(
    *,
    by: Actor,
    modification: Modification,
    parts: Iterable[PartFacts],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the parts. A single part may have no name: the whole modification. Costs and scope items keep theirs.

    Raises RuleBroken for a removed part that is in a release, and Stale if the modification was changed.
    """
    parts = list(parts)
    refuse_part_names(modification.reference, [row.name for row in parts])
    modification = lock_modification(modification, token)
    before = [part.name for part in modification.parts.order_by("pk")]
    remaining = {row.part.pk for row in parts if row.part}
    for part in modification.parts.exclude(pk__in=remaining):
        _remove(part)
    renamed = {row.part.pk: row.name for row in parts if row.part and row.part.name != row.name}
    for pk in renamed:  # a temporary name first, so that two parts can swap their names
        Part.objects.filter(pk=pk).update(name=f"aside {pk}")
    for pk, name in renamed.items():
        Part.objects.filter(pk=pk).update(name=name)
    for row in parts:
        part = row.part or Part.objects.create(modification=modification, name=row.name)
        if row.participants is not None or row.documents is not None:
            set_impacts(by=by, part=part, participants=row.participants, documents=row.documents, on=on)
    touch_parts(modification)
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={"parts": [before, [row.name for row in parts]]},
        on=on,
    )


def _remove(part: Part) -> None:
    try:
        part.participant_impacts.all().delete()
        part.document_impacts.all().delete()
        part.delete()
    except ProtectedError as error:
        raise RuleBroken(
            f"{part} cannot be removed because it is or was in a release, or has assessments. "
            "Take it out of its release instead."
        ) from error
