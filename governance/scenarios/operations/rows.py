"""The locked row of a scenario, and its target in the audit trail."""

from governance.scenarios.models import Scenario, ScenarioStep
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, EntryTarget, Token, take_token
from secrel.core.changes.targets import Target

CLOSED = "This scenario is {}. Copy it to think on."


def locked_scenario(scenario: Scenario, by: Actor, token: Token) -> Scenario:
    """Lock an open scenario and take its token. Raises NotAllowed for anybody but its maker, and Stale."""
    rows = Scenario.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("made_by").get(pk=scenario.pk)
    if by.pk != found.made_by_id:
        raise NotAllowed(f"Only {found.made_by} can change this scenario. Copy it to make your own.")
    if not found.is_open:
        raise RuleBroken(CLOSED.format(found.workflow_state.label.lower()))
    take_token(found, token, dict, "This scenario")
    return found


def steps_of(scenario: Scenario) -> list[ScenarioStep]:
    return list(scenario.steps.select_related("body"))


def target_of(scenario: Scenario) -> EntryTarget:
    return {"target": Target.SCENARIO(scenario.key), "label": f"What-if: {scenario.name}"}
