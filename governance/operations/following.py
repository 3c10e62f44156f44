"""What follows from a decision that the Chair confirmed, by what was asked; and what it may not go without."""

from datetime import date

from governance.models import Decision, Item, Matter, Outcome, Result
from governance.models.matters import OPEN
from governance.operations.baselining import baseline_version, return_version
from governance.operations.conditions import set_conditions
from governance.operations.deliverables import follow_testing
from governance.operations.readiness import renew_items
from governance.operations.standard import follow_standard
from governance.queries.readiness import lacking
from releases.operations.releases import move_release
from releases.operations.steps import took_place
from releases.steps import Step
from secrel.core.changes import SYSTEM, Actor
from secrel.core.errors import RuleBroken

GOES_ON = {
    *(Result.RECOMMENDED, Result.CONDITIONAL, Result.GO, Result.GO_CONDITIONS),
    *(Result.REVIEWED, Result.APPROVED),
}


def follow(by: Actor, decision: Decision, on: date) -> None:
    """Do what the decision says; the release, the meeting and the item are locked."""
    item, outcome = decision.item, decision.outcome
    if item.kind == Matter.BASELINE:
        _baseline(by, item, outcome, on)
    elif item.kind == Matter.STANDARD:
        follow_standard(item, outcome, on)
    elif item.kind in (Matter.ADVISE, Matter.TESTING):
        follow_testing(by=by, item=item, outcome=outcome, on=on)
    elif item.kind in (Matter.RECOMMEND, Matter.GO):
        _acceptance(decision, on)
        because = f"{item.meeting.body}: {outcome.get_result_display().lower()}."
        renew_items(by=by, release=item.release, because=because, on=on)


def _acceptance(decision: Decision, on: date) -> None:
    """Conditions are set and the row of the timetable keeps the day, unless it is put off; a go moves the release."""
    item, outcome = decision.item, decision.outcome
    if outcome.result in OPEN:
        return
    set_conditions(decision, on)
    step = Step.GO if item.kind == Matter.GO else f"recommend_{item.meeting.body.key}"
    took_place(item.release, step, item.meeting.on, on)
    if outcome.result in (Result.GO, Result.GO_CONDITIONS):
        move_release(by=SYSTEM, release=item.release, move="decide_go", reason=outcome.reason, on=on)


def _baseline(by: Actor, item: Item, outcome: Outcome, on: date) -> None:
    """Baselined: the next whole number is made and published. Returned: the version goes back to SECAS."""
    if outcome.result == Result.BASELINED:
        baseline_version(by=by, version=item.version, content_digest=outcome.content_digest, on=on)
    elif outcome.result == Result.RETURNED:
        return_version(by=by, version=item.version, why=outcome.reason, on=on)


def refuse_lacking(item: Item, result: str, overrides: list[dict[str, str]], on: date) -> None:
    """Raises RuleBroken where a result goes on without what the item lacks, and no override says why."""
    if result not in GOES_ON:
        return
    named = {row["what"] for row in overrides if row["reason"].strip()}
    if without := [what for what in lacking(item, on) if what not in named]:
        raise RuleBroken(
            f"It lacks: {'; '.join(without)}. Say for each why it goes on without, or record another result.",
            field="overrides",
        )
