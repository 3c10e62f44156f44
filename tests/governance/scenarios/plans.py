"""Scenarios of the tests."""

from datetime import date

from governance.scenarios.models import Scenario
from governance.scenarios.operations.scenarios import add_scenario_step, start_scenario
from releases.operations.planning.acts import PlanChange
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import User

ON = date(2021, 10, 15)
EARLY = PlanChange("go_live", release="june-2020", on="2020-05-06")
LATER = PlanChange("move", ref="SECMP0062", part="2", release="november-2020", to_release="november-2021")


def planned(by: User, *changes: PlanChange, name: str = "A plan") -> Scenario:
    """A scenario with these steps."""
    scenario = start_scenario(by=by, name=name, on=ON)
    for change in changes:
        add_scenario_step(by=by, scenario=scenario, change=change, token=AS_STORED, on=ON)
    scenario.refresh_from_db()
    return scenario
