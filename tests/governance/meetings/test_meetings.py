"""Meetings: planned, attended, minuted, cancelled; and their pages."""

from datetime import date

import pytest

from governance.meetings.models import Meeting, Minutes
from governance.meetings.operations.meetings import (
    cancel_meeting,
    change_meeting,
    plan_meeting,
    record_attendance,
    write_minutes,
)
from governance.meetings.queries.voting import present_at, seat_of, seats_of
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.people import Body, Membership
from secrel.core.models.powers import PowerHeld
from secrel.core.people.operations import give_role
from secrel.core.people.powers import set_power, set_voting_rule
from secrel.core.people.queries import holder_of
from tests.governance.meetings.deciding import MEETING
from tests.governance.meetings.test_decisions import put_forward
from tests.governance.versions.test_versions import edit
from tests.support.factories import MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/meetings/panel/2021-10-15/"


@pytest.fixture
def panel(db):
    return Body.objects.get(key="panel")


def test_a_meeting_is_planned_once_on_a_working_day(people, panel):
    arguments = {"by": people.secretary, "body": panel}
    assert str(plan_meeting(**arguments, on=MEETING, number="87")) == "Panel of 15 October 2021"
    with pytest.raises(RuleBroken, match="already has a meeting on that day"):
        plan_meeting(**arguments, on=MEETING)
    with pytest.raises(RuleBroken, match="27 Dec 2021 is not a Working Day"):
        plan_meeting(**arguments, on=date(2021, 12, 27))
    with pytest.raises(RuleBroken, match="papers would be due after the meeting"):
        plan_meeting(**arguments, on=date(2021, 10, 22), papers_on=date(2021, 10, 25))


def test_an_alternate_fills_the_seat_of_the_member(people, panel):
    alternate = UserFactory(name="The alternate")
    seat = Membership.objects.get(user=people.member)
    arguments = {"by": SYSTEM, "body": panel, "role": "member", "from_on": date(2021, 1, 1)}
    alternate_seat = give_role(**arguments, user=alternate, stands_in_for=seat)
    assert seats_of(panel, MEETING) == [seat]
    meeting = record_attendance(
        by=people.secretary,
        meeting=MeetingFactory(on=MEETING),
        present=[alternate_seat],
        token=AS_STORED,
        on=MEETING,
    )
    assert present_at(meeting) == [seat]
    assert seat_of(alternate, panel, MEETING) == seat
    with pytest.raises(RuleBroken, match="stands in for another member"):
        give_role(**arguments | {"from_on": date(2021, 2, 1)}, user=people.member, stands_in_for=seat)


def test_the_chair_votes_where_the_rule_says_so_from_its_day(people, panel):
    set_voting_rule(
        by=SYSTEM,
        body=panel,
        from_on=MEETING,
        quorum_percent=50,
        chair_votes=True,
        source="Terms",
        on=MEETING,
    )
    assert len(seats_of(panel, MEETING)) == 2
    assert len(seats_of(panel, date(2021, 10, 14))) == 1
    with pytest.raises(RuleBroken, match="1 to 100 percent"):
        set_voting_rule(by=SYSTEM, body=panel, from_on=MEETING, quorum_percent=0, source="Terms", on=MEETING)


def test_who_agrees_scope_changes_with_the_day(db):
    assert holder_of("scope", on=date(2020, 12, 31)).key == "panel"
    assert holder_of("scope", on=date(2021, 1, 1)).key == "csc"
    tabasc = Body.objects.get(key="tabasc")
    set_power(
        by=SYSTEM, power="scope", body=tabasc, from_on=date(2022, 1, 1), source="A decision", on=MEETING
    )
    assert holder_of("scope", on=date(2022, 6, 1)) == tabasc
    assert PowerHeld.objects.filter(power="scope").count() == 3
    with pytest.raises(RuleBroken, match="No body holds this power on 1 Jan 2000"):
        holder_of("scope", on=date(2000, 1, 1))


def test_attendance_is_of_members_of_the_day(people):
    meeting = MeetingFactory(on=MEETING)
    stranger = Membership.objects.get(user=people.analyst)
    arguments = {"by": people.secretary, "meeting": meeting, "token": AS_STORED, "on": MEETING}
    with pytest.raises(RuleBroken, match="The analyst: not a member of the Panel on that day"):
        record_attendance(**arguments, present=[stranger])
    seat = Membership.objects.get(user=people.member)
    with pytest.raises(RuleBroken, match="both as present and with apologies"):
        record_attendance(**arguments, present=[seat], apologies=[seat])


def test_minutes_are_corrected_by_later_ones(people):
    meeting = MeetingFactory(on=MEETING)
    arguments = {"by": people.secretary, "meeting": meeting, "token": AS_STORED, "on": MEETING}
    with pytest.raises(RuleBroken, match="You can write minutes once the meeting has been held"):
        write_minutes(**arguments, text="Nothing yet.")
    record_attendance(**arguments, present=[])
    write_minutes(**arguments, text="One.")
    write_minutes(**arguments, text="Two.")
    assert list(Minutes.objects.filter(meeting=meeting).values_list("text", flat=True)) == ["One.", "Two."]


def test_a_meeting_with_something_before_it_is_not_cancelled(examples, analyst, people):
    edit(analyst)
    meeting = put_forward(analyst, examples.november).items.get().meeting
    arguments = {"by": people.secretary, "meeting": meeting, "token": AS_STORED, "on": MEETING}
    with pytest.raises(RuleBroken, match=r"RID 0\.2 is on its agenda"):
        cancel_meeting(**arguments, reason="Nobody can come")
    empty = MeetingFactory(on=date(2021, 10, 22))
    assert cancel_meeting(**arguments | {"meeting": empty}, reason="Nobody can come").state == "cancelled"


def test_two_secretaries_with_one_token(people):
    meeting = MeetingFactory(on=MEETING)
    arguments = {"by": people.secretary, "meeting": meeting, "papers_on": None, "on": MEETING}
    change_meeting(**arguments, number="87", token=1)
    with pytest.raises(Stale):
        change_meeting(**arguments, number="88", token=1)
    assert Meeting.objects.get(pk=meeting.pk).number == "87"


def test_the_secretary_records_a_meeting_on_its_page(examples, analyst, people, as_role):
    edit(analyst)
    put_forward(analyst, examples.november)
    client = as_role("secretary")
    seat = Membership.objects.get(user=people.member)
    assert client.post(f"{PAGE}attendance/", {"token": 1, f"m{seat.pk}": "present"}).status_code == 303
    page = client.get(PAGE).content.decode()
    assert "1 of 4 voting seats present." in page
    assert "Quorum: 50% of the voting seats." in page
    facts = {"facts-token": 2, "facts-number": "87", "facts-papers_on": "8 Oct 2021"}
    assert client.post(f"{PAGE}facts/", facts).status_code == 303
    minutes = {"minutes-token": 3, "minutes-text": "The Panel met."}
    assert client.post(f"{PAGE}minutes/", minutes).status_code == 303
    assert "The Panel met." in client.get(PAGE).content.decode()
    cancel = client.post(f"{PAGE}cancel/", {"cancel-token": 4, "cancel-reason": "x"})
    assert cancel.status_code == 422
    assert "the status of this meeting is “Held”" in cancel.content.decode()


def test_the_secretary_names_an_alternate_on_the_page(people, as_role):
    """An address without an account is refused with a sentence, and so is a seat of another body."""
    meeting = MeetingFactory(on=MEETING)
    seat, client = people.member.memberships.get(), as_role("secretary")
    entered = {"alternate-seat": seat.pk, "alternate-email": "stranger@panel.example"}
    refused = client.post(f"{PAGE}alternate/", entered)
    assert (refused.status_code, refused.content.decode().count("There is no account with the address")) == (
        422,
        2,
    )
    tag = people.tag.memberships.get()
    assert client.post(f"{PAGE}alternate/", entered | {"alternate-seat": tag.pk}).status_code == 422
    entered["alternate-email"] = people.nobody.email.upper()
    assert client.post(f"{PAGE}alternate/", entered).status_code == 303
    assert people.nobody.memberships.get().stands_in_for == seat
    assert as_role("analyst").post(f"{PAGE}alternate/", entered).status_code == 403
    assert f"{people.nobody}" in client.get(meeting.get_absolute_url()).content.decode()


def test_a_meeting_is_planned_on_its_page_with_a_closing_time(people, as_role):
    entered = {"body": "csc", "on": "20 Oct 2021", "number": "", "papers_on": "", "closes": "17:00"}
    response = as_role("secretary").post("/meetings/plan/", entered)
    assert response["Location"] == "/meetings/csc/2021-10-20/"
    assert (
        "closes at 17:00 on 20 October 2021"
        in as_role("secretary").get(response["Location"]).content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_meetings_asks_the_same_few_queries(as_role, django_assert_num_queries, count):
    for number in range(count):
        MeetingFactory(on=date(2021, 11, 1 + number))
    client = as_role("member")
    with django_assert_num_queries(6):
        page = client.get("/meetings/?body=panel").content.decode()
    assert page.count('<th scope="row">') == count


def test_who_may_do_what_is_shown_from_the_enforced_table(people, as_role):
    page = as_role("member").get("/meetings/powers/").content.decode()
    assert "Reads and comments like a member, and confirms the Panel&#x27;s decisions." in page
    assert "Agrees the scope of a release, and exceptions to it" in page
    assert "The member (member)" in page


def test_papers_are_due_by_the_rule_of_the_body_or_on_their_own_day(people, as_role):
    panel = Body.objects.get(key="panel")
    plan_meeting(by=people.secretary, body=panel, on=date(2021, 11, 19))
    plan_meeting(by=people.secretary, body=panel, on=date(2021, 12, 17), papers_on=date(2021, 12, 9))
    for on, papers in (("2021-11-19", "12 Nov 2021"), ("2021-12-17", "9 Dec 2021")):
        page = as_role("secretary").get(f"/meetings/panel/{on}/").content.decode()
        assert papers in page[page.index("<dt>Papers due</dt>") :][:200]
