"""Recommendations, go or no-go, conditions to their closure, going live, closing."""

from datetime import date

import pytest

from governance.acceptance.models import Condition, DocumentVersion, Implementation
from governance.acceptance.operations.asking_acceptance import ask_go, ask_recommendation
from governance.acceptance.operations.conditions import close_condition, reopen_condition, report_condition
from governance.acceptance.operations.criteria import set_criteria
from governance.acceptance.operations.evidence import release_evidence
from governance.acceptance.operations.going_live import close_release, record_go_live, set_implementation
from governance.meetings.content_store import read_content
from governance.meetings.models import Item, Result
from governance.meetings.operations.asking import ask_motion, take_off_agenda
from governance.meetings.operations.meetings import record_attendance
from governance.meetings.operations.positions import take_position
from governance.meetings.queries.voting import current_positions, tally_of
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership
from secrel.core.people.operations import give_role
from tests.core.files.inspection.made import pdf_of
from tests.governance.acceptance.accepting import (
    accepted,
    confirmed,
    decided,
    drafted,
    file,
    outcome,
    released,
    reviewed,
)
from tests.governance.meetings.deciding import AT
from tests.support.factories import LONG_AGO, UserFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)
PANEL = date(2021, 10, 22)
CONDITION = {"text": "Prove the rollback.", "owner": "dcc", "due": "2021-10-29"}


@pytest.fixture
def november(examples) -> Release:
    """As after its second baseline, with nothing but approved modifications."""
    Release.objects.filter(pk=examples.november.pk).update(life="full_baselined")
    examples.november.scope.filter(status="targeted").update(status="out")
    return Release.objects.get(pk=examples.november.pk)


def recommendation_item(release, people, body="tag", on=ON, **arguments) -> Item:
    body = Body.objects.get(key=body)
    return ask_recommendation(
        by=people.analyst, release=release, body=body, meeting_on=on, on=ON, **arguments
    )


def go(release, people, **arguments) -> Item:
    return ask_go(by=people.analyst, release=release, meeting_on=PANEL, on=ON, **arguments)


def recommended(release, people) -> None:
    for body in ("tag", "operations-group", "ssc"):
        decided(recommendation_item(release, people, body), people, ON, Result.RECOMMENDED)


def test_a_body_recommends_on_what_it_reviews(november, people):
    accepted(november, people, ON)
    item = recommendation_item(november, people)
    assert item.title == "Recommend on the acceptance of the November 2021 SEC Release"
    assert {row["reviewer"] for row in read_content(item.content_digest)["criteria"]} == {"TAG"}
    decision = decided(item, people, ON, Result.RECOMMENDED)
    assert (decision.outcome.result, decision.content_digest) == ("recommended", item.content_digest)


def test_only_reviewing_bodies_are_asked_and_each_once(november, people):
    with pytest.raises(RuleBroken, match="The CSC reviews no criterion of the November 2021"):
        recommendation_item(november, people, "csc")
    recommendation_item(november, people)
    with pytest.raises(RuleBroken, match="This is already on the agenda of the TAG of 15 October 2021"):
        recommendation_item(november, people, on=PANEL)


def test_a_recommendation_with_missing_evidence_needs_a_reason(november, people):
    item = recommendation_item(november, people)
    with pytest.raises(RuleBroken, match="These are missing: Testing 1: evidence from the DCC; Testing 2:"):
        outcome(item, people, Result.RECOMMENDED, ON)
    for number in range(1, 7):
        released(
            [criterion_of_release(november, "testing", number)],
            people,
            ON,
            [file(content=pdf_of(str(number)))],
        )
        if number > 1:
            reviewed(criterion_of_release(november, "testing", number), people, ON)
    lacks = "Testing 1: review by the TAG"
    with pytest.raises(RuleBroken, match=f"These are missing: {lacks}. Give a reason for going ahead"):
        outcome(item, people, Result.RECOMMENDED, ON, overrides=[{"what": lacks, "reason": " "}])
    item = outcome(
        item, people, Result.RECOMMENDED, ON, overrides=[{"what": lacks, "reason": "Reviewed in April."}]
    )
    assert item.outcome.overrides == [{"what": lacks, "reason": "Reviewed in April."}]


def criterion_of_release(release, category, number):
    rows = release.criteria.select_related("release", "owner", "reviewer")
    return rows.get(category=category, number=number)


def test_changed_evidence_ends_positions_and_notifies_their_holders(november, people):
    criterion = criterion_of_release(november, "testing", 1)
    item = recommendation_item(november, people)
    take_position(by=people.tag, item=item, stance="agree", content_digest=item.content_digest, on=ON, at=AT)
    released([criterion], people, ON)
    later = Item.objects.get(pk=item.pk)
    assert later.content_digest != item.content_digest
    assert current_positions(later) == []
    assert Notification.objects.filter(user=people.tag, subject__contains="no longer counts").exists()


def test_edited_criteria_renew_the_content_of_the_item(november, people):
    item = recommendation_item(november, people)
    rows = list(november.criteria.select_related("owner", "reviewer").order_by("category", "number"))
    edited = [(row.category, f"{row.text} All of it.", row.owner, row.reviewer, "Agreed.") for row in rows]
    set_criteria(
        by=people.analyst, release=november, criteria=edited, on=ON, token=AS_STORED, reason="As agreed"
    )
    texts = [row["text"] for row in read_content(Item.objects.get(pk=item.pk).content_digest)["criteria"]]
    assert len(texts) == 6
    assert all(text.endswith("All of it.") for text in texts)


def test_an_outcome_on_changed_content_is_recorded_again(november, people):
    item = outcome(
        recommendation_item(november, people), people, Result.NOT_RECOMMENDED, ON, reason="Nothing is there."
    )
    released([criterion_of_release(november, "testing", 1)], people, ON)
    with pytest.raises(RuleBroken, match="The content has changed since the outcome was recorded"):
        confirmed(item, people, ON)
    item = outcome(item, people, Result.NOT_RECOMMENDED, ON, reason="Little is there.")
    assert confirmed(item, people, ON).outcome.result == "not_recommended"


def test_go_needs_recommendations_and_met_criteria_or_an_override_for_each(november, people):
    accepted(november, people, ON)
    item = go(november, people)
    lacks = [f"{body}: no recommendation" for body in ("TAG", "Operations Group", "SSC")]
    with pytest.raises(RuleBroken, match=f"These are missing: {'; '.join(lacks)}"):
        outcome(item, people, Result.GO, PANEL)
    reasons = [{"what": what, "reason": "Told by mail."} for what in lacks]
    assert decided(item, people, PANEL, Result.GO, overrides=reasons).outcome.overrides == reasons
    assert Release.objects.get(pk=november.pk).life == "go"


def test_a_negative_recommendation_is_not_one_to_go_on(november, people):
    accepted(november, people, ON)
    decided(
        recommendation_item(november, people), people, ON, Result.NOT_RECOMMENDED, reason="Too many defects."
    )
    item = go(november, people)
    with pytest.raises(RuleBroken, match="TAG: not a positive recommendation"):
        outcome(item, people, Result.GO, PANEL)


def test_a_deferred_recommendation_is_shown_to_the_panel(november, people):
    item = go(november, people)
    decided(recommendation_item(november, people), people, ON, Result.DEFERRED, reason="Evidence is late.")
    recommendations = read_content(Item.objects.get(pk=item.pk).content_digest)["recommendations"]
    assert [(row["body"], row["result"]) for row in recommendations] == [("TAG", "deferred")]


@pytest.mark.parametrize("result", [Result.NO_GO, Result.DEFERRED])
def test_no_go_and_deferred_leave_the_release_where_it_is(november, people, result):
    item = go(november, people)
    with pytest.raises(RuleBroken, match=f"Give a reason for the result “{result.label.lower()}”"):
        outcome(item, people, result, PANEL)
    decided(item, people, PANEL, result, reason="Evidence is missing.")
    assert Release.objects.get(pk=november.pk).life == "full_baselined"
    again = ask_go(by=people.analyst, release=november, meeting_on=date(2021, 10, 29), on=PANEL)
    assert again.state == "open"


def test_the_seat_of_the_dcc_has_no_voice_in_its_evidence(november, people):
    seat = UserFactory(name="DCC seat", roles=[("panel", "member")])
    Membership.objects.filter(user=seat).update(represents=Body.objects.get(key="dcc"))
    item = go(november, people)
    with pytest.raises(NotAllowed, match="You hold the seat of a body whose own work this is about"):
        take_position(by=seat, item=item, stance="agree", content_digest=item.content_digest, on=ON, at=AT)
    members = Membership.objects.in_force(PANEL).filter(body=item.meeting.body, role="member")
    record_attendance(by=people.secretary, meeting=item.meeting, present=members, token=AS_STORED, on=PANEL)
    tally = tally_of(Item.objects.get(pk=item.pk))
    assert (tally.present, tally.voices) == (len(members), len(members) - 1)


def test_a_chair_who_wrote_evidence_cannot_confirm(november, people):
    accepted(november, people, ON)
    recommended(november, people)
    item = outcome(go(november, people), people, Result.GO, PANEL)
    panel = Body.objects.get(key="panel")
    give_role(by=SYSTEM, user=people.delivery2, body=panel, role="chair", from_on=LONG_AGO)
    both = type(people.delivery2).objects.get(pk=people.delivery2.pk)
    with pytest.raises(NotAllowed, match="You wrote or released what this item is about"):
        confirmed(item, people, PANEL, by=both)


def test_conditions_are_followed_to_their_closure(november, people):
    accepted(november, people, ON)
    recommended(november, people)
    item = go(november, people)
    with pytest.raises(RuleBroken, match="Enter each condition, who has to meet it, and by when"):
        outcome(item, people, Result.GO_CONDITIONS, PANEL)
    decided(item, people, PANEL, Result.GO_CONDITIONS, conditions=[CONDITION])
    condition = Condition.objects.get(release=november)
    assert (str(condition.owner), condition.due_on, condition.state) == ("DCC", date(2021, 10, 29), "open")
    assert Notification.objects.filter(user=people.delivery, subject__contains="Condition 1").exists()
    arguments = {"condition": condition, "token": AS_STORED, "on": PANEL}
    with pytest.raises(
        NotAllowed, match="The DCC has to meet this condition, so only its people can report it"
    ):
        report_condition(by=people.analyst, done="Done.", **arguments)
    report_condition(by=people.delivery, done="Rolled back twice.", **arguments)
    reopen_condition(by=people.analyst, reason="Show the log.", **arguments)
    assert Condition.objects.get().state == "open"
    report_condition(by=people.delivery, done="The log is attached.", **arguments)
    close_condition(by=people.analyst, **arguments)
    assert (Condition.objects.get().state, Condition.objects.get().done) == ("closed", "The log is attached.")


def test_the_reporter_of_a_condition_cannot_close_it(november, people):
    accepted(november, people, ON)
    recommended(november, people)
    own = CONDITION | {"owner": "secas"}
    decided(go(november, people), people, PANEL, Result.GO_CONDITIONS, conditions=[own])
    arguments = {"condition": Condition.objects.get(), "token": AS_STORED, "on": PANEL}
    report_condition(by=people.analyst, done="Done.", **arguments)
    with pytest.raises(
        NotAllowed, match="You reported this condition as met, so another person at SECAS has to close it"
    ):
        close_condition(by=people.analyst, **arguments)
    assert close_condition(by=people.analyst2, **arguments).state == "closed"


def test_go_is_asked_after_the_baseline_and_taken_off_with_a_reason(november, people):
    item = go(november, people)
    arguments = {"by": people.analyst, "item": item, "token": AS_STORED, "on": ON}
    with pytest.raises(RuleBroken, match="Give a reason for taking it off the agenda"):
        take_off_agenda(reason=" ", **arguments)
    assert take_off_agenda(reason="Too early.", **arguments).state == "withdrawn"
    Release.objects.filter(pk=november.pk).update(life="planned")
    with pytest.raises(
        RuleBroken,
        match="You can ask for go or no-go between the baseline of the full scope and the decision",
    ):
        go(november, people)


def test_a_motion_is_agreed_or_not(examples, people):
    panel = Body.objects.get(key="panel")
    item = ask_motion(by=people.analyst, body=panel, words="The calendar of 2022.", meeting_on=PANEL, on=ON)
    assert (item.title, item.sentence) == (
        "The calendar of 2022.",
        "The Panel is asked to AGREE: The calendar of 2022.",
    )
    with pytest.raises(RuleBroken, match="3 agree and 1 object, so it is carried"):
        outcome(item, people, Result.NOT_AGREED, PANEL, votes=(3, 1, 0), reason="x")
    assert decided(item, people, PANEL, Result.AGREED, votes=(3, 1, 0)).outcome.result == "agreed"


def test_a_system_release_goes_live_after_go_and_its_modifications_are_implemented(november, people):
    with pytest.raises(RuleBroken, match="There is no go decision yet"):
        record_go_live(by=people.analyst, release=november, on=november.go_live_on)
    accepted(november, people, ON)
    recommended(november, people)
    decided(go(november, people), people, PANEL, Result.GO_CONDITIONS, conditions=[CONDITION])
    live = record_go_live(by=people.analyst, release=november, on=november.go_live_on)
    assert live.life == "live"
    stages = {row.part.modification.stage for row in live.scope.filter(status="approved")}
    assert stages == {"implemented"}
    assert str(live.timeline.get(is_go_live=True).actual) == "2021-11-04"


def test_a_release_is_closed_when_its_conditions_are_and_the_sec_is_stated(november, people):
    accepted(november, people, ON)
    recommended(november, people)
    decided(go(november, people), people, PANEL, Result.GO_CONDITIONS, conditions=[CONDITION])
    arguments = {"by": people.analyst, "release": november, "on": november.go_live_on}
    section = SecDocument.objects.get(designation="Section D")
    what = {
        "sec_version": "44.0",
        "documents": {section: "9.1"},
        "lessons": ["Begin earlier."],
        "token": AS_STORED,
    }
    with pytest.raises(RuleBroken, match="is not live yet"):
        set_implementation(**arguments, **what)
    record_go_live(**arguments)
    with pytest.raises(RuleBroken, match="First close condition 1"):
        close_release(**arguments)
    condition = {"condition": Condition.objects.get(), "token": AS_STORED, "on": PANEL}
    report_condition(by=people.delivery, done="Done.", **condition)
    close_condition(by=people.analyst, **condition)
    with pytest.raises(RuleBroken, match="First enter the SEC version that includes it"):
        close_release(**arguments)
    with pytest.raises(RuleBroken, match="“forty” is not a version"):
        set_implementation(**arguments, **(what | {"sec_version": "forty"}))
    saved = set_implementation(**arguments, **what)
    assert (saved.sec_version, saved.lessons) == ("44.0", ["Begin earlier."])
    assert str(DocumentVersion.objects.get()) == "Section D 9.1"
    assert close_release(**arguments).life == "closed"


def test_a_document_only_release_is_confirmed_by_one_of_secas_and_checked_by_another(examples, people, day):
    release = examples.june
    Release.objects.filter(pk=release.pk).update(life="full_baselined")
    release.criteria.update(state="open")
    release.refresh_from_db()
    first, second = release.criteria.select_related("release", "owner", "reviewer").order_by("number")
    with pytest.raises(RuleBroken, match="Operational 1: Evidence from SECAS"):
        record_go_live(by=people.analyst, release=release, on=day)
    for criterion in (first, second):
        evidence = drafted([criterion], people, day, [file(content=pdf_of(criterion.key))])
        release_evidence(by=people.analyst2, evidence=evidence, token=AS_STORED, on=day)
        with pytest.raises(NotAllowed, match="so you cannot review it yourself"):
            reviewed(criterion, people, day, by=people.analyst)
        reviewed(criterion, people, day, by=people.analyst2)
    assert record_go_live(by=people.analyst, release=release, on=day).life == "live"


def test_where_the_panel_asks_a_document_only_release_waits_for_go(examples, people, day):
    release = examples.june
    Release.objects.filter(pk=release.pk).update(life="full_baselined")
    item = go(Release.objects.get(pk=release.pk), people)
    with pytest.raises(RuleBroken, match="There is no go decision yet"):
        record_go_live(by=people.analyst, release=release, on=day)
    decided(item, people, PANEL, Result.GO)
    assert record_go_live(by=people.analyst, release=release, on=PANEL).life == "live"


def test_a_targeted_item_prevents_the_go_live(examples, people):
    november = examples.november
    Release.objects.filter(pk=november.pk).update(life="go")
    with pytest.raises(RuleBroken, match=r"is targeted but not approved\. Approve it, or take it out"):
        record_go_live(by=people.analyst, release=november, on=november.go_live_on)


def test_pages_ask_decide_and_follow_a_condition(november, people, as_role):
    accepted(november, people, ON)
    recommended(november, people)
    board = "/releases/november-2021/criteria/"
    response = as_role("analyst").post(f"{board}ask/", {"body": "", "meeting_on": "15 Oct 2021"})
    item = Item.objects.get(kind="go", release=november)
    assert (response.status_code, response["Location"]) == (303, item.get_absolute_url())
    seats = {f"m{row.pk}": "present" for row in Membership.objects.in_force(ON).filter(body__key="panel")}
    meeting = item.meeting.get_absolute_url()
    assert as_role("secretary").post(f"{meeting}attendance/", seats | {"token": 1}).status_code == 303
    token = Item.objects.get(pk=item.pk).token
    entered = {"result": "go_conditions", "token": token, "condition_1": "Prove the rollback."}
    response = as_role("secretary").post(f"{item.get_absolute_url()}outcome/", entered)
    assert response.status_code == 422
    assert "Enter what is to be done, who does it and by when." in response.content.decode()
    entered |= {"owner_1": "dcc", "due_1": "29 Oct 2021"}
    assert as_role("secretary").post(f"{item.get_absolute_url()}outcome/", entered).status_code == 303
    item.refresh_from_db()
    sure = {"content_digest": item.content_digest, "token": item.token}
    assert as_role("chair").post(f"{item.get_absolute_url()}confirm/", sure).status_code == 303
    report = {"done": "Rolled back.", "token": 1}
    address = "/releases/november-2021/conditions/1/"
    assert as_role("delivery").post(f"{address}report/", report).status_code == 303
    assert "Rolled back." in as_role("chair").get(board).content.decode()
    assert as_role("analyst").post(f"{address}reopen/", {"reason": "Log?", "token": 2}).status_code == 303
    assert as_role("delivery").post(f"{address}report/", report | {"token": 3}).status_code == 303
    assert as_role("analyst").post(f"{address}close/", {"token": 4}).status_code == 303
    assert Condition.objects.get().state == "closed"


def test_pages_record_the_go_live_the_sec_version_and_the_closing(november, people, as_role, settings):
    Release.objects.filter(pk=november.pk).update(life="go")
    settings.TODAY = date(2021, 11, 4)
    page = "/releases/november-2021/going-live/"
    assert "The release is ready to go live" in as_role("analyst").get(page).content.decode()
    assert as_role("analyst").post(page, {"on": "3 Nov 2021"}).status_code == 422
    assert as_role("analyst").post(page, {"on": "4 Nov 2021"}).status_code == 303
    shown = as_role("analyst").get(page).content.decode()
    assert "Save versions and lessons" in shown
    response = as_role("analyst").post(page, {"sec_version": "x", "lessons": "One.\n\nTwo."})
    assert response.status_code == 422
    entered = {"sec_version": "44.0", "lessons": "One.\n\nTwo."}
    assert as_role("analyst").post(page, entered).status_code == 409  # without its token
    assert as_role("analyst").post(page, entered | {"token": 1}).status_code == 303
    assert as_role("analyst").post(page, entered | {"token": 1}).status_code == 409  # somebody was faster
    assert Implementation.objects.get(release=november).lessons == ["One.", "Two."]
    assert as_role("analyst").post(f"{page}close/").status_code == 303
    assert Release.objects.get(pk=november.pk).life == "closed"
