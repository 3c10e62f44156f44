"""The timetable that a new release begins with."""

from datetime import date

import pytest

from governance.criteria.queries.standard import standard_criteria
from governance.register.operations import open_release
from governance.register.timetables import TIMETABLES
from governance.versions.queries.checking import check_release
from governance.versions.queries.live import live_rid
from releases.models.releases import Release
from releases.steps import Step

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
    found = check_release(release, live_rid(release).content)
    assert [
        row.finding.rule
        for row in found
        if row.finding.section == "timeline" and row.finding.rule != "date-not-set"
    ] == []
