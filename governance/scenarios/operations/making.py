"""Makes the steps of a scenario, each by its own operation, inside another operation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from governance.scenarios.models import ScenarioStep
from governance.scenarios.queries.plan import Plan
from releases.operations.planning.acts import make_change
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, attempted


@dataclass
class Refused:
    """Steps that cannot be made: why, by position. It is filled in."""

    by_position: dict[int, str] = field(default_factory=dict)


def make_step(step: ScenarioStep, plan: Plan, *, by: Actor, reason: str, on: date) -> None:
    """Make one step. `plan`: of all steps; none of them changes whether a release is past. Raises RuleBroken where it
    cannot be made."""
    change = step.change
    if past := plan.past(change):
        raise RuleBroken(past)
    make_change(change, by=by, body=step.body, reason=reason, on=on)


def attempt(steps: Iterable[ScenarioStep], *, reason: str, on: date) -> dict[int, str]:
    """Make the steps that can be made, as the application itself; returns why each of the others cannot be, by its
    position."""
    rows, refused = list(steps), {}
    plan = Plan.of(step.change for step in rows)
    for step in rows:
        try:
            with attempted():
                make_step(step, plan, by=SYSTEM, reason=reason, on=on)
        except RuleBroken as broken:
            refused[step.position] = broken.sentence
    return refused


class _Tried(RuleBroken):
    """Undoes what was tried."""


def refusals(steps: Iterable[ScenarioStep], *, on: date) -> dict[int, str]:
    """Why steps cannot be made, by position, found out by making them all and undoing that."""
    refused: dict[int, str] = {}
    try:
        with attempted():
            refused = attempt(steps, reason="Tried in a scenario", on=on)
            raise _Tried("")
    except _Tried:
        return refused
