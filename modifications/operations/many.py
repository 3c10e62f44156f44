"""Operations of an import on many modifications at once; each is `many` of an operation on a single one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from modifications.models.documents import SecDocument
from modifications.models.impacts import DocumentImpact, ParticipantImpact
from modifications.models.modifications import Modification, Part, Solution
from modifications.operations.impacts import documents_named, impacts_by_part, record_impacts, set_impacts
from modifications.operations.register import (
    new_solutions,
    record_registered,
    record_solutions,
    refuse_no_address,
    refuse_registered,
    register_modification,
    set_solutions,
    unsaved,
)
from modifications.queries import modifications_named
from secrel.core.changes.operations import Actor, many, touch
from secrel.core.values.references import ModificationReference


@dataclass(frozen=True)
class NewModification:
    """A modification to register, with the name of its part; its reference is in our notation."""

    reference: str
    title: str
    stage: str
    impacts_dcc_systems: bool | None
    web_address: str
    part: str


@many(register_modification)
def register_modifications(
    *, by: Actor, rows: Sequence[NewModification], on: date | None = None
) -> list[Modification]:
    """Add modifications with one part each. None of the references may exist yet, as a current or former one."""
    for reference in modifications_named(row.reference for row in rows):
        refuse_registered(reference)
    for row in rows:
        refuse_no_address(row.web_address)
    made = Modification.objects.bulk_create(
        unsaved(
            ModificationReference.parse(row.reference),
            row.stage,
            title=row.title,
            impacts_dcc_systems=row.impacts_dcc_systems,
            web_address=row.web_address,
        )
        for row in rows
    )
    Part.objects.bulk_create(
        Part(modification=modification, name=row.part) for modification, row in zip(made, rows, strict=True)
    )
    for modification in made:
        record_registered(modification, [], on)
    return made


def lock_modifications(
    modifications: Iterable[Modification], *, takes_tokens: bool = True
) -> dict[int, Modification]:
    """Lock the modifications in the order of their keys, and take their tokens as stored; returns them by key."""
    keys = [modification.pk for modification in modifications]
    locked = Modification.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    found = {modification.pk: modification for modification in locked}
    if takes_tokens:
        Modification.objects.filter(pk__in=keys).update(token=F("token") + 1)
    return found


@many(set_solutions)
def set_solutions_of_many(
    *, by: Actor, rows: Sequence[tuple[Modification, list[tuple[str, str]]]], on: date | None = None
) -> None:
    """Replace the solutions of each modification. An approved one stays approved if its text is still there."""
    locked = lock_modifications(modification for modification, _ in rows)
    stored: dict[int, list[Solution]] = {}
    for solution in Solution.objects.filter(modification__in=locked).order_by("position"):
        stored.setdefault(solution.modification_id, []).append(solution)
    made = {
        modification.pk: new_solutions(locked[modification.pk], stored.get(modification.pk, []), solutions)
        for modification, solutions in rows
    }
    Solution.objects.filter(modification__in=locked).delete()
    Solution.objects.bulk_create(solution for solutions in made.values() for solution in solutions)
    for part in Part.objects.filter(modification__in=locked):
        touch(part)
    for key, solutions in made.items():
        record_solutions(locked[key], stored.get(key, []), solutions, on)


@dataclass(frozen=True)
class Ticks:
    """The ticks of a part: participants by key, SEC documents by designation."""

    part: Part
    participants: list[str]
    documents: list[str]


@many(set_impacts)
def set_impacts_of_many(*, by: Actor, rows: Sequence[Ticks], on: date | None = None) -> None:
    """Replace the ticks of each part. Raises RuleBroken for a SEC document that is not stored."""
    lock_modifications(row.part.modification for row in rows)
    keys = [row.part.pk for row in rows]
    locked = Part.objects.select_for_update(of=("self",), no_key=True).select_related("modification")
    parts = {part.pk: part for part in locked.filter(pk__in=keys).order_by("pk")}
    found: dict[str, SecDocument] = documents_named(
        list(dict.fromkeys(name for row in rows for name in row.documents))
    )
    before = impacts_by_part(keys)
    ParticipantImpact.objects.filter(part__in=keys).delete()
    DocumentImpact.objects.filter(part__in=keys).delete()
    ParticipantImpact.objects.bulk_create(
        ParticipantImpact(part=parts[row.part.pk], participant=name)
        for row in rows
        for name in row.participants
    )
    DocumentImpact.objects.bulk_create(
        DocumentImpact(part=parts[row.part.pk], document=found[name])
        for row in rows
        for name in row.documents
    )
    after = impacts_by_part(keys)
    for key in keys:
        touch(parts[key])
        record_impacts(parts[key], before[key], after[key], on)
