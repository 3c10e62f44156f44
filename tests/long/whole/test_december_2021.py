"""The example release in progress: each role finds what README says to look at first."""

from collections import Counter
from datetime import date, timedelta

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
from governance.watch.models import Flag, FlagKind
from governance.watch.operations.flags import sweep
from governance.watch.waiting import waiting_on
from releases.models.releases import Release
from secrel.core.dates import clock
from secrel.core.models.people import User
from secrel.core.people.second_factor import loading_examples
from tests.conftest import DAY
from tests.support.sign_in import signed_in

EVIDENCE = {
    "December 2021 Example Release: 5 testing criteria": date(2021, 10, 13),
    "December 2021 Example Release: 5 operational criteria": date(2021, 10, 20),
    **{
        f"October 2021 Example Release: {what}": None
        for what in ("7 operational criteria", "1 security criterion", "6 testing criteria")
    },
}
RELEASE = "Read and release"
OF_DCC = [
    *("Submit the deliverable", "See the action", "Report it as met", "Submit evidence", "Submit evidence"),
    *("Report it as met", "See the action", "Submit the deliverable"),
    *["Submit evidence"] * 3,
    *["See who has not declared"] * 2,
]
TASKS = {
    "member@panel.example": ["Take a position"],
    "chair@panel.example": ["Read it before you confirm"],
    accounts.SECRETARY: ["Record the outcome"],
    "member2@panel.example": [],
    "member@tag.example": ["Comment on the draft", "Review the evidence"],
    accounts.SECOND["dcc"]: [
        "Comment on the draft",
        *OF_DCC[:1],
        *OF_DCC[2:6],
        *OF_DCC[7:-2],
        RELEASE,
        *OF_DCC[-2:],
    ],
    accounts.DELIVERY: OF_DCC,
    accounts.PARTY: ["Comment on the draft", "Declare the results", "Answer the consultation"],
    accounts.ANALYST: [
        *("Accept or send back", "Answer", "Answer"),
        *["Submit evidence"] * 2,
        *("Issue the paper", "Draft the notice", "Read the answers"),
        *["Decide what to do"] * 27,
    ],
}
SEVERAL = {"evidence_due": 2, "evidence_undated": 4}
"""Kinds with more than one flag; every other kind has one."""


@pytest.fixture
def story(examples) -> Release:
    with loading_examples(), clock.replayed(DAY):
        load_releases(stories=[sources, december_2021])
    sweep(on=DAY)
    return Release.objects.get(slug="december-2021")


def test_each_role_finds_what_readme_promises(story):
    found = {
        email: [task for _, rows in waiting_on(User.objects.get(email=email), DAY).values() for task in rows]
        for email in TASKS
    }
    assert {email: [task.act for task in tasks] for email, tasks in found.items()} == TASKS
    of_dcc = {task.what: task.when for task in found[accounts.DELIVERY] if task.act == "Submit evidence"}
    assert of_dcc == EVIDENCE
    member = signed_in(Client(), User.objects.get(email="member@panel.example"))
    assert "December 2021 Example Release" in member.get("/following/").content.decode()
    pack = member.get("/meetings/panel/2021-10-15/pack/").content.decode()
    assert "December 2021 Example Release RID, version 1.2" in pack


def test_every_kind_of_flag_is_there_and_none_is_about_a_real_release(story):
    flags = Flag.objects.filter(cleared_on=None)
    kinds = Counter(flags.values_list("kind", flat=True))
    assert kinds == Counter(dict.fromkeys(FlagKind.values, 1) | SEVERAL)
    about = {row for row in flags.values_list("release__name", flat=True) if row}
    assert about == {
        f"{name} Example Release" for name in ("December 2021", "October 2021", "May 2022", "MP909")
    }
    assert max(DAY - flag.due_on for flag in flags) == timedelta(days=14)


def test_all_that_is_invented_says_so(story):
    """Name, references, and notes on what else stands beside real releases."""
    assert story.name == "December 2021 Example Release"
    assert {row.modification.reference for row in story.scope.all()} == {f"MP90{n}" for n in range(4, 9)}
    assert all("(example)" in row.modification.title for row in story.scope.all())
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
    facts = {"item": item, "content_digest": item.content_digest, "on": DAY, "at": clock.moment()}
    take_position(by=member, stance="agree", **facts)
    decide(DAY.isoformat(), item, Result.BASELINED, chair)
    story.refresh_from_db()
    assert (story.life, story.versions.latest("pk").number) == ("full_baselined", "2.0")
    late = {row.sentence for row in late_on(DAY).values() if row.release_id == story.pk}
    assert len(late) == 16
