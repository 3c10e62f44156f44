"""Subjects of agenda items: exactly one points at each item, and meetings import none of them (ADR 26)."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from governance.acceptance.models import Deliverable, DeliverableItem
from governance.acceptance.operations.asking_acceptance import ask_recommendation
from governance.acceptance.operations.deliverables import ask_on_deliverable
from governance.criteria.models import StandardItem, StandardSet
from governance.criteria.operations.standard import ask_standard, draft_standard
from governance.meetings.models import Item, Matter, Meeting, Result, all_matters
from governance.meetings.models import matters as registry
from governance.meetings.operations.asking import ask_motion
from governance.meetings.operations.items import add_item
from governance.meetings.queries.meetings import waiting_items
from governance.versions.models import RidVersion, VersionItem
from releases.models.releases import Release
from secrel.core.models.people import Body
from tests.governance.acceptance.accepting import confirmed, outcome
from tests.governance.acceptance.test_deliverables import submitted
from tests.governance.meetings.deciding import MEETING
from tests.governance.meetings.test_decisions import edit, put_forward
from tests.test_architecture import ROOT

pytestmark = pytest.mark.django_db
CONTENT = {"asked": "something"}


@pytest.fixture
def motion(examples, people) -> Item:
    panel = Body.objects.get(key="panel")
    arguments = {"by": people.analyst, "meeting_on": MEETING, "on": MEETING}
    return ask_motion(body=panel, words="The RID is presented in December.", **arguments)


@pytest.fixture
def presented(examples, analyst) -> VersionItem:
    edit(analyst)
    return put_forward(analyst, examples.november).items.get().version_item


def refused(name: str, act) -> None:
    """The database refuses it when the transaction ends, by the rule of this name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
        connection.check_constraints()
    assert error.value.__cause__.diag.constraint_name == name


def item_of(meeting: Meeting, kind: str, release: Release | None = None, words: str = "") -> Item:
    return add_item(meeting, kind=kind, content=CONTENT, release=release, words=words)


def test_the_database_takes_the_kinds_that_are_registered_and_no_other(motion, examples):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'item_kind_known'"
        )
        taken = set(re.findall(r"'(\w+)'", cursor.fetchone()[0]))
    assert taken == {matter.kind for matter in all_matters()}
    with pytest.raises(IntegrityError, match="item_kind_known"), transaction.atomic():
        item_of(motion.meeting, "lesson", examples.june)


@pytest.mark.parametrize("kind", ["baseline", "standard", "advise", "testing"])
def test_an_item_without_its_subject_is_refused(motion, examples, kind):
    refused("item_has_one_subject", lambda: item_of(motion.meeting, kind, examples.june))


def test_an_item_without_the_release_it_concerns_is_refused(motion):
    with pytest.raises(IntegrityError, match="item_concerns_a_release"), transaction.atomic():
        item_of(motion.meeting, "go")


def test_only_a_motion_has_text_of_its_own(motion, examples):
    with pytest.raises(IntegrityError, match="item_words_of_motion"), transaction.atomic():
        item_of(motion.meeting, "go", examples.june, words="Go.")
    with pytest.raises(IntegrityError, match="item_words_of_motion"), transaction.atomic():
        item_of(motion.meeting, "motion")


def test_a_subject_points_at_items_of_its_kind_only(motion, presented, people):
    tad = submitted(Release.objects.get(slug="june-2020"), people)
    first, item, other = (
        StandardSet.objects.get(state="in_force"),
        presented.item,
        RidVersion.objects.get(major=8),
    )
    points = [
        lambda: VersionItem.objects.create(item=motion, version=other),
        lambda: StandardItem.objects.create(item=motion, standard=first),
        lambda: StandardItem.objects.create(item=item, standard=first),
        lambda: DeliverableItem.objects.create(item=item, deliverable=tad),
        lambda: VersionItem.objects.filter(pk=item.pk).update(item=motion),
        lambda: VersionItem.objects.filter(pk=item.pk).delete(),
        lambda: Item.objects.filter(pk=item.pk).update(kind="standard"),
        lambda: (
            Item.objects.filter(pk=motion.pk).update(kind="go", words="", release=tad.release)
            and VersionItem.objects.create(item=motion, version=other)
        ),
    ]
    for point in points:
        refused("item_has_one_subject", point)
    assert (Deliverable.objects.get().items.count(), first.items.count()) == (0, 1)


def test_a_version_is_before_a_meeting_once_and_before_another_again(presented, examples):
    def again(meeting: Meeting) -> None:
        item = item_of(meeting, VersionItem.KIND, examples.november)
        VersionItem.objects.create(item=item, version=presented.version)

    refused("item_once", lambda: again(presented.item.meeting))
    again(Meeting.objects.create(body=presented.item.meeting.body, on=date(2021, 10, 22)))
    connection.check_constraints()
    assert [item.meeting.on.day for item in presented.version.items.all()] == [15, 22]


def test_an_item_is_about_a_stored_content(motion):
    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        Item.objects.filter(pk=motion.pk).update(content_digest="0" * 64)
        connection.check_constraints()


@pytest.mark.parametrize(
    "name", ["item", "item_acts", "item_outcome", "item_positions", "meeting", "meetings", "ask_motion"]
)
def test_templates_of_meetings_ask_for_no_subject(name):
    text = (ROOT / f"templates/meetings/{name}.html").read_text()
    tags = " ".join(re.findall(r"{[{%].*?[%}]}", text))
    tags = re.sub(r"\bmay\.\w+", "", tags)  # permissions
    assert not re.search(r"version|deliverable|standard|criteri|acceptance|changed|kind", tags)


class PaperMatter(Matter):
    """A new subject registers itself, without a change to meetings."""

    kind = "lesson"
    label = "Paper"
    title = "Paper on {subject}"
    sentence = "The {body} is asked to AGREE what the paper on {subject} recommends."
    results = (Result.AGREED, Result.NOT_AGREED)

    def __init__(self) -> None:
        self.followed: list[str] = []

    def subject(self, item: Item) -> str:
        return "lessons learned"

    def lacks(self, item: Item, on: date) -> list[str]:
        return []

    def follow(self, by, decision, on) -> None:
        self.followed.append(decision.outcome.result)


def test_a_new_subject_goes_through_a_meeting_without_a_line_of_meetings(
    motion, people, as_role, monkeypatch
):
    paper = PaperMatter()
    monkeypatch.setitem(registry._MATTERS, paper.kind, paper)
    with connection.cursor() as cursor:  # as the migration of a subject does
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE governance_item DROP CONSTRAINT item_kind_known")
        cursor.execute("ALTER TABLE governance_item DROP CONSTRAINT item_concerns_a_release")
    item = item_of(motion.meeting, paper.kind)
    page = as_role("member").get(item.get_absolute_url()).content.decode()
    assert "Paper on lessons learned" in page
    assert "asked to AGREE what the paper on lessons learned recommends" in page
    assert "Paper on lessons learned" in as_role("member").get("/meetings/").content.decode()
    confirmed(outcome(item, people, Result.AGREED, MEETING), people, MEETING)
    assert (Item.objects.get(pk=item.pk).state, paper.followed) == ("decided", ["agreed"])


def test_agendas_and_tasks_need_the_same_few_queries_for_every_matter(
    motion, presented, people, as_role, django_assert_num_queries
):
    tad = submitted(Release.objects.get(slug="june-2020"), people)
    arguments = {"by": people.analyst, "meeting_on": MEETING, "on": MEETING}
    ask_on_deliverable(deliverable=tad, body=Body.objects.get(key="tag"), **arguments)
    ask_standard(standard=draft_standard(by=people.analyst, on=MEETING), **arguments)
    ask_recommendation(release=presented.item.release, body=Body.objects.get(key="ssc"), **arguments)
    Item.objects.filter(pk=presented.pk).update(state="subject")
    VersionItem.objects.filter(pk=presented.pk).update(changed=RidVersion.objects.get(major=8))
    client = as_role("analyst")
    with django_assert_num_queries(6):
        client.get("/meetings/")
    item = presented.item
    for address, queries in ((item.get_absolute_url(), 13), (item.meeting.get_absolute_url(), 5)):
        client.get(address)
        with django_assert_num_queries(queries):  # as made before
            assert client.get(address).status_code == 200
    with django_assert_num_queries(1):
        waiting = {item.title: item.changes_are_made for item in waiting_items(people.analyst)}
    assert waiting == {
        "The RID is presented in December.": False,
        "Baseline November 2021 RID 0.2": True,
        "Advise on Updated TAD 1 of the June 2020 SEC Release": False,
        "Agree Standard set 3 of the acceptance criteria": False,
        "Recommend on the acceptance of the November 2021 SEC Release": False,
    }


def test_the_board_and_the_deliverables_list_their_items(examples, people, as_role):
    june = Release.objects.get(slug="june-2020")
    arguments = {
        "by": people.analyst,
        "body": Body.objects.get(key="tag"),
        "meeting_on": MEETING,
        "on": MEETING,
    }
    ask_on_deliverable(deliverable=submitted(june, people), **arguments)
    ask_recommendation(release=june, **arguments)
    client = as_role("analyst")
    assert ">Recommend on acceptance</a>" in client.get("/releases/june-2020/criteria/").content.decode()
    page = client.get("/releases/june-2020/testing/").content.decode()
    assert "Advise on testing, TAG of 15 October 2021: on the agenda" in page
