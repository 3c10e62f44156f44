"""Refusals around a decision: own work, times in the past, changes that would lose a body's work."""

import copy
from datetime import date, timedelta

import pytest
from django.utils import timezone

from governance.meetings.models import Item, Meeting, Result
from governance.versions.models import RidVersion
from governance.versions.operations.versions import (
    issue_draft,
    issue_version,
    present_version,
    withdraw_version,
)
from releases.operations.releases import change_release
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import confirmed, outcome
from tests.governance.acceptance.test_deliverables import deliverable_item, submitted
from tests.governance.importer.test_importer import take
from tests.governance.importer.test_importing_over import document
from tests.governance.meetings.deciding import AT, MEETING, minuted, rendered, waive_all
from tests.governance.meetings.test_decisions import SUBJECT, confirm, position, put_forward
from tests.governance.meetings.test_decisions import outcome as recorded
from tests.governance.versions.test_versions import edit
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
ITEM = "/meetings/panel/2021-10-15/1/"


def test_an_editor_of_a_version_cannot_vote_on_it(examples, people):
    both = UserFactory(roles=[("secas", "analyst"), ("panel", "member")])
    edit(both)
    item = put_forward(people.analyst, examples.november).items.get()
    with pytest.raises(NotAllowed, match="You edited the content of this version"):
        position(both, item)
    position(people.member, item)


def test_an_edit_before_the_last_version_in_force_is_no_own_work(published, examples, people):
    both = UserFactory(roles=[("secas", "analyst"), ("panel", "member")])
    change_release(
        by=both,
        release=examples.june,
        fields={"additions": ["Before."]},
        token=AS_STORED,
        reason="As agreed",
        on=MEETING,
    )
    issue_version(by=people.analyst, release=examples.june, changes="x", on=MEETING)
    change_release(
        by=people.analyst,
        release=examples.june,
        fields={"additions": ["After."]},
        token=AS_STORED,
        reason="As agreed",
        on=MEETING,
    )
    version = put_forward(people.analyst, examples.june)
    assert position(both, version.items.get()).stance == "agree"


def test_a_correspondence_is_closed_with_its_first_outcome(examples, people, analyst):
    edit(analyst)
    closes = timezone.make_aware(timezone.datetime(2021, 10, 15, 17))
    item = put_forward(analyst, examples.november, closes_at=closes).items.get()
    assert item.meeting.workflow_state.label == "Open"
    for person in (people.member, UserFactory(roles=[("panel", "member")])):
        position(person, item)
    members = [row.user for row in item.meeting.body.memberships.filter(role="member").select_related("user")]
    position(next(user for user in members if user.name == "Third Panel member"), item)
    recorded(people.secretary, item, at=AT + timedelta(hours=6))
    meeting = Meeting.objects.get(pk=item.meeting_id)
    assert (meeting.state, meeting.workflow_state.label) == ("held", "Closed")
    confirm(people.chair, item)
    assert RidVersion.objects.filter(release=examples.november, state="baselined").exists()


def test_a_closing_time_that_is_past_is_refused(examples, as_role, monkeypatch):
    noon = timezone.make_aware(timezone.datetime(2021, 10, 15, 12))
    monkeypatch.setattr("governance.meetings.forms.asking.moment", lambda: noon)
    entered = {"meeting_on": "2021-10-15", "closes": "11:00", "token": 1}
    response = as_role("analyst").post("/releases/november-2021/rid/0.1/present/", entered)
    assert response.status_code == 422
    assert "11:00 on that day has passed" in response.content.decode()
    entered |= {"closes": "17:00"}
    assert as_role("analyst").post("/releases/november-2021/rid/0.1/present/", entered).status_code == 303
    planned = {"body": "tag", "on": "2021-10-14", "closes": "17:00"}
    assert "has passed" in as_role("secretary").post("/meetings/plan/", planned).content.decode()


def test_secas_issues_nothing_while_a_version_is_before_a_body(published, examples, people):
    change_release(
        by=people.analyst,
        release=examples.june,
        fields={"additions": ["More."]},
        token=AS_STORED,
        reason="As agreed",
        on=MEETING,
    )
    draft = issue_draft(by=people.analyst, release=examples.june, changes="x", on=MEETING)
    present_version(by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING)
    change_release(
        by=people.analyst,
        release=examples.june,
        fields={"additions": ["Less."]},
        token=AS_STORED,
        reason="As agreed",
        on=MEETING,
    )
    with pytest.raises(RuleBroken, match=r"8\.1 is on the agenda of the Panel of 15 October 2021"):
        issue_version(by=people.analyst, release=examples.june, changes="y", on=MEETING)


def test_a_baseline_subject_to_changes_is_not_withdrawn_by_an_analyst(examples, people, analyst):
    edit(analyst)
    item = minuted(put_forward(analyst, examples.november), people, Result.SUBJECT, changes=SUBJECT)
    confirm(people.chair, item)
    with pytest.raises(RuleBroken, match="was baselined by the Panel of 15 October 2021 subject to changes"):
        withdraw_version(
            by=analyst, version=item.version_item.version, token=AS_STORED, reason="No", on=MEETING
        )
    edit(analyst, "another text.")
    put_forward(analyst, examples.november, meeting_on=date(2021, 10, 22))
    assert Item.objects.get(pk=item.pk).state == "withdrawn"


def test_a_deliverable_is_not_replaced_while_its_outcome_waits_for_the_chair(examples, people):
    june = RidVersion.objects.filter(release__slug="june-2020").first().release
    item = outcome(deliverable_item(submitted(june, people), people), people, Result.RECOMMENDED, MEETING)
    with pytest.raises(
        RuleBroken,
        match="The Chair has not confirmed the outcome of the TAG of 15 October 2021 on Updated TAD 1",
    ):
        submitted(june, people, content=PDF + b"2")
    confirmed(item, people, MEETING)
    assert submitted(june, people, content=PDF + b"2").number == 2


def test_after_a_conflict_the_chair_confirms_the_current_page(examples, people, as_role, analyst):
    edit(analyst)
    item = minuted(put_forward(analyst, examples.november), people)
    entered = {"content_digest": "0" * 64, "token": item.token}
    response = as_role("chair").post(f"{ITEM}confirm/", entered)
    assert response.status_code == 409
    form = response.context["forms"]["confirm"]
    again = {name: form[name].value() for name in ("content_digest", "token")}
    assert again["content_digest"] == item.content_digest
    assert as_role("chair").post(f"{ITEM}confirm/", again).status_code == 303


def test_a_page_puts_a_motion_on_the_agenda(examples, as_role):
    client = as_role("analyst")
    entered = {"body": "csc", "words": "MP149 enters by exception.", "meeting_on": "22 Oct 2021"}
    page = client.post("/meetings/ask/", entered | {"release": "november-2021"}, follow=True)
    assert page.redirect_chain[-1][0] == "/meetings/csc/2021-10-22/1/"
    assert "The CSC is asked to AGREE: MP149 enters by exception." in page.content.decode()
    empty = client.post("/meetings/ask/", entered | {"words": ""})
    assert "Write what the body is asked to agree." in empty.content.decode()
    weekend = client.post("/meetings/ask/", entered | {"meeting_on": "23 Oct 2021"})
    assert "is not a Working Day" in weekend.content.decode()
    assert Item.objects.filter(kind="motion").count() == 1


def test_after_a_conflict_a_form_beside_others_takes_the_new_token(examples, people, as_role):
    edit(people.analyst)
    version = rendered(issue_draft(by=people.analyst, release=examples.november, changes="x", on=MEETING))
    page = f"{version.get_absolute_url()}publish/"
    stale = as_role("analyst").post(page, {"publishing-token": version.token - 1})
    assert stale.status_code == 409
    again = {"publishing-token": stale.context["publishing"]["token"].value()}
    assert as_role("analyst").post(page, again).status_code == 303


def test_the_chair_who_decided_on_testing_confirms_the_next_baseline(examples, people):
    tad = submitted(examples.november, people)
    confirmed(outcome(deliverable_item(tad, people), people, Result.RECOMMENDED, MEETING), people, MEETING)
    tad.refresh_from_db()
    item = deliverable_item(tad, people, "panel", date(2021, 10, 18))
    confirmed(outcome(item, people, Result.REVIEWED, date(2021, 10, 18)), people, date(2021, 10, 18))
    edit(people.analyst)
    item = put_forward(people.analyst, examples.november, meeting_on=date(2021, 10, 22)).items.get()
    later = date(2021, 10, 22)
    item = outcome(item, people, Result.BASELINED, later)
    assert confirmed(item, people, later).outcome.result == "baselined"


def test_an_edit_that_is_no_part_of_the_version_is_no_own_work(examples, people):
    both = UserFactory(roles=[("secas", "analyst"), ("panel", "member")])
    edit(people.analyst)
    draft = issue_draft(by=people.analyst, release=examples.november, changes="x", on=MEETING)
    edit(both, "be no part of the draft.")
    version = present_version(
        by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING
    )
    assert position(both, version.items.get()).stance == "agree"


def test_a_head_that_an_imported_version_prints_hides_no_own_work(people):
    first = take(document("1.1")).version
    data = copy.deepcopy(first.snapshot.as_data())
    data["issue"] |= {"decision": None, "record_head": {"position": 10**6, "digest": "a" * 64}}
    data["issue"]["document"] |= {"version": "2.0", "date": "2021-10-01"}
    data["issue"]["history"] = [row | {"date": "2021-10-01"} for row in data["issue"]["history"]]
    release = take(data).version.release
    both = UserFactory(roles=[("secas", "analyst"), ("panel", "member")])
    change_release(
        by=both,
        release=release,
        fields={"additions": ["Mine."]},
        token=AS_STORED,
        reason="As agreed",
        on=MEETING,
    )
    waive_all(people.analyst, release)
    with pytest.raises(NotAllowed, match="You edited the content of this version"):
        position(both, put_forward(people.analyst, release).items.get())


@pytest.mark.parametrize("length", [150, 185, 300])
def test_a_motion_can_have_any_length(examples, as_role, length):
    words = ("word " * 60)[: length - 1] + "."
    entered = {"body": "panel", "words": words, "meeting_on": "22 Oct 2021"}
    assert as_role("analyst").post("/meetings/ask/", entered).status_code == 303
    assert Item.objects.get(kind="motion").words == words
