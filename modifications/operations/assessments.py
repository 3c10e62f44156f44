"""The DCC's assessments of a modification, changed together."""

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
    """Facts by name, over a stored assessment or of a new one."""

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
    """Replace the assessments of a modification's parts. Raises RuleBroken for one that costs rest on and goes."""
    modification = lock_modification(modification, token)
    rows = list(rows)
    standing = Assessment.objects.filter(part__modification=modification)
    before = [_said(row) for row in standing]
    for gone in standing.exclude(pk__in=[row.row.pk for row in rows if row.row]):
        _take_out(gone)
    made = [_write(row, modification) for row in rows]
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={"assessments": [before, [_said(row) for row in made]]},
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
    """Attach the assessment itself, over the one that is there; with the day it came, where that is said."""
    modification = lock_modification(assessment.part.modification, AS_STORED)
    row = Assessment.objects.select_related("part__modification").get(pk=assessment.pk)
    before, row.file_name = row.file_name, file.name
    row.file = store_file(file.file, digest=file.digest, media_type=file.media_type)
    row.received_on = received_on or row.received_on
    if row.requested_on and row.received_on and row.received_on < row.requested_on:
        raise RuleBroken(
            f"It was requested on {row.requested_on:%d %b %Y}; it cannot have come before.",
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


def _write(given: AssessmentFacts, modification: Modification) -> Assessment:
    facts = dict(given.facts)
    covers: list[Part] | None = facts.pop("covers", None)
    row = given.row or Assessment()
    for name, value in facts.items():
        setattr(row, name, value)
    if row.part.modification_id != modification.pk:
        raise RuleBroken(
            f"{row.part} is not of {modification.reference}: enter it on its own page.", field="part"
        )
    if row.requested_on and row.received_on and row.received_on < row.requested_on:
        raise RuleBroken(
            f"The {row} was requested on {row.requested_on:%d %b %Y}; it cannot have come before.",
            field="received_on",
        )
    row.save()
    if covers is not None:
        row.covers.set(covers)
    return row


def _take_out(row: Assessment) -> None:
    try:
        row.covers.clear()
        row.delete()
    except ProtectedError as error:
        raise RuleBroken(f"Costs rest on the {row}, so it stays.") from error


def _said(row: Assessment) -> str:
    return f"{row}, due {(row.revised_due or row.due).label or 'to be set'}" + (
        ", received" if row.received_on else ""
    )
