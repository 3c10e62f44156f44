"""A what-if on the December 2021 Example Release, shared with colleagues, and a blackout period."""

from governance.examples.story import day
from governance.scenarios.operations.blackouts import add_blackout
from governance.scenarios.operations.scenarios import add_scenario_step, share_scenario, start_scenario
from releases.operations.planning.acts import PlanChange
from secrel.core.changes.operations import AS_STORED, Actor

TODAY = "2021-10-15"
STEPS = (
    PlanChange("go_live", release="december-2021", on="2021-12-20"),
    PlanChange("take_out", ref="MP906", release="december-2021", ground="missed_cut_off"),
)


def load(by: Actor) -> None:
    """A later go-live, without the modification that missed its cut-off: it falls in the blackout period."""
    on = day(TODAY)
    days = {"first_on": day("2021-12-18"), "last_on": day("2022-01-03")}
    add_blackout(by=by, name="Christmas (example)", **days, reason="Example: nobody is there to test.", on=on)
    scenario = start_scenario(
        by=by,
        name="December 2021 goes live on 20 December",
        why="Example: what would eleven more days bring, without MP906?",
        on=on,
    )
    for change in STEPS:
        add_scenario_step(by=by, scenario=scenario, change=change, token=AS_STORED, on=on)
    share_scenario(by=by, scenario=scenario, is_shared=True, token=AS_STORED, on=on)
