"""Starting, copying, sharing and discarding scenarios, and their steps. None of it changes a fact."""

from datetime import date
from typing import Any

from governance.scenarios.models import Scenario, ScenarioStep
from governance.scenarios.models.scenarios import MOST_STEPS
from governance.scenarios.operations.making import refusals
from governance.scenarios.operations.rows import locked_scenario, steps_of, target_of
from governance.scenarios.queries.plan import Plan
from governance.scenarios.queries.readers import scenarios_read_by
from governance.scenarios.workflow import SCENARIO
from releases.operations.planning.acts import PlanChange
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body, User

EDIT = Permission.EDIT_RELEASES
GONE = "There is no such step in this scenario any more. Reload the page."


@operation("governance.start_scenario", EDIT)
def start_scenario(*, by: User, name: str, why: str = "", on: date) -> Scenario:
    """Open a scenario without steps. Only its maker reads it until it is shared."""
    scenario = Scenario.objects.create(name=name, why=why, made_by=by, made_on=on)
    record(**target_of(scenario), changes={"name": [None, name], "why": [None, why or None]}, on=on)
    return scenario


@operation("governance.copy_scenario", EDIT)
def copy_scenario(*, by: User, scenario: Scenario, name: str, on: date) -> Scenario:
    """Open a scenario with the steps of another one that the person may read, resting on the facts of now."""
    if not scenarios_read_by(by).filter(pk=scenario.pk).exists():
        raise NotAllowed("You may not read this scenario, so you cannot copy it.")
    steps = steps_of(scenario)
    plan = Plan.of(step.change for step in steps)
    made = Scenario.objects.create(name=name, why=scenario.why, made_by=by, made_on=on)
    for step in steps:
        step.pk, step.scenario, step.rested_on = None, made, on
        step.rests_on = plan.rests_on(step.change)
    ScenarioStep.objects.bulk_create(steps)
    record(**target_of(made), changes={"name": [None, name], "copied": [None, scenario.name]}, on=on)
    return made


@operation("governance.add_scenario_step", EDIT)
def add_scenario_step(
    *, by: User, scenario: Scenario, change: PlanChange, body: Body | None = None, token: Token, on: date
) -> ScenarioStep:
    """Add a step at the end. Raises RuleBroken with the sentence of its own operation if it cannot be made after the
    steps before it."""
    scenario = locked_scenario(scenario, by, token)
    steps = steps_of(scenario)
    if len(steps) >= MOST_STEPS:
        raise RuleBroken(f"A scenario has at most {MOST_STEPS} steps. Start another one.")
    step = ScenarioStep.of(scenario, change, body, on)
    step.position = max((row.position for row in steps), default=0) + 1
    if refused := refusals([*steps, step], on=on).get(step.position):
        raise RuleBroken(refused)
    plan = Plan.of([change])
    step.rests_on = plan.rests_on(change)
    step.save(force_insert=True)
    record(**target_of(scenario), changes={"step": [None, plan.words(change)]}, on=on)
    return step


@operation("governance.drop_scenario_step", EDIT)
def drop_scenario_step(*, by: User, scenario: Scenario, position: int, token: Token, on: date) -> Scenario:
    """Remove a step. Later ones stay, and the page says which of them cannot be made any more."""
    scenario = locked_scenario(scenario, by, token)
    step = scenario.steps.filter(position=position).first()
    if step is None:
        raise RuleBroken(GONE)
    words = Plan.of([step.change]).words(step.change)
    step.delete()
    record(**target_of(scenario), changes={"step": [words, None]}, on=on)
    return scenario


@operation("governance.shift_scenario_step", EDIT)
def shift_scenario_step(
    *, by: User, scenario: Scenario, position: int, up: bool, token: Token, on: date
) -> Scenario:
    """Swap a step with the one before or after it."""
    scenario = locked_scenario(scenario, by, token)
    steps = steps_of(scenario)
    place = next((n for n, row in enumerate(steps) if row.position == position), None)
    if place is None:
        raise RuleBroken(GONE)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(steps):
        raise RuleBroken(f"This is the {'first' if up else 'last'} step already.")
    one, two = steps[place], steps[other]
    one.position, two.position = two.position, one.position
    ScenarioStep.objects.bulk_update([one, two], ["position"])
    record(**target_of(scenario), changes={"position": [two.position, one.position]}, on=on)
    return scenario


@operation("governance.rebase_scenario", EDIT)
def rebase_scenario(*, by: User, scenario: Scenario, token: Token, on: date) -> Scenario:
    """Take the facts as they are now: the steps rest on them from here on."""
    scenario = locked_scenario(scenario, by, token)
    steps = steps_of(scenario)
    plan = Plan.of(step.change for step in steps)
    changes: dict[str, list[Any]] = {}
    for step in steps:
        now = plan.rests_on(step.change)
        changes |= _moved(step.rests_on, now)
        step.rests_on, step.rested_on = now, on
    ScenarioStep.objects.bulk_update(steps, ["rests_on", "rested_on"])
    record(**target_of(scenario), changes=changes, on=on)
    return scenario


def _moved(then: dict[str, str], now: dict[str, str]) -> dict[str, list[Any]]:
    names = dict.fromkeys([*then, *now])
    return {name: [then.get(name), now.get(name)] for name in names if then.get(name) != now.get(name)}


@operation("governance.share_scenario", EDIT)
def share_scenario(*, by: User, scenario: Scenario, is_shared: bool, token: Token, on: date) -> Scenario:
    """Let everybody who may read drafts read it, or its maker alone again."""
    scenario = locked_scenario(scenario, by, token)
    if scenario.is_shared == is_shared:
        raise RuleBroken(f"This scenario is {'' if is_shared else 'not '}shared already. Reload the page.")
    scenario.is_shared = is_shared
    scenario.save(update_fields=["is_shared"])
    record(**target_of(scenario), changes={"is_shared": [not is_shared, is_shared]}, on=on)
    return scenario


@operation("governance.discard_scenario", EDIT)
def discard_scenario(*, by: User, scenario: Scenario, token: Token, reason: str = "", on: date) -> Scenario:
    """Discard it. Every fact stays as it is; the audit trail keeps that the scenario existed."""
    scenario = locked_scenario(scenario, by, token)
    plan = Plan.of(step.change for step in steps_of(scenario))
    before, after = SCENARIO.apply(scenario, "discard", by)
    scenario.closed_on, scenario.reason = on, reason
    scenario.save(update_fields=["state", "closed_on", "reason"])
    record(
        **target_of(scenario),
        changes={"state": [before, after], "steps": [[plan.words(one) for one in plan.changes], None]},
        reason=reason,
        on=on,
    )
    return scenario
