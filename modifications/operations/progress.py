"""Next steps and assessments of a modification."""

from collections.abc import Iterable
from datetime import date

from modifications.models import Assessment, Modification, NextStep, Part
from modifications.operations.register import lock_modification
from secrel.core.changes import Actor, Token, operation, record
from secrel.core.errors import RuleBroken
from secrel.core.models import Body, StoredFile
from secrel.core.partial_dates import PartialDate
from secrel.core.permissions import Permission


@operation("modifications.set_next_steps", Permission.EDIT_RELEASES)
def set_next_steps(
    *,
    by: Actor,
    modification: Modification,
    steps: Iterable[tuple[str, Body | None, str, bool, str]],
    token: Token,
    on: date,
) -> None:
    """Replace the steps: (step, body, expected as canonical text, by then rather than on it, outcome).

    A step that is new or says something else is confirmed by it on the day; the others stay as confirmed.
    """
    modification = lock_modification(modification, token)
    standing = list(modification.next_steps.select_related("body"))
    before = [step.sentence for step in standing]
    confirmed = {_facts(step): step.confirmed_on for step in standing}
    modification.next_steps.all().delete()
    made = NextStep.objects.bulk_create(
        NextStep(
            modification=modification,
            position=place,
            step=step,
            body=body,
            expected=PartialDate.parse(expected),
            by_then=by_then,
            outcome=outcome,
            confirmed_on=confirmed.get((step, body, expected, by_then, outcome), on),
        )
        for place, (step, body, expected, by_then, outcome) in enumerate(steps, start=1)
    )
    record(
        target=f"modifications/{modification.reference}",
        label=str(modification),
        changes={"next_steps": [before, [step.sentence for step in made]]},
        on=on,
    )


def _facts(step: NextStep) -> tuple[str, Body | None, str, bool, str]:
    return step.step, step.body, str(step.expected), step.by_then, step.outcome


@operation("modifications.confirm_steps", Permission.EDIT_RELEASES)
def confirm_steps(
    *,
    by: Actor,
    modification: Modification,
    positions: Iterable[int] | None = None,
    token: Token,
    reason: str = "",
    on: date,
) -> Modification:
    """Say that open steps of a modification are as they stand, on a day: those at the positions, or all."""
    modification = lock_modification(modification, token)
    open_steps = modification.next_steps.filter(outcome="")
    if positions is not None:
        open_steps = open_steps.filter(position__in=list(positions))
    if not open_steps:
        raise RuleBroken(f"{modification.reference} has no open step to confirm.")
    before = [f"{step.sentence}, {step.confirmed_on}" for step in open_steps]
    open_steps.update(confirmed_on=on)
    record(
        target=f"modifications/{modification.reference}",
        label=str(modification),
        changes={"confirmed": [before, on]},
        reason=reason,
        on=on,
    )
    return modification


@operation("modifications.request_assessment", Permission.EDIT_RELEASES)
def request_assessment(
    *,
    by: Actor,
    part: Part,
    kind: str,
    requested_on: date | None = None,
    due: PartialDate | None = None,
    revised_due: PartialDate | None = None,
    covers: Iterable[Part] = (),
    note: str = "",
    on: date,
) -> Assessment:
    """Note that the DCC was asked to assess a part, and by when; a combined one `covers` other parts too."""
    assessment = Assessment.objects.create(
        part=part,
        kind=kind,
        requested_on=requested_on,
        due=due or PartialDate(),
        revised_due=revised_due or PartialDate(),
        note=note,
    )
    assessment.covers.set(covers)
    _record(assessment, {"due": [None, assessment.due]}, on)
    return assessment


@operation("modifications.receive_assessment", Permission.EDIT_RELEASES)
def receive_assessment(
    *,
    by: Actor,
    assessment: Assessment,
    received_on: date,
    file: StoredFile | None = None,
    file_name: str = "",
    on: date,
) -> Assessment:
    """Note that an assessment came, perhaps with its file; raises RuleBroken where it came before its request."""
    assessment = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    if assessment.requested_on and received_on < assessment.requested_on:
        raise RuleBroken(
            f"It was requested on {assessment.requested_on:%d %b %Y}; it cannot have come before.",
            field="received_on",
        )
    before, assessment.received_on = assessment.received_on, received_on
    assessment.file, assessment.file_name = file, file_name
    assessment.save(update_fields=["received_on", "file", "file_name"])
    _record(assessment, {"received_on": [before, received_on]}, on)
    return assessment


def _record(assessment: Assessment, changes: dict, on: date) -> None:
    modification = assessment.part.modification
    record(target=f"modifications/{modification.reference}", label=str(assessment), changes=changes, on=on)
