"""What the pages of scenarios share."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from governance.scenarios.effects.types import Evaluation
from governance.scenarios.evaluation import evaluated
from governance.scenarios.models import Scenario, ScenarioStep
from governance.scenarios.operations.applying import MovedFact, moved_facts
from governance.scenarios.queries.plan import Plan
from governance.scenarios.queries.readers import scenarios_read_by
from releases.models.scope import Ground
from secrel.core.changes.errors import RuleBroken
from secrel.core.web.http import found_or_404


@dataclass(frozen=True)
class ShownStep:
    """A step as the page shows it: in words, with why it cannot be made, and the facts that have moved."""

    number: int
    step: ScenarioStep
    words: str
    refused: str
    moved: list[MovedFact]

    @property
    def ground(self) -> str:
        """Why it leaves, or is an exception."""
        ground = self.step.arguments.get("ground", "")
        return Ground(ground).label if ground else ""


@dataclass(frozen=True)
class ShownScenario:
    """A scenario with its steps and its result. `busy`: why there is no result at the moment."""

    scenario: Scenario
    steps: list[ShownStep]
    result: Evaluation | None
    busy: str = ""

    @property
    def moved(self) -> list[MovedFact]:
        return [fact for step in self.steps for fact in step.moved]

    @property
    def refused(self) -> list[ShownStep]:
        return [step for step in self.steps if step.refused]


def scenario_at(request: HttpRequest, key: str) -> Scenario:
    """The scenario at an address; raises Http404 if the person may not read it."""
    return found_or_404(scenarios_read_by(request.user).filter(key=key), "scenario that you may see")


def shown(scenario: Scenario, on: date) -> ShownScenario:
    """Its steps, and while it is open what they would bring."""
    steps = list(scenario.steps.select_related("body"))
    plan = Plan.of(step.change for step in steps)
    result, busy, moved = None, "", []
    if scenario.is_open and steps:
        moved = moved_facts(steps, plan)
        try:
            result = evaluated(scenario, steps, on)
        except RuleBroken as broken:
            busy = broken.sentence
    refused = result.refused if result else {}
    rows = [
        ShownStep(
            number,
            step,
            plan.words(step.change),
            refused.get(step.position, ""),
            [fact for fact in moved if fact.position == step.position],
        )
        for number, step in enumerate(steps, start=1)
    ]
    return ShownScenario(scenario, rows, result, busy)


def permitted(request: HttpRequest, scenario: Scenario) -> dict[str, Any]:
    """Whether the person changes the scenario: only its maker does, while it is open."""
    is_own = scenario.made_by_id == request.user.pk
    return {"is_own": is_own, "may_change": is_own and scenario.is_open}
