"""What scenarios on the examples would bring."""

from datetime import date

import pytest

from governance.scenarios.evaluation import compute
from governance.scenarios.operations.blackouts import add_blackout, drop_blackout
from governance.scenarios.operations.scenarios import drop_scenario_step
from modifications.models.modifications import Modification
from modifications.operations.register import link_modification
from releases.models.timeline import Programme
from releases.operations.planning.acts import PlanChange
from releases.operations.releases import change_release
from releases.operations.scope import move_in_scope
from releases.operations.timeline import PlannedRow, set_programme, set_timeline
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from tests.governance.scenarios.plans import EARLY, LATER, ON, planned

pytestmark = pytest.mark.django_db
SIX = [
    "DCC submits the UIT Completion Report and evidence for the testing criteria",
    "DCC submits evidence for the operational criteria",
    "TAG reviews the UIT Completion Report and the testing criteria",
    "Operations Group reviews the operational criteria",
    "Panel approves the UIT Completion Report",
    "Panel go/no-go decision",
]


def result_of(scenario):
    return compute(scenario, list(scenario.steps.all()), ON)


def about(release, subject):
    return [effect.sentence for effect in release.effects if effect.subject == subject]


def test_go_live_of_june_2020_on_6_may_names_the_six_rows_that_break(june, analyst):
    freeze = {"name": "Freeze", "first_on": date(2020, 5, 1), "last_on": date(2020, 5, 8)}
    add_blackout(by=analyst, **freeze, reason="A change of supplier.", on=ON)
    with pytest.raises(RuleBroken, match="already a period called Freeze"):
        add_blackout(by=analyst, **freeze, reason="Again.", on=ON)
    result = result_of(planned(analyst, EARLY))
    (release,) = result.releases
    broken = [row.what for row in release.effects if (row.subject, row.tone) == ("Dates", "worse")]
    assert broken == SIX
    assert release.short == (
        "Go-live 50 days (34 Working Days) earlier; 6 dates break; 1 blackout period touched; 8 more findings of the "
        "document checks."
    )
    assert about(release, "Go-live") == [
        "The go-live moves from 25 June 2020 to 6 May 2020, 50 days (34 Working Days) earlier."
    ]
    assert about(release, "Dates")[-1] == (
        "“Panel go/no-go decision” on 12 June 2020 is after the go-live of 6 May 2020."
    )
    assert about(release, "Blackout periods") == [
        "The go-live of 6 May 2020 falls in Freeze (1 May 2020 to 8 May 2020): A change of supplier."
    ]
    assert about(release, "Parties")[0] == (
        "Suppliers: must be ready on 6 May 2020 instead of 25 June 2020 for SECMP0053, SECMP0062 part 1 and MP079."
    )
    assert about(release, "Flags") == [
        "June 2020 SEC Release: its go-live was on 6 May 2020, and nobody recorded it as live."
    ]
    assert about(release, "Changes in the document") == [
        "Release: go-live: 25 June 2020 becomes 6 May 2020.",
        "Implementation timeline: Release go-live: date: 25 Jun 20 becomes 06 May 20.",
    ]


def test_a_part_moves_and_a_programme_tests_at_the_same_time_as_a_release(examples, analyst):
    mp149 = Modification.objects.get(reference="MP149")
    part = Modification.objects.get(reference="SECMP0062")
    link_modification(by=SYSTEM, modification=mp149, kind="depends_on", other=part, reason="It does.")
    november = examples.november
    fields = {"go_live_on": date(2021, 11, 4)}
    if november.go_live_on != fields["go_live_on"]:
        change_release(
            by=SYSTEM, release=november, fields=fields, token=AS_STORED, reason="As planned.", on=ON
        )
    rows = [
        PlannedRow("UIT commences", planned=PartialDate.parse("2021-09-01")),
        PlannedRow("UIT window closes", planned=PartialDate.parse("2021-10-01")),
        PlannedRow("Release go-live", is_go_live=True),
    ]
    set_timeline(by=SYSTEM, release=november, rows=rows, token=AS_STORED, reason="As planned.", on=ON)
    dates = {"begins": "2021-09-20", "ends": "2021-10-20"}
    set_programme(by=SYSTEM, slug="moc", name="SMETS1 MOC", on=ON)
    steps = (LATER, PlanChange("programme", programme="moc", **dates))
    closes = PlanChange("date", release="november-2021", row="uit-window-closes", on="2021-10-08")
    scenario = planned(analyst, *steps, closes)
    result = result_of(scenario)
    found = {row.slug: row for row in result.releases}
    assert set(found) == {"november-2020", "november-2021"}
    assert about(found["november-2020"], "Testing") == ["There is less to test, without SECMP0062 part 2."]
    assert about(found["november-2021"], "Dates") == [
        "“UIT window closes” moves from 1 October 2021 to 8 October 2021, 7 days (5 Working Days) later."
    ]
    assert about(found["november-2021"], "Testing") == [
        "There is more to test: SECMP0062 part 2 impacts the DCC’s systems.",
        "UIT: 1 Sep 2021 to 8 Oct 2021, not 1 Sep 2021 to 1 Oct 2021.",
    ]
    assert about(found["november-2021"], "Test windows and environments") == [
        "UIT (1 Sep 2021 to 8 Oct 2021) overlaps Testing of the SMETS1 MOC (20 Sep 2021 to 20 Oct 2021)."
    ]
    assert not Programme.objects.get(slug="moc").tests_from
    # a step that can no longer be made says so, and the others are shown
    move_in_scope(
        by=SYSTEM,
        item=scope_item("november-2020", "SECMP0062-part-2").get(),
        move="take_out",
        reason="x",
        on=ON,
    )
    later = result_of(scenario)
    assert later.refused == {
        1: "SECMP0062 part 2 has already left the November 2020 SEC Release. Add it on the scope page of the "
        "November 2021 SEC Release."
    }
    assert {row.slug for row in later.releases} == {"november-2020", "november-2021"}
    drop_scenario_step(by=analyst, scenario=scenario, position=1, token=scenario.token, on=ON)
    assert [row.slug for row in result_of(scenario).releases] == ["november-2021"]


def test_a_blackout_period_is_removed_with_a_reason(examples, people):
    days = {"first_on": date(2021, 12, 20), "last_on": date(2021, 12, 1)}
    with pytest.raises(RuleBroken, match="The last day is before the first"):
        add_blackout(by=people.administrator, name="Freeze", **days, reason="Christmas.", on=ON)
    days["last_on"] = date(2022, 1, 3)
    row = add_blackout(by=people.administrator, name="Freeze", **days, reason="Christmas.", on=ON)
    drop_blackout(by=people.administrator, blackout=row, reason="It is cancelled.", on=ON)
    with pytest.raises(RuleBroken, match="already been removed"):
        drop_blackout(by=people.administrator, blackout=row, reason="Again.", on=ON)
