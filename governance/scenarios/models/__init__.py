"""Scenarios with their steps, and blackout periods."""

from governance.scenarios.models.blackouts import Blackout
from governance.scenarios.models.scenarios import Scenario, ScenarioStep, StepKind

__all__ = ["Blackout", "Scenario", "ScenarioStep", "StepKind"]
