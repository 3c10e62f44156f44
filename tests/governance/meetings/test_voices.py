"""Who can vote: for their own body only, not after stepping back; a closed vote never changes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from governance.meetings.models import Decision, FallenPosition, Outcome, Result
from governance.meetings.operations.meetings import declare_interest, write_minutes
from governance.meetings.queries.voting import current_positions, tally_of
from governance.versions.models import RidVersion, VersionItem
from governance.versions.operations.subject import put_changes
from governance.versions.operations.versions import issue_draft, withdraw_version
from releases.models.releases import Release
from releases.operations.releases import change_release
from releases.operations.timeline import note_actual
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body, Membership
from secrel.core.people.operations import change_user, give_role
from secrel.core.people.powers import set_voting_rule
from tests.governance.integrity.test_verify import findings
from tests.governance.meetings.deciding import AT, MEETING, attended, minuted
from tests.governance.meetings.test_decisions import SUBJECT, confirm, outcome, position, put_forward
from tests.governance.versions.test_versions import edit
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
LATE = AT + timedelta(hours=6)


@pytest.fixture
def item(examples, analyst):
    edit(analyst)
    return put_forward(analyst, examples.november).items.get()


@pytest.fixture
def by_letter(examples, analyst):
    edit(analyst)
    closes = timezone.make_aware(timezone.datetime(2021, 10, 15, 17))
    return put_forward(analyst, examples.november, closes_at=closes).items.get()


def members():
    rows = Membership.objects.filter(body__key="panel", role="member", stands_in_for=None)
    return list(rows.select_related("user").order_by("pk"))


def step_back(secretary, item, membership):
    arguments = {"text": "Proposed it.", "steps_back": True, "on": MEETING}
    return declare_interest(by=secretary, item=item, membership=membership, **arguments)


def test_a_chair_of_another_body_who_is_a_member_here_confirms_nothing_here(item, people):
    both = UserFactory(roles=[("tag", "chair"), ("panel", "member")])
    minuted(item.version_item.version, people)
    with pytest.raises(NotAllowed, match="Your role in the Panel does not allow this"):
        confirm(both, item)
    assert not Decision.objects.filter(item=item).exists()


def test_the_page_offers_nothing_that_is_for_another_role_there(item, people, client):
    both = UserFactory(roles=[("tag", "chair"), ("panel", "member")])
    minuted(item.version_item.version, people)
    client.force_login(both)
    assert "confirm" not in client.get(item.get_absolute_url()).context["forms"]


def test_a_position_taken_before_stepping_back_falls(by_letter, people):
    position(people.member, by_letter)
    step_back(people.secretary, by_letter, Membership.objects.get(user=people.member))
    assert current_positions(by_letter) == []
    assert FallenPosition.objects.get().because == "The member stepped back from this item."
    assert tally_of(by_letter).present == 0


def test_an_alternate_who_stepped_back_takes_no_position(by_letter, people):
    seat = Membership.objects.get(user=people.member)
    alternate = UserFactory(name="The alternate")
    arguments = {"by": SYSTEM, "body": Body.objects.get(key="panel"), "role": "member"}
    alternate_seat = give_role(**arguments, user=alternate, from_on=date(2021, 1, 1), stands_in_for=seat)
    step_back(people.secretary, by_letter, alternate_seat)
    with pytest.raises(NotAllowed, match="stepped back"):
        position(alternate, by_letter)
    assert position(people.member, by_letter).membership == seat


def test_an_alternate_cannot_overwrite_the_member_s_position(by_letter, people):
    seat = Membership.objects.get(user=people.member)
    alternate = UserFactory(name="The alternate")
    arguments = {"by": SYSTEM, "body": Body.objects.get(key="panel"), "role": "member"}
    give_role(**arguments, user=alternate, from_on=date(2021, 1, 1), stands_in_for=seat)
    position(people.member, by_letter)
    with pytest.raises(RuleBroken, match="The member has already taken a position for this seat"):
        position(alternate, by_letter, "abstain")


def test_stepping_back_of_who_holds_no_seat_closes_no_vote_early(by_letter, people):
    position(members()[0].user, by_letter)
    chair = Membership.objects.get(user=people.chair)
    step_back(people.secretary, by_letter, chair)
    step_back(people.secretary, by_letter, members()[0])
    with pytest.raises(RuleBroken, match="and 3 have not done so yet"):
        outcome(people.secretary, by_letter)


def test_votes_of_who_was_absent_are_not_taken_off(item, people):
    attended(item, people.secretary, count=3)
    there = set(item.meeting.attendance.values_list("membership_id", flat=True))
    absent = next(row for row in members() if row.pk not in there)
    step_back(people.secretary, item, absent)
    recorded = outcome(people.secretary, item, votes=(3, 0, 0))
    assert (recorded.agree, recorded.present, recorded.seats) == (3, 3, 4)


def test_nothing_is_decided_where_all_stepped_back(item, people):
    attended(item, people.secretary)
    for row in members():
        step_back(people.secretary, item, row)
    with pytest.raises(RuleBroken, match="All members present stepped back"):
        outcome(people.secretary, item)


def test_a_carried_item_cannot_be_returned(item, people):
    attended(item, people.secretary)
    with pytest.raises(RuleBroken, match="4 agree and 0 object, so it is carried"):
        outcome(people.secretary, item, Result.RETURNED, votes=(4, 0, 0), reason="I think otherwise.")
    assert not Outcome.objects.filter(item=item).exists()


def test_the_casting_vote_decides_equal_votes_where_the_rule_gives_one(item, people):
    attended(item, people.secretary)
    arguments = {"votes": (2, 2, 0), "casting": "agree"}
    with pytest.raises(RuleBroken, match="has no casting vote"):
        outcome(people.secretary, item, **arguments)
    rule = {"from_on": MEETING, "quorum_percent": 50, "casting_vote": True, "source": "Terms", "on": MEETING}
    set_voting_rule(by=SYSTEM, body=item.meeting.body, **rule)
    with pytest.raises(RuleBroken, match="2 agree and 2 object, so it is not carried"):
        outcome(people.secretary, item, votes=(2, 2, 0))
    assert outcome(people.secretary, item, **arguments).result == Result.BASELINED


def test_an_edit_after_the_close_leaves_the_vote(examples, analyst, settings, people):
    edit(analyst)
    closes = timezone.make_aware(timezone.datetime(2021, 10, 15, 17))
    item = put_forward(analyst, examples.november, closes_at=closes).items.get()
    position(people.member, item)
    settings.TODAY = date(2021, 10, 18)
    edit(analyst, "something else.")
    assert not FallenPosition.objects.exists()


def test_a_position_taken_again_falls_with_another_edit_only(item, people, analyst):
    position(people.member, item)
    edit(analyst, "something else.")
    again = position(people.member, item)
    row = Release.objects.get(slug="november-2021").timeline.first()
    note_actual(by=analyst, row=row, actual=PartialDate.of(MEETING), on=MEETING)
    assert current_positions(item) == [again]
    edit(analyst, "a third thing.")
    assert current_positions(item) == []


def test_the_class_published_is_the_class_presented(examples, analyst, people):
    release = examples.november
    change_release(
        by=analyst, release=release, fields={"classification": "amber"}, token=AS_STORED, on=MEETING
    )
    edit(analyst)
    item = put_forward(analyst, Release.objects.get(pk=release.pk)).items.get()
    minuted(item.version_item.version, people)
    change_release(
        by=analyst, release=release, fields={"classification": "white"}, token=AS_STORED, on=MEETING
    )
    confirm(people.chair, item)
    baseline = RidVersion.objects.get(came_from=item.version_item.version)
    assert baseline.snapshot.issue["document"]["classification"] == "amber"


def test_a_changed_version_that_was_withdrawn_makes_room_for_another(item, people, analyst, examples):
    minuted(item.version_item.version, people, Result.SUBJECT, changes=SUBJECT)
    confirm(people.chair, item)
    for text in ("with a cut-off.", "with another cut-off."):
        edit(analyst, text)
        draft = issue_draft(by=analyst, release=examples.november, changes="As named.", on=MEETING)
        put_changes(by=analyst, item=item, version=draft, token=AS_STORED, on=MEETING)
        assert VersionItem.objects.get(pk=item.pk).changed == draft
        if text == "with a cut-off.":
            withdraw_version(by=analyst, version=draft, token=AS_STORED, reason="Wrong", on=MEETING)
            assert VersionItem.objects.get(pk=item.pk).changed is None


def test_an_item_with_an_outcome_cannot_be_taken_off_the_agenda(item, people, analyst, examples):
    minuted(item.version_item.version, people)
    with pytest.raises(RuleBroken, match="the status of this item is “Outcome recorded”"):
        withdraw_version(
            by=analyst, version=item.version_item.version, token=AS_STORED, reason="No", on=MEETING
        )
    edit(analyst, "something else.")
    with pytest.raises(RuleBroken, match="the status of this item is “Outcome recorded”"):
        put_forward(analyst, examples.november, meeting_on=date(2021, 10, 22))


def test_a_renamed_member_makes_no_finding(item, people):
    position(people.member, item)
    change_user(by=SYSTEM, user=people.member, name="Another name", is_active=True)
    assert not [finding for finding in findings() if "position" in finding]


def test_a_term_that_overlaps_another_is_refused(people):
    panel = Body.objects.get(key="panel")
    with pytest.raises(RuleBroken, match="already has this role for part of that term"):
        give_role(by=SYSTEM, user=people.member, body=panel, role="member", from_on=date(2021, 6, 1))


def test_minutes_of_a_correspondence_are_written_without_attendance(by_letter, people):
    minutes = write_minutes(
        by=people.secretary, meeting=by_letter.meeting, text="Decided by letter.", token=AS_STORED, on=MEETING
    )
    assert minutes.text == "Decided by letter."


def test_members_of_another_body_do_not_open_the_item(item, client):
    client.force_login(UserFactory(roles=[("tag", "member")]))
    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.get(item.meeting.get_absolute_url()).status_code == 404
    assert item.meeting.get_absolute_url() not in client.get("/meetings/").content.decode()


def test_a_correction_starts_with_the_recorded_outcome(item, people, as_role):
    minuted(item.version_item.version, people, votes=(3, 1, 0), dissent="Too soon.")
    form = as_role("secretary").get(item.get_absolute_url()).context["forms"]["outcome"]
    assert (form["dissent"].value(), form["agree"].value()) == ("Too soon.", 3)


def test_input_is_shown_again_when_the_item_has_moved_on(item, people, as_role):
    minuted(item.version_item.version, people)
    entered = {
        "stance": "object",
        "text": "It is too soon.",
        "content_digest": item.version_item.version.snapshot.content_id,
    }
    response = as_role("member").post(f"{item.get_absolute_url()}position/", entered)
    assert response.status_code == 422
    assert "It is too soon." in response.content.decode()
