"""The ticks of a part: participants and SEC documents that it affects."""

from collections.abc import Iterable
from datetime import date

from modifications.models.documents import SecDocument
from modifications.models.impacts import DocumentImpact, ParticipantImpact
from modifications.models.modifications import Part
from modifications.operations.register import lock_modification
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, operation, record, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@operation("modifications.set_impacts", Permission.EDIT_RELEASES)
def set_impacts(
    *,
    by: Actor,
    part: Part,
    participants: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
    on: date | None = None,
) -> None:
    """Replace the ticks of a part: participants by key, documents by designation. None leaves them unchanged."""
    lock_modification(part.modification, AS_STORED)
    part = (
        Part.objects.select_for_update(of=("self",), no_key=True)
        .select_related("modification")
        .get(pk=part.pk)
    )
    before = _impacts(part)
    participants = before["participants"] if participants is None else list(participants)
    documents = before["documents"] if documents is None else list(documents)
    found = {row.designation: row for row in SecDocument.objects.filter(designation__in=documents)}
    if missing := [name for name in documents if name not in found]:
        raise RuleBroken(f"There is no SEC document {missing[0]}. Ask an administrator to add it.")
    part.participant_impacts.all().delete()
    part.document_impacts.all().delete()
    ParticipantImpact.objects.bulk_create(
        ParticipantImpact(part=part, participant=name) for name in participants
    )
    DocumentImpact.objects.bulk_create(DocumentImpact(part=part, document=found[name]) for name in documents)
    after = _impacts(part)
    touch(part)
    record(
        target=Target.MODIFICATION_IMPACTS(part.modification.reference),
        label=f"Impacts of {part}",
        changes={name: [before[name], after[name]] for name in before},
        on=on,
    )


def _impacts(part: Part) -> dict[str, list[str]]:
    return {
        "participants": sorted(part.participant_impacts.values_list("participant", flat=True)),
        "documents": sorted(part.document_impacts.values_list("document__designation", flat=True)),
    }
