"""The summaries of agenda items: what stands now and if it is agreed, and what to weigh."""

from datetime import date

import pytest

from governance.meetings.models import Item
from governance.meetings.operations.asking import ask_motion
from governance.versions.matters.motions import MotionMatter
from releases.models.releases import Release
from secrel.core.models.people import Body
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.test_deliverables import deliverable_item, submitted
from tests.governance.papers.conftest import PAPER

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)


def told(summary) -> tuple[dict, dict]:
    """Rows and points by their labels."""
    points = {point.label: point.lines or point.none for point in summary.points}
    return {row.label: row.cells for row in summary.rows}, points


def test_a_motion_about_a_release_says_how_it_stands(
    examples, people, as_role, django_assert_max_num_queries
):
    november = Release.objects.get(slug="november-2021")
    panel = Body.objects.get(key="panel")
    item = ask_motion(by=people.analyst, body=panel, words="We meet.", release=november, meeting_on=ON, on=ON)
    with django_assert_max_num_queries(30):
        summary = MotionMatter().summary(item, ON)
    rows, points = told(summary)
    assert summary.columns == ("Now", "If agreed")
    assert rows["Motion"][0] == "Not decided"
    assert rows["Go-live"] == ("4 November 2021", "Unchanged")
    assert points["Objections"] == "No open objections"
    page = as_role("chair").get(item.get_absolute_url()).content.decode()
    assert "In one look" in page
    assert '<td data-head="If agreed">Unchanged</td>' in page


def test_a_deliverable_says_what_accepting_it_changes(examples, people):
    june = Release.objects.get(slug="june-2020")
    submitted(june, people, "tad")
    tad = submitted(june, people, "tad", content=PDF + b"2", note="Two changes.", limits={"3": 10})
    item = deliverable_item(tad, people, "panel")
    rows, points = told(item.matter.summary(item, ON))
    assert rows["This version"] == ("Submitted", "Accepted")
    assert rows["Annex A of the RID"][1] == "Updated TAD 2 of the June 2020 SEC Release"
    assert rows["Timetable"][1] == "Took place on 15 October 2021"
    assert points["Grounds"] == ("Two changes.",)
    assert points["Open defects allowed"] == ("Severity 3: at most 10",)
    assert points["Earlier versions"] == ("Updated TAD 1 of the June 2020 SEC Release: superseded",)
    assert points["Missing"] == ("Advice of the TAG",)


def test_a_recommendation_of_a_paper_shows_each_change_beside_what_stands(paper, propose, issue):
    paper = propose(paper, "take_out", "MP159", "february-2022", ground="lead_time")
    paper = propose(paper, "move", "MP109", "february-2022", "june-2022")
    issue(paper)
    item = Item.objects.with_subjects(whole=True).filter(meeting=paper.meeting).first()
    rows, points = told(item.matter.summary(item, PAPER))
    assert rows == {
        "MP159": ("Targeted for February 2022", "MP159 leaves the February 2022 SEC Release."),
        "MP109": (
            "Targeted for February 2022",
            "MP109 moves from the February 2022 SEC Release to the June 2022 SEC Release.",
        ),
    }
    assert points["Grounds"] == ("MP159: Lead time too short. It fits better.", "MP109: It fits better.")
    assert points["Conditions, February 2022"] == "No conditions outstanding"
    assert {"Objections", "Checks of the paper", "Conditions, June 2022"} <= points.keys()
