"""Decisions: positions on a content, an outcome with a quorum, the Chair's confirmation."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from governance.meetings.models import Decision, FallenPosition, Item, Outcome, Position, Result
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.meetings.operations.meetings import declare_interest, record_attendance
from governance.meetings.operations.positions import take_position
from governance.meetings.queries.voting import current_positions
from governance.versions.models import ChangesConfirmed, RidVersion
from governance.versions.operations.subject import confirm_changes, put_changes
from governance.versions.operations.versions import issue_draft, present_version, withdraw_version
from releases.models.releases import Release
from releases.operations.releases import change_release
from releases.operations.timeline import note_actual
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership
from secrel.core.models.record import AuditEntry
from secrel.core.people.operations import give_role
from secrel.core.people.powers import set_voting_rule
from secrel.core.values.immutable import WrittenOnce
from tests.governance.meetings.deciding import AT, MEETING, attended, decided, minuted, rendered
from tests.governance.versions.test_versions import edit
from tests.support.factories import ReleaseFactory, UserFactory

pytestmark = pytest.mark.django_db
SUBJECT = [{"section": "scope", "text": "Say which day the cut-off is."}]


def put_forward(by, release, **options) -> RidVersion:
    draft = issue_draft(by=by, release=release, changes="MP149 reworded.", on=MEETING)
    arguments = {"meeting_on": MEETING, "token": AS_STORED, "on": MEETING} | options
    return rendered(present_version(by=by, version=draft, **arguments))


@pytest.fixture
def presented(examples, analyst):
    edit(analyst)
    return put_forward(analyst, examples.november)


@pytest.fixture
def item(presented):
    return presented.items.get()


def position(by, item, stance="agree", **facts):
    arguments = {
        "content_digest": item.version_item.version.snapshot.content_id,
        "on": MEETING,
        "at": AT,
    } | facts
    return take_position(by=by, item=item, stance=stance, **arguments)


def confirm(by, item, **facts):
    arguments = {
        "content_digest": item.version_item.version.snapshot.content_id,
        "token": AS_STORED,
        "on": MEETING,
    } | facts
    return confirm_decision(by=by, item=item, **arguments)


def outcome(by, item, result=Result.BASELINED, **facts):
    return record_outcome(
        by=by, item=item, result=result, **{"token": AS_STORED, "on": MEETING, "at": AT} | facts
    )


def test_a_change_of_mind_is_a_later_position_that_points_at_the_earlier(item, people):
    first = position(people.member, item, "object", text="Too soon.")
    second = position(people.member, item)
    assert (second.replaces, second.content_digest) == (first, item.version_item.version.snapshot.content_id)
    assert current_positions(item) == [second]
    assert Position.objects.count() == 2
    with pytest.raises(WrittenOnce):
        first.delete()


def test_an_objection_needs_a_reason(item, people):
    with pytest.raises(RuleBroken, match="Give a reason for your objection") as refused:
        position(people.member, item, "object")
    assert refused.value.field == "text"


@pytest.mark.parametrize("who", ["chair", "analyst", "delivery", "secretary"])
def test_a_user_without_a_voting_seat_cannot_take_a_position(item, people, who):
    with pytest.raises(NotAllowed):
        position(getattr(people, who), item)
    assert not Position.objects.exists()


def test_an_alternate_speaks_for_the_seat(item, people):
    seat = Membership.objects.get(user=people.member)
    alternate = UserFactory(name="The alternate")
    panel = Body.objects.get(key="panel")
    give_role(
        by=SYSTEM, user=alternate, body=panel, role="member", from_on=date(2021, 1, 1), stands_in_for=seat
    )
    alternate_position = position(alternate, item)
    assert (alternate_position.membership, alternate_position.taken_by) == (seat, alternate)
    assert position(people.member, item).replaces == alternate_position


def test_a_member_who_stepped_back_cannot_take_a_position(item, people):
    seat = Membership.objects.get(user=people.member)
    declare_interest(
        by=people.secretary, item=item, membership=seat, text="Proposed it.", steps_back=True, on=MEETING
    )
    with pytest.raises(NotAllowed, match="stepped back"):
        position(people.member, item)


def test_an_edit_ends_positions_and_notifies_their_holders(item, people, analyst):
    held = position(people.member, item)
    edit(analyst, "something else.")
    fallen = FallenPosition.objects.get()
    assert fallen.position == held
    assert fallen.because == "The November 2021 SEC Release was edited after 0.2 was presented."
    assert current_positions(item) == []
    notification = Notification.objects.get(subject="Your position on November 2021 RID 0.2 no longer counts")
    assert notification.user == people.member
    cause = AuditEntry.objects.filter(action="releases.change_scope_item").latest("position")
    assert AuditEntry.objects.get(action="governance.drop_positions").cause == cause.position
    assert position(people.member, item).replaces == held  # on the content as it was presented


def test_an_actual_date_ends_no_position(item, people, analyst):
    position(people.member, item)
    row = Release.objects.get(slug="november-2021").timeline.first()
    note_actual(by=analyst, row=row, actual=PartialDate.of(MEETING), on=MEETING)
    assert not FallenPosition.objects.exists()


def test_a_version_presented_in_its_place_overtakes_the_earlier(item, people, analyst, examples):
    position(people.member, item)
    edit(analyst, "something else.")
    later = put_forward(analyst, examples.november)
    earlier = Item.objects.get(pk=item.pk)
    assert (earlier.state, earlier.version_item.version.state) == ("withdrawn", "superseded")
    assert (later.number, later.items.get().order, later.items.get().state) == ("0.3", 2, "open")


def test_an_outcome_waits_for_the_attendance(item, people):
    with pytest.raises(RuleBroken, match=r"is not recorded yet\. Record it first"):
        outcome(people.secretary, item)


def test_without_a_quorum_nothing_is_decided(item, people):
    attended(item, people.secretary, count=1)
    with pytest.raises(
        RuleBroken, match="There was no quorum: 1 of 4 voting seats took part, and 2 are needed"
    ):
        outcome(people.secretary, item)
    assert not Outcome.objects.filter(item=item).exists()


def test_the_quorum_is_that_of_the_rule_in_force_on_the_day(item, people):
    arguments = {"by": SYSTEM, "body": item.meeting.body, "source": "Terms of reference", "on": MEETING}
    set_voting_rule(**arguments, from_on=date(2021, 1, 1), quorum_percent=75)
    set_voting_rule(**arguments, from_on=date(2022, 1, 1), quorum_percent=25)
    attended(item, people.secretary, count=2)
    with pytest.raises(RuleBroken, match="2 of 4 voting seats took part, and 3 are needed"):
        outcome(people.secretary, item)


@pytest.mark.parametrize(
    ("votes", "refusal"),
    [
        ((2, 2, 0), "2 agree and 2 object, so it is not carried"),
        ((1, 2, 1), "1 agree and 2 object"),
        ((3, 0, 0), "You entered 3 votes, but 4 seats could vote"),
    ],
)
def test_votes_that_do_not_carry_it_or_do_not_add_up_are_refused(item, people, votes, refusal):
    attended(item, people.secretary)
    with pytest.raises(RuleBroken, match=refusal):
        outcome(people.secretary, item, votes=votes)


def test_an_outcome_is_corrected_by_a_later_one_until_the_chair_confirms(item, people):
    attended(item, people.secretary)
    wrong = outcome(people.secretary, item, votes=(2, 1, 1), dissent="Too soon for one member.")
    right = outcome(people.secretary, item, votes=(3, 1, 0))
    assert (right.replaces, right.present, right.seats) == (wrong, 4, 4)
    confirm(people.chair, item)
    with pytest.raises(RuleBroken, match="the status of this item is “Decided”"):
        outcome(people.secretary, item)


def test_the_chair_confirms_once_on_exactly_what_was_presented(item, presented, people):
    with pytest.raises(RuleBroken, match="the status of this item is “On the agenda”"):
        confirm(people.chair, item)
    minuted(presented, people)
    with pytest.raises(Stale, match="The content has changed since you opened the page"):
        confirm(people.chair, item, content_digest="0" * 64)
    decision = confirm(people.chair, item)
    baseline = RidVersion.objects.get(came_from=presented)
    assert (baseline.number, baseline.state) == ("1.0", "baselined")
    assert decision.content_digest == presented.snapshot.content_id == baseline.snapshot.content_id
    with pytest.raises(RuleBroken, match="has already been decided"):
        confirm(people.chair, item)
    assert Decision.objects.filter(item=item).count() == 1


@pytest.mark.parametrize("who", ["analyst", "member", "delivery", "administrator", "secretary", "nobody"])
def test_nobody_but_the_chair_confirms(presented, people, who):
    item = minuted(presented, people)
    with pytest.raises(NotAllowed):
        confirm(getattr(people, who), item)
    assert not Decision.objects.filter(item=item).exists()


def test_a_chair_of_another_body_confirms_nothing_here(presented, people):
    item = minuted(presented, people)
    other = UserFactory(roles=[("csc", "chair")])
    with pytest.raises(NotAllowed, match="Only the Panel can do this, and you do not belong to it"):
        confirm(other, item)


def test_an_outcome_recorded_after_the_page_was_opened_is_stale(presented, people):
    item = minuted(presented, people)
    seen = item.outcome.pk
    outcome(people.secretary, item, Result.RETURNED, reason="Costs are missing.")
    with pytest.raises(Stale, match="Another outcome has been recorded since you opened the page"):
        confirm(people.chair, item, outcome=seen)


def test_a_decision_waits_for_the_pdf(examples, analyst, people):
    edit(analyst)
    draft = issue_draft(by=analyst, release=examples.november, changes="x", on=MEETING)
    version = present_version(by=analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING)
    item = minuted(version, people)
    with pytest.raises(RuleBroken, match=r"Cannot baseline: The PDF of 0\.2 is not ready yet"):
        confirm(people.chair, item)
    assert not Decision.objects.filter(item=item).exists()


def test_nothing_is_recorded_before_the_meeting(examples, analyst, people):
    edit(analyst)
    version = put_forward(analyst, examples.november, meeting_on=date(2021, 10, 22))
    meeting = version.items.get().meeting
    with pytest.raises(RuleBroken, match="has not taken place yet"):
        record_attendance(by=people.secretary, meeting=meeting, present=[], token=AS_STORED, on=MEETING)


def test_nobody_approves_their_own_work(examples, people):
    both = UserFactory(roles=[("secas", "analyst"), ("panel", "chair"), ("panel", "member")])
    draft = RidVersion.objects.get(release=examples.november)
    version = rendered(
        present_version(by=both, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING)
    )
    with pytest.raises(NotAllowed, match="so you cannot approve it"):
        position(both, version.items.get())
    item = minuted(version, people)
    with pytest.raises(NotAllowed, match="so you cannot approve it"):
        confirm(both, item)


def test_a_returned_version_goes_back_with_the_reason(presented, people, analyst, examples):
    with pytest.raises(RuleBroken, match="Give a reason for the result “returned”"):
        minuted(presented, people, Result.RETURNED)
    item = presented.items.get()
    outcome(people.secretary, item, Result.RETURNED, reason="Costs are missing.")
    confirm(people.chair, item)
    presented.refresh_from_db()
    assert presented.state == "returned"
    entry = AuditEntry.objects.get(action="governance.return")
    assert entry.reason == "Costs are missing."
    edit(analyst, "something else.")
    assert put_forward(analyst, examples.november, meeting_on=date(2021, 10, 22)).number == "0.3"


def test_a_baseline_subject_to_changes_is_confirmed_on_the_difference(presented, people, analyst, examples):
    item = minuted(presented, people, Result.SUBJECT, changes=SUBJECT)
    confirm(people.chair, item)
    assert not RidVersion.objects.filter(state="baselined", release=examples.november).exists()
    edit(analyst, "let changes take effect sooner, with a cut-off.")
    draft = issue_draft(by=analyst, release=examples.november, changes="As named.", on=MEETING)
    put_changes(by=analyst, item=item, version=draft, token=AS_STORED, on=MEETING)
    changed = rendered(RidVersion.objects.get(pk=draft.pk))
    item = Item.objects.get(pk=item.pk)
    with pytest.raises(Stale):
        confirm_changes(
            by=people.chair,
            item=item,
            content_digest=presented.snapshot.content_id,
            token=AS_STORED,
            on=MEETING,
        )
    digest = changed.snapshot.content_id
    confirmed = confirm_changes(
        by=people.chair, item=item, content_digest=digest, token=AS_STORED, on=MEETING
    )
    baseline = RidVersion.objects.get(came_from=changed)
    assert (baseline.number, baseline.snapshot.content_id) == ("1.0", confirmed.content_digest)
    assert confirmed.decision.content_digest == presented.snapshot.content_id
    assert RidVersion.objects.get(pk=presented.pk).state == "superseded"
    assert baseline.changes == (
        "Baselined by the Panel of 15 October 2021, as presented in 0.2, with the changes named then."
    )


def test_changes_elsewhere_than_named_are_refused(presented, people, analyst, examples):
    item = minuted(presented, people, Result.SUBJECT, changes=SUBJECT)
    confirm(people.chair, item)
    unchanged = RidVersion.objects.get(release=examples.november, minor=1)
    edit(analyst, "let changes take effect sooner, with a cut-off.")
    change_release(
        by=analyst,
        release=examples.november,
        fields={"go_live_on": date(2021, 11, 11)},
        token=AS_STORED,
        on=MEETING,
    )
    draft = issue_draft(by=analyst, release=examples.november, changes="More.", on=MEETING)
    with pytest.raises(RuleBroken, match="also differs, but no named change is about that section"):
        put_changes(by=analyst, item=item, version=draft, token=AS_STORED, on=MEETING)
    assert unchanged.state == "draft"
    assert not ChangesConfirmed.objects.exists()


def test_a_baseline_subject_to_changes_needs_a_change(item, people):
    attended(item, people.secretary)
    with pytest.raises(RuleBroken, match="Enter each change") as refused:
        outcome(people.secretary, item, Result.SUBJECT)
    assert refused.value.field == "changes"


@pytest.fixture
def by_letter(examples, analyst):
    """A decision by correspondence that closes at five."""
    edit(analyst)
    closes = timezone.make_aware(timezone.datetime(2021, 10, 15, 17))
    return put_forward(analyst, examples.november, closes_at=closes).items.get()


def test_a_correspondence_is_decided_by_the_positions_after_its_close(by_letter, people):
    position(people.member, by_letter)
    with pytest.raises(
        RuleBroken, match="Members can take positions until 17:00 on 15 October 2021, and 3 have not"
    ):
        outcome(people.secretary, by_letter)
    late = AT + timedelta(hours=6)
    with pytest.raises(RuleBroken, match="Positions closed at 17:00 on 15 October 2021"):
        position(people.member, by_letter, at=late)
    with pytest.raises(RuleBroken, match="There was no quorum: 1 of 4"):
        outcome(people.secretary, by_letter, at=late)


def test_a_correspondence_with_its_quorum_is_confirmed_as_any_other(by_letter, people):
    others = [row.user for row in Membership.objects.filter(body__key="panel", role="member")]
    for person in others[:3]:
        position(person, by_letter, "agree" if person != others[0] else "abstain")
    recorded = outcome(people.secretary, by_letter, at=AT + timedelta(hours=6))
    assert (recorded.agree, recorded.object, recorded.abstain, recorded.present) == (2, 0, 1, 3)
    confirm(people.chair, by_letter)
    assert RidVersion.objects.filter(
        release=by_letter.version_item.version.release, state="baselined"
    ).exists()


def test_nothing_in_scope_is_not_presented(analyst):
    release = ReleaseFactory()
    draft = issue_draft(by=analyst, release=release, changes="First.", on=MEETING)
    with pytest.raises(RuleBroken, match=r"The scope of 0\.1 is empty, so there is nothing to decide on"):
        present_version(by=analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING)


def test_a_withdrawn_version_leaves_the_agenda(item, presented, analyst):
    withdraw_version(by=analyst, version=presented, token=AS_STORED, reason="Wrong", on=MEETING)
    assert Item.objects.get(pk=item.pk).state == "withdrawn"


def test_the_new_baseline_is_in_force(presented, people):
    assert decided(presented, people).published_on == MEETING
