"""Operations on the DCC's assessments of a modification."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import ProtectedError

from modifications.models.modifications import Modification, Part
from modifications.models.progress import Assessment
from modifications.operations.register import lock_modification
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile


@dataclass(frozen=True)
class AssessmentFacts:
    """Facts by name for a stored assessment (`row`), or for a new one."""

    row: Assessment | None
    facts: dict[str, Any]


@operation("modifications.set_assessments", Permission.EDIT_RELEASES)
def set_assessments(
    *,
    by: Actor,
    modification: Modification,
    rows: Iterable[AssessmentFacts],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the assessments of a modification's parts. Raises RuleBroken if costs are based on a removed one."""
    modification = lock_modification(modification, token)
    rows = list(rows)
    existing = Assessment.objects.filter(part__modification=modification)
    before = [_text(row) for row in existing]
    for removed in existing.exclude(pk__in=[row.row.pk for row in rows if row.row]):
        _remove(removed)
    made = [_write(row, modification) for row in rows]
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={"assessments": [before, [_text(row) for row in made]]},
        on=on,
    )


@operation("modifications.attach_assessment", Permission.EDIT_RELEASES)
def attach_assessment(
    *,
    by: Actor,
    assessment: Assessment,
    file: CheckedFile,
    received_on: date | None,
    reason: str = "",
    on: date,
) -> Assessment:
    """Attach the file of an assessment, replacing an earlier one, and set the day it was received if given."""
    modification = lock_modification(assessment.part.modification, AS_STORED)
    row = Assessment.objects.select_related("part__modification").get(pk=assessment.pk)
    before, row.file_name = row.file_name, file.name
    row.file = store_file(file.file, digest=file.digest, media_type=file.media_type)
    row.received_on = received_on or row.received_on
    if row.requested_on and row.received_on and row.received_on < row.requested_on:
        raise RuleBroken(
            f"It was requested on {row.requested_on:%d %b %Y}; it cannot have been received earlier.",
            field="received_on",
        )
    row.save(update_fields=["file", "file_name", "received_on"])
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(row),
        changes={"file": [before, file.name], "received_on": [None, row.received_on]},
        reason=reason,
        on=on,
    )
    return row


def _write(entered: AssessmentFacts, modification: Modification) -> Assessment:
    facts = dict(entered.facts)
    covers: list[Part] | None = facts.pop("covers", None)
    row = entered.row or Assessment()
    for name, value in facts.items():
        setattr(row, name, value)
    if row.part.modification_id != modification.pk:
        raise RuleBroken(
            f"{row.part} does not belong to {modification.reference}. Enter its assessment on its own page.",
            field="part",
        )
    if row.requested_on and row.received_on and row.received_on < row.requested_on:
        raise RuleBroken(
            f"The {row} was requested on {row.requested_on:%d %b %Y}; it cannot have been received earlier.",
            field="received_on",
        )
    row.save()
    if covers is not None:
        row.covers.set(covers)
    return row


def _remove(row: Assessment) -> None:
    try:
        row.covers.clear()
        row.delete()
    except ProtectedError as error:
        raise RuleBroken(
            f"The {row} cannot be removed because costs are based on it. Change those costs first."
        ) from error


def _text(row: Assessment) -> str:
    return f"{row}, due {(row.revised_due or row.due).label or 'to be set'}" + (
        ", received" if row.received_on else ""
    )
