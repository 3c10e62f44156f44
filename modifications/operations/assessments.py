"""The DCC's assessments of a modification, changed together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import ProtectedError

from modifications.models import Assessment, Modification, Part
from modifications.operations.register import lock_modification
from secrel.core.changes import Actor, operation, record
from secrel.core.errors import RuleBroken
from secrel.core.permissions import Permission


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
    token: int | None = None,
    on: date | None = None,
) -> None:
    """Replace the assessments of a modification's parts. Raises RuleBroken for one that costs rest on and goes."""
    modification = lock_modification(modification, token)
    rows = list(rows)
    standing = Assessment.objects.filter(part__modification=modification)
    before = [_said(row) for row in standing]
    for gone in standing.exclude(pk__in=[row.row.pk for row in rows if row.row]):
        _take_out(gone)
    made = [_write(row) for row in rows]
    record(
        target=f"modifications/{modification.reference}",
        label=str(modification),
        changes={"assessments": [before, [_said(row) for row in made]]},
        on=on,
    )


def _write(given: AssessmentFacts) -> Assessment:
    facts = dict(given.facts)
    covers: list[Part] | None = facts.pop("covers", None)
    row = given.row or Assessment()
    for name, value in facts.items():
        setattr(row, name, value)
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
