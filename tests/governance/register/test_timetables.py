"""The timetable that a new release begins with."""

from datetime import date
from itertools import accumulate

import pytest

from governance.criteria.queries.standard import standard_criteria
from governance.register.operations.opening import open_release
from governance.register.timetables import TIMETABLES
from governance.versions.queries.current import check_release
from governance.versions.queries.live import live_rid
from releases.models.releases import Release
from releases.steps import BASELINES, Step
from releases.timing import Dated, computed, months_before
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from tests.governance.versions.checked import checked, document

ON = date(2021, 10, 15)
SYSTEM, DOCUMENT = Release.Profile.SYSTEM, Release.Profile.DOCUMENT


def opened(people, profile: str) -> Release:
    return open_release(
        by=people.analyst,
        slug="june-2023",
        name="June 2023 SEC Release",
        slot="june",
        go_live_on=date(2023, 6, 29),
        profile=profile,
        on=ON,
    )


def test_each_criterion_of_the_dcc_has_a_day_for_its_evidence_and_one_for_its_review(people):
    """The standard set demands evidence on security too, which no row stood for."""
    steps = {step for row in TIMETABLES[SYSTEM] for step in row.steps}
    wanted = {
        step
        for row in standard_criteria(SYSTEM)
        if row.owner.key == "dcc"
        for step in (f"evidence_{row.category}", f"recommend_{row.reviewer.key}")
    }
    assert {Step.EVIDENCE_SECURITY, Step.RECOMMEND_SSC} <= wanted
    assert wanted - steps == set()


def test_a_release_of_documents_prints_both_baselines_as_the_field_does(people):
    rows = live_rid(opened(people, DOCUMENT)).content.timeline
    assert [row.event for row in rows if "baseline" in row.event] == [
        "Panel baselines the RID for system-impacting modifications",
        "Panel baselines the RID for the other modifications",
    ]


@pytest.mark.parametrize("profile", [SYSTEM, DOCUMENT])
def test_the_rows_contradict_no_rule_of_the_checker(people, profile):
    release = opened(people, profile)
    found = check_release(release)
    assert [
        row.finding.rule
        for row in found
        if row.finding.section == "timeline" and row.finding.rule != "date-not-set"
    ] == []


GO_LIVES = [
    date(2020, 4, 14),  # after Easter Monday
    date(2021, 6, 24),
    date(2022, 1, 4),  # after the substitute day of New Year
    date(2022, 6, 6),  # after the Jubilee, whose bank holidays moved
    date(2023, 5, 9),  # after the coronation
    date(2024, 2, 29),
    date(2026, 12, 29),  # after the substitute day of Boxing Day
    date(2027, 11, 4),
]


def dated_by_its_rules(profile: str, go_live: date) -> list[dict]:
    """The template as data: baselines one Working Day before they are due, other rows without a rule one after the
    other, five Working Days apart and twelve before UIT, and the rest by their rules."""
    calendar, rows = WorkingDays(), TIMETABLES[profile]
    due = {step: months_before(go_live, months) for months, steps in BASELINES.values() for step in steps}
    baselines = [next((due[step] for step in row.steps or () if step in due), None) for row in rows]
    gaps = [
        0 if row.follows_rule or baseline else 12 if row.event == "UIT commences" else 5
        for row, baseline in zip(rows, baselines, strict=True)
    ]
    planned = []
    for row, baseline, before in zip(rows, baselines, accumulate(gaps), strict=True):
        when = calendar.before(baseline, 1) if baseline else calendar.before(go_live, sum(gaps) - before)
        when = PartialDate.of(go_live if row.is_go_live else when)
        planned.append(Dated(row.event, row.is_go_live, when, row.follows_rule, row.rule_days, row.rule_of))
    by_rule = computed(planned, calendar)
    return [
        {
            "key": f"row-{place}",
            "event": row.event,
            "notes": row.notes,
            "when": {
                "label": by_rule.get(place, planned[place].date).label,
                "precision": "day",
                "date": str(by_rule.get(place, planned[place].date)),
            },
            **({"rule": {"working_days": row.rule_days, "of": row.rule_of}} if row.follows_rule else {}),
        }
        for place, row in enumerate(rows)
    ]


@pytest.mark.parametrize("go_live", GO_LIVES, ids=str)
@pytest.mark.parametrize("profile", [SYSTEM, DOCUMENT])
def test_the_template_dated_by_its_rules_has_no_finding(profile, go_live):
    data = document()
    data["content"]["release"] |= {
        "name": f"{go_live:%B %Y} SEC Release",
        "go_live": go_live.isoformat(),
        "profile": profile,
    }
    data["content"]["timeline"] = rows = dated_by_its_rules(profile, go_live)
    data["issue"] |= {"history": [], "document": data["issue"]["document"] | {"date": None}}
    assert all(row["when"]["date"] for row in rows)
    assert [row for row in checked(data) if row.section == "timeline"] == []
