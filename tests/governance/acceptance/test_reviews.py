"""Reviews of criteria by their reviewing body, on the evidence in force; questions and answers."""

import pytest

from governance.acceptance.models import Question
from governance.acceptance.operations.reviews import (
    ask_about_evidence,
    reply_about_evidence,
    review_criterion,
)
from governance.acceptance.queries.evidence import basis_of
from governance.acceptance.queries.readiness import board_of
from governance.criteria.models import Criterion
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership
from secrel.core.models.record import AuditEntry
from secrel.core.people.operations import give_role
from tests.core.files.inspection.made import pdf_of
from tests.governance.acceptance.accepting import file, released, reviewed
from tests.governance.acceptance.test_evidence import criterion_of
from tests.support.factories import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def criterion(examples, people, day):
    """Testing 1 of November 2021, with evidence."""
    released([criterion_of(examples)], people, day)
    return criterion_of(examples)


def test_a_review_refers_to_its_evidence(criterion, people, day):
    review = reviewed(criterion, people, day)
    assert (review.body.key, review.evidence_digest) == ("tag", basis_of(criterion))
    assert Criterion.objects.get(pk=criterion.pk).state == "met"
    entry = AuditEntry.objects.latest("position")
    assert entry.changes["state"] == ["submitted", "met"]
    assert Notification.objects.filter(user=people.delivery, subject__contains=": met").exists()


def test_a_change_of_mind_points_at_the_earlier(criterion, people, day):
    first = reviewed(criterion, people, day)
    second = reviewed(criterion, people, day, "not_met", "The build lacks a component.")
    assert second.replaces == first
    assert [row.verdict for row in criterion.reviews.all()] == ["met", "not_met"]


def test_new_evidence_is_to_be_reviewed_again(criterion, people, day):
    reviewed(criterion, people, day)
    released([criterion], people, day, [file("more.pdf", pdf_of("more"))])
    assert Criterion.objects.get(pk=criterion.pk).state == "submitted"


def test_a_review_of_other_evidence_than_there_is_now_is_stale(criterion, people, day):
    basis = basis_of(criterion)
    released([criterion], people, day, [file("more.pdf", pdf_of("more"))])
    with pytest.raises(Stale, match="New evidence has been released"):
        review_criterion(by=people.tag, criterion=criterion, verdict="met", evidence_digest=basis, on=day)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("conditions", "Enter the conditions"),
        ("not_met", "Give the reason why it is not met"),
        ("not_applicable", "Give the reason why it does not apply"),
    ],
)
def test_a_verdict_other_than_met_needs_a_reason(criterion, people, day, verdict, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        reviewed(criterion, people, day, verdict)
    assert reviewed(criterion, people, day, verdict, "Because.").text == "Because."


def test_without_evidence_a_criterion_cannot_be_met_but_may_not_apply(examples, people, day):
    bare = criterion_of(examples, number=2)
    for verdict in ("met", "conditions"):
        with pytest.raises(RuleBroken, match="the status of this criterion is “Evidence awaited”"):
            reviewed(bare, people, day, verdict, "x")
    reviewed(bare, people, day, "not_applicable", "Nothing is deployed.")
    assert Criterion.objects.get(pk=bare.pk).state == "not_applicable"


def test_only_the_reviewing_body_reviews(criterion, people, day):
    for by in (people.operations, people.ssc, people.analyst):
        with pytest.raises(NotAllowed, match="The TAG reviews Testing 1"):
            reviewed(criterion, people, day, by=by)
    for by in (people.member, people.chair, people.delivery):
        with pytest.raises(NotAllowed, match="Your role does not allow this"):
            reviewed(criterion, people, day, by=by)


def test_nobody_reviews_their_own_evidence_nor_from_the_seat_of_its_owner(criterion, people, day):
    tag, dcc = Body.objects.get(key="tag"), Body.objects.get(key="dcc")
    give_role(by=SYSTEM, user=people.delivery, body=tag, role="member", from_on=LONG_AGO)
    both = type(people.delivery).objects.get(pk=people.delivery.pk)
    with pytest.raises(NotAllowed, match="so you cannot review it yourself"):
        reviewed(criterion, people, day, by=both)
    Membership.objects.filter(user=people.tag).update(represents=dcc)
    with pytest.raises(NotAllowed, match="You hold the seat of the DCC, whose evidence this is"):
        reviewed(criterion, people, day)


def test_reviewers_ask_and_owners_answer(criterion, people, day):
    question = ask_about_evidence(by=people.tag, criterion=criterion, text="Which build?", on=day)
    assert Notification.objects.filter(user=people.delivery, subject__startswith="A question on").exists()
    with pytest.raises(
        NotAllowed, match="The DCC provides the evidence for Testing 1, so only its people can answer"
    ):
        reply_about_evidence(by=people.analyst, question=question, text="x", on=day)
    with pytest.raises(NotAllowed, match="The TAG reviews Testing 1, so only its members can ask"):
        ask_about_evidence(by=people.ssc, criterion=criterion, text="x", on=day)
    reply_about_evidence(by=people.delivery, question=question, text="Build 7.", on=day)
    assert Notification.objects.filter(user=people.tag, subject__contains="is answered").exists()


def test_questions_and_reviews_on_security_are_for_its_two_bodies(examples, people, day, as_role):
    security = criterion_of(examples, "security", 1)
    released([security], people, day)
    reviewed(security, people, day, "conditions", "Patch the gateway.")
    ask_about_evidence(by=people.ssc, criterion=security, text="Which gateway?", on=day)
    texts = str(list(AuditEntry.objects.values_list("changes", "reason"))) + str(
        list(Notification.objects.values_list("subject", "body"))
    )
    for words in ("Patch the gateway.", "Which gateway?"):
        assert words not in texts
        for role in ("delivery", "ssc"):
            assert words in as_role(role).get(security.get_absolute_url()).content.decode()
        for role in ("chair", "tag", "analyst"):
            page = as_role(role).get(security.get_absolute_url()).content.decode()
            assert words not in page
            assert "Met with conditions" in page
            assert words not in as_role(role).get("/releases/november-2021/criteria/").content.decode()


def test_pages_ask_answer_and_review(criterion, as_role, people):
    address = criterion.get_absolute_url()
    assert as_role("tag").post(f"{address}ask/", {"text": "Which build?"}).status_code == 303
    assert as_role("delivery").post(f"{address}ask/1/", {"text": "Build 7."}).status_code == 303
    assert Question.objects.get().replies.get().text == "Build 7."
    entered = {"verdict": "not_met", "text": "", "evidence_digest": basis_of(criterion)}
    response = as_role("tag").post(f"{address}review/", entered)
    assert response.status_code == 422
    assert "Give the reason why it is not met" in response.content.decode()
    assert as_role("tag").post(f"{address}review/", entered | {"text": "No build."}).status_code == 303
    page = as_role("chair").get(address).content.decode()
    for words in ("Which build?", "Build 7.", "Not met", "No build."):
        assert words in page


def test_board_shows_what_is_missing_and_from_whom(examples, people, day):
    criterion = criterion_of(examples)
    missing = {line.criterion.key: line.missing for line in board_of(examples.november, day).lines}
    assert missing["testing-1"] == "Evidence from the DCC"
    assert missing["operational-8"] == "Evidence from SECAS"
    released([criterion], people, day, expires_on=day)
    assert _missing(examples, day) == "Review by the TAG"
    reviewed(criterion, people, day)
    assert _missing(examples, day) == ""
    tomorrow = day.replace(day=day.day + 1)
    assert _missing(examples, tomorrow) == "New evidence from the DCC: what there is has expired"
    reviewed(criterion, people, day, "not_met", "Gone.")
    assert _missing(examples, day) == "Not met, says the TAG"


def _missing(examples, on) -> str:
    lines = board_of(examples.november, on).lines
    return next(line.missing for line in lines if line.criterion.key == "testing-1")
