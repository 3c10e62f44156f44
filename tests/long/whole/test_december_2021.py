"""The example release in progress: each role finds what README says to look at first."""

from datetime import date

import pytest
from django.test import Client

from governance.consultations.models import Consultation, ConsultationAnswer
from governance.examples import accounts, sources
from governance.examples.invented import december_2021
from governance.examples.story import decide
from governance.management.commands.load_examples import load_releases
from governance.meetings.models import Item, Result
from governance.meetings.operations.positions import take_position
from governance.papers.models import Paper
from governance.watch.late import late_on
from governance.watch.models import Flag
from governance.watch.operations.flags import sweep
from governance.watch.waiting import waiting_on
from releases.models.releases import Release
from secrel.core.dates import clock
from secrel.core.models.people import User
from secrel.core.people.second_factor import loading_examples
from tests.conftest import DAY
from tests.support.sign_in import signed_in

EVIDENCE = ["7 operational criteria", "1 security criterion", "5 testing criteria"]
TASKS = {
    "member@panel.example": ["Take a position"],
    "chair@panel.example": ["Read it before you confirm"],
    accounts.SECRETARY: ["Record the outcome"],
    "member@tag.example": ["Review the evidence"],
    accounts.DELIVERY: [*["Submit evidence"] * 3, "See the action"],
    accounts.ANALYST: [
        "Submit evidence",
        "Issue the paper",
        "Draft the notice",
        "Read the answers",
        *["Decide what to do"] * 8,
    ],
}
FLAGS = [
    ("cut_off_passed", date(2021, 10, 8)),
    ("step_unconfirmed", date(2021, 10, 10)),
    ("action_due", date(2021, 10, 20)),
    ("cut_off_near", date(2021, 10, 20)),
    *[("evidence_due", date(2021, 10, 20))] * 4,
]


@pytest.fixture
def story(examples) -> Release:
    with loading_examples():
        load_releases(stories=[sources, december_2021])
    sweep(on=DAY)
    return Release.objects.get(slug="december-2021")


def test_each_role_finds_what_readme_promises(story):
    found = {
        email: [task for _, rows in waiting_on(User.objects.get(email=email), DAY).values() for task in rows]
        for email in TASKS
    }
    assert {email: [task.act for task in tasks] for email, tasks in found.items()} == TASKS
    of_dcc = found[accounts.DELIVERY][:3]
    assert [task.what for task in of_dcc] == [f"December 2021 Example Release: {what}" for what in EVIDENCE]
    assert {task.when for task in of_dcc} == {date(2021, 10, 20)}
    flags = Flag.objects.filter(cleared_on=None)
    assert sorted(flags.values_list("kind", "due_on"), key=lambda row: (row[1], row[0])) == FLAGS
    assert set(flags.values_list("release__slug", flat=True)) <= {"december-2021", None}
    member = signed_in(Client(), User.objects.get(email="member@panel.example"))
    assert "December 2021 Example Release" in member.get("/following/").content.decode()
    pack = member.get("/meetings/panel/2021-10-15/pack/").content.decode()
    assert "December 2021 Example Release RID, version 1.1" in pack


def test_all_that_is_invented_says_so(story):
    """Name, references, and notes on what else stands beside real releases."""
    assert story.name == "December 2021 Example Release"
    assert {row.modification.reference for row in story.scope.all()} == {"MP904", "MP905", "MP906", "MP907"}
    paper = Paper.objects.get(meeting__on=date(2021, 10, 26))
    assert (paper.state, [(act.do, act.ref) for act in paper.entries.acts]) == (
        "draft",
        [("target", "MP907"), ("take_out", "MP906")],
    )
    assert "December 2021 Example Release are invented" in paper.example_note
    consultation = Consultation.objects.get(release=story)
    answers = ConsultationAnswer.objects.filter(respondent__consultation=consultation)
    assert (consultation.state, consultation.is_example, answers.count()) == ("open", True, 2)


def test_the_panel_can_decide_today(story):
    """A position, attendance, the outcome and the Chair's confirmation, all on the day of the examples."""
    item = Item.objects.get(version_item__version__release=story, state="open")
    member, chair = (User.objects.get(email=email) for email in ("member@panel.example", accounts.CHAIR))
    facts = {"item": item, "content_digest": item.content_digest, "on": DAY, "at": clock.now()}
    take_position(by=member, stance="agree", **facts)
    decide(DAY.isoformat(), item, Result.BASELINED, chair)
    story.refresh_from_db()
    assert (story.life, story.versions.latest("pk").number) == ("full_baselined", "2.0")
    late = {row.sentence for row in late_on(DAY).values() if row.release_id == story.pk}
    assert len(late) == 6
