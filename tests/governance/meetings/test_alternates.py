"""Alternates: named by the secretary alone, for one meeting without an outcome."""

from datetime import timedelta

import pytest

from governance.meetings.operations.alternates import name_alternate
from governance.meetings.operations.decisions import record_outcome
from governance.meetings.operations.meetings import cancel_meeting
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Membership, User
from tests.governance.meetings.deciding import AT, MEETING, attended
from tests.governance.meetings.test_decisions import put_forward
from tests.governance.versions.test_versions import edit
from tests.support.factories import LONG_AGO, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(people):
    return people.member.memberships.get()


@pytest.fixture
def meeting(db, day):
    return MeetingFactory(on=day)


def anew(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_secretary_alone_names_one_for_one_day(people, seat, meeting, day):
    name_alternate(by=people.secretary, meeting=meeting, seat=seat, user=people.nobody)
    assert anew(people.nobody).bodies() == {"panel"}
    assert not people.nobody.memberships_on(day + timedelta(days=1)).exists()
    assert not people.nobody.memberships_on(day - timedelta(days=1)).exists()
    notification = Notification.objects.get(user=people.nobody, subject="You are an alternate at a meeting")
    assert "The secretary entered it." in notification.body


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("secretary", "other than yourself and the member"),
        ("member", "other than yourself and the member"),
        ("analyst", "SECAS staff cannot be alternates"),
        ("chair", "is already on the Panel that day"),
    ],
)
def test_some_cannot_stand_in(people, seat, meeting, who, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        name_alternate(by=people.secretary, meeting=meeting, seat=seat, user=getattr(people, who))


def test_not_for_a_seat_that_nobody_holds_that_day(people, seat):
    before = MeetingFactory(on=LONG_AGO - timedelta(days=1))
    with pytest.raises(RuleBroken, match="no seat on the day"):
        name_alternate(by=people.secretary, meeting=before, seat=seat, user=people.nobody)


def test_an_administrator_does_not(people, seat, meeting):
    with pytest.raises(NotAllowed):
        name_alternate(by=people.administrator, meeting=meeting, seat=seat, user=people.nobody)


def test_not_at_a_meeting_that_is_cancelled(people, seat, meeting, day):
    cancel_meeting(by=people.secretary, meeting=meeting, reason="No business.", token=AS_STORED, on=day)
    with pytest.raises(RuleBroken, match="is cancelled"):
        name_alternate(by=people.secretary, meeting=meeting, seat=seat, user=people.nobody)


def test_not_once_an_outcome_was_recorded(examples, analyst, people, as_role):
    edit(analyst)
    item = put_forward(analyst, examples.november).items.get()
    attended(item, people.secretary)
    record_outcome(by=people.secretary, item=item, result="baselined", token=AS_STORED, on=MEETING, at=AT)
    seat = Membership.objects.filter(body=item.meeting.body, role="member").first()
    with pytest.raises(RuleBroken, match="An outcome of this meeting has been recorded"):
        name_alternate(by=people.secretary, meeting=item.meeting, seat=seat, user=people.nobody)
    page = as_role("secretary").get(f"/meetings/panel/{MEETING}/").content.decode()
    assert "Name the alternate" not in page
