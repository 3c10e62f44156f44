"""Operations on next steps and assessments of a modification."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from modifications.models.modifications import Modification, Part
from modifications.models.progress import Assessment, NextStep
from modifications.next_steps import STORED, StepFacts, holder, words_decide
from modifications.operations.register import lock_modification
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.files import StoredFile
from secrel.core.models.people import Body


@operation("modifications.set_next_steps", Permission.EDIT_RELEASES)
def set_next_steps(
    *,
    by: Actor,
    modification: Modification,
    steps: Iterable[tuple[Any, ...]],
    token: Token,
    on: date,
) -> None:
    """Replace the steps, each given as the arguments of `StepFacts`; `expected` is canonical text.

    New and changed steps count as confirmed on the day; the others keep their confirmation. Raises RuleBroken for a
    day without a holder, or after `on`.
    """
    modification = lock_modification(modification, token)
    facts = [StepFacts(*step) for step in steps]
    existing = list(modification.next_steps.select_related("body"))
    decided = {step.step: step.decides for step in existing}
    before = [step.sentence for step in existing]
    confirmed = {_facts(step): step.confirmed_on for step in existing}
    held = _holders(facts, existing, on)
    modification.next_steps.all().delete()
    made = NextStep.objects.bulk_create(
        NextStep(
            modification=modification,
            position=place,
            step=row.step,
            body=row.body,
            expected=PartialDate.parse(row.expected),
            by_then=row.by_then,
            outcome=row.outcome,
            decides=decided.get(row.step, words_decide(row.step)) if row.decides is None else row.decides,
            confirmed_on=confirmed.get(row[:5], on),
            held_by=held_by,
            held_since=held_since,
        )
        for place, (row, (held_by, held_since)) in enumerate(zip(facts, held, strict=True), start=1)
    )
    changes = {"next_steps": [before, [step.sentence for step in made]]}
    decide = [[row.step for row in rows if row.decides] for rows in (existing, made)]
    if decide[0] != decide[1]:
        changes["decides"] = decide
    holders = [[f"{row.step}: {row.held}" for row in rows if row.held] for rows in (existing, made)]
    if holders[0] != holders[1]:
        changes["held"] = holders
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes=changes,
        on=on,
    )


def _holders(facts: list[StepFacts], existing: list[NextStep], on: date) -> list[tuple[str, date | None]]:
    """Who holds each step, and since when. The current step is the first one without an outcome."""
    by_text: dict[str, list[NextStep]] = {}
    for step in existing:
        by_text.setdefault(step.step, []).append(step)
    current = next((step for step in existing if not step.outcome), None)
    held, is_first = [], True
    for row in facts:
        same = by_text.get(row.was or row.step)
        stored = same.pop(0) if same else None
        becomes_current = is_first and not row.outcome and (stored is None or stored is not current)
        is_first = is_first and bool(row.outcome)
        held_by, since = holder(row, stored, on, becomes_current=becomes_current)
        if since and not held_by:
            raise RuleBroken(
                f"“{row.step}” is held since {_day(since)}. Enter who holds it, or remove the day."
            )
        if row.held_since is not STORED and since and since > on:
            raise RuleBroken(f"“{row.step}” cannot be held since {_day(since)}, a day that is still to come.")
        held.append((held_by, since))
    return held


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


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
    """Confirm on a day that open steps of a modification are still correct: those at the positions, or all."""
    modification = lock_modification(modification, token)
    open_steps = modification.next_steps.filter(outcome="")
    if positions is not None:
        open_steps = open_steps.filter(position__in=list(positions))
    if not open_steps:
        raise RuleBroken(f"{modification.reference} has no open step to confirm.")
    before = [f"{step.sentence}, {step.confirmed_on}" for step in open_steps]
    open_steps.update(confirmed_on=on)
    record(
        target=Target.MODIFICATION(modification.reference),
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
    """Record that the DCC was asked to assess a part, and by when. A combined assessment also `covers` other parts."""
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
    """Record that an assessment was received, with its file if any. Raises RuleBroken for a day before its request."""
    assessment = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    if assessment.requested_on and received_on < assessment.requested_on:
        raise RuleBroken(
            f"It was requested on {assessment.requested_on:%d %b %Y}; it cannot have been received earlier.",
            field="received_on",
        )
    before, assessment.received_on = assessment.received_on, received_on
    assessment.file, assessment.file_name = file, file_name
    assessment.save(update_fields=["received_on", "file", "file_name"])
    _record(assessment, {"received_on": [before, received_on]}, on)
    return assessment


def _record(assessment: Assessment, changes: dict, on: date) -> None:
    modification = assessment.part.modification
    record(target=Target.MODIFICATION(modification.reference), label=str(assessment), changes=changes, on=on)
