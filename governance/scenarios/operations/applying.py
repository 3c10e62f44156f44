"""Applying a scenario: each of its steps by its own operation, in one transaction, under one reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from governance.scenarios.models import Scenario, ScenarioStep
from governance.scenarios.operations.making import Refused, attempt, make_step
from governance.scenarios.operations.rows import locked_scenario, steps_of, target_of
from governance.scenarios.queries.plan import Plan
from governance.scenarios.workflow import SCENARIO
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.rehearsal import is_rehearsal, rehearse

Result = TypeVar("Result")
NO_REASON = "Give a reason. It is kept in the audit trail with each of the changes."


@dataclass(frozen=True)
class MovedFact:
    """A fact that a step rests on, and that has changed since: both sides."""

    position: int
    name: str
    then: str
    now: str


class FactsMoved(RuleBroken):
    """The facts have changed since the steps were added. `facts`: each with both sides."""

    status = 409

    def __init__(self, facts: list[MovedFact]) -> None:
        said = "; ".join(f"{row.name} was {row.then} and is now {row.now}" for row in facts[:3])
        more = f"; and {len(facts) - 3} more" if len(facts) > 3 else ""
        super().__init__(
            f"The facts have changed since you added the steps: {said}{more}. Look at both sides, then take the facts "
            "as they are now, or change the steps."
        )
        self.facts = facts


def moved_facts(steps: Iterable[ScenarioStep], plan: Plan | None = None) -> list[MovedFact]:
    """The facts that steps rest on and that are not as they were, in the order of the steps."""
    rows = list(steps)
    plan = plan or Plan.of(step.change for step in rows)
    found = []
    for step in rows:
        now = plan.rests_on(step.change)
        for name in dict.fromkeys([*step.rests_on, *now]):
            then_text, now_text = step.rests_on.get(name, "not there"), now.get(name, "not there")
            if then_text != now_text:
                found.append(MovedFact(step.position, name, then_text, now_text))
    return found


@operation("governance.apply_scenario", Permission.EDIT_RELEASES, reason=NO_REASON)
def apply_scenario(
    *,
    by: Actor,
    scenario: Scenario,
    token: Token,
    reason: str,
    refused: Refused | None = None,
    on: date,
) -> Scenario:
    """Make all steps, or none. `refused` is for a rehearsal: it takes the steps that cannot be made, and the others are
    made.

    Raises FactsMoved where facts have changed since the steps were added, and RuleBroken for a step that cannot be
    made, with its number.
    """
    if refused is not None:
        if not is_rehearsal():
            raise AssertionError("Steps are left out in a rehearsal only")
        refused.by_position |= attempt(steps_of(scenario), reason=reason, on=on)
        record(**target_of(scenario), on=on)
        return scenario
    scenario = locked_scenario(scenario, by, token)
    steps = steps_of(scenario)
    if not steps:
        raise RuleBroken("This scenario has no steps. Add one, or discard it.")
    plan = Plan.of(step.change for step in steps)
    if moved := moved_facts(steps, plan):
        raise FactsMoved(moved)
    words = [plan.words(one) for one in plan.changes]
    for number, step in enumerate(steps, start=1):
        try:
            make_step(step, plan, by=by, reason=reason, on=on)
        except RuleBroken as broken:
            if broken.status == 403:
                raise
            raise RuleBroken(f"Step {number}: {broken.sentence}", link=broken.link) from broken
    before, after = SCENARIO.apply(scenario, "apply", by)
    scenario.closed_on, scenario.reason = on, reason
    scenario.save(update_fields=["state", "closed_on", "reason"])
    record(
        **target_of(scenario),
        changes={"state": [before, after], "steps": [None, words]},
        reason=reason,
        on=on,
    )
    return scenario


def rehearsed(
    scenario: Scenario, look: Callable[[], Result], *, on: date
) -> tuple[Result | None, dict[int, str]]:
    """What `look` reads where all steps are made that can be, and why the others cannot be.
    Nothing is stored."""
    refused = Refused()
    result = rehearse(
        lambda: apply_scenario(
            by=SYSTEM, scenario=scenario, token=AS_STORED, reason="What if", refused=refused, on=on
        ),
        lambda _: look(),
    )
    return result, refused.by_position
