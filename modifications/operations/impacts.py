"""The ticks of a part: participants and SEC documents that it affects."""

from collections.abc import Collection, Iterable
from datetime import date

from modifications.models.documents import SecDocument
from modifications.models.impacts import DocumentImpact, ParticipantImpact
from modifications.models.modifications import Part
from modifications.operations.register import lock_modification
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, operation, record, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target

Impacts = dict[str, list[str]]
"""Ticks of a part: its participants, and its SEC documents by designation."""


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
    before = impacts_by_part([part.pk])[part.pk]
    participants = before["participants"] if participants is None else list(participants)
    documents = before["documents"] if documents is None else list(documents)
    found = documents_named(documents)
    part.participant_impacts.all().delete()
    part.document_impacts.all().delete()
    ParticipantImpact.objects.bulk_create(
        ParticipantImpact(part=part, participant=name) for name in participants
    )
    DocumentImpact.objects.bulk_create(DocumentImpact(part=part, document=found[name]) for name in documents)
    touch(part)
    record_impacts(part, before, impacts_by_part([part.pk])[part.pk], on)


def record_impacts(part: Part, before: Impacts, after: Impacts, on: date | None) -> None:
    record(
        target=Target.MODIFICATION_IMPACTS(part.modification.reference),
        label=f"Impacts of {part}",
        changes={name: [before[name], after[name]] for name in before},
        on=on,
    )


def documents_named(designations: Collection[str]) -> dict[str, SecDocument]:
    """SEC documents by designation; raises RuleBroken for one that is not stored."""
    found = {row.designation: row for row in SecDocument.objects.filter(designation__in=designations)}
    if missing := [name for name in designations if name not in found]:
        raise RuleBroken(f"There is no SEC document {missing[0]}. Ask an administrator to add it.")
    return found


def impacts_by_part(keys: Collection[int]) -> dict[int, Impacts]:
    """The ticked participants and SEC documents of each part, in alphabetical order."""
    found: dict[int, Impacts] = {key: {"participants": [], "documents": []} for key in keys}
    for what, rows, name in (
        ("participants", ParticipantImpact.objects, "participant"),
        ("documents", DocumentImpact.objects, "document__designation"),
    ):
        for key, ticked in rows.filter(part__in=keys).values_list("part", name):
            found[key][what].append(ticked)
    return {key: {what: sorted(names) for what, names in row.items()} for key, row in found.items()}
