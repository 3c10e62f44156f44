"""Testing deliverables: submitted by the DCC, advised on by the TAG, decided by the Panel, dated in the timetable."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from governance.acceptance.models import Deliverable
from governance.acceptance.operations.deliverables import (
    ask_on_deliverable,
    consult_on_tad,
    submit_deliverable,
)
from governance.acceptance.queries.deliverables import limits_of
from governance.meetings.models import Item, Result
from releases.models.releases import Release
from releases.operations.steps import set_steps
from releases.operations.testing import AnnexFacts, set_annexes
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.uploads import check_file
from secrel.core.models.people import Body, Membership
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import confirmed, decided, file, outcome, released
from tests.governance.acceptance.test_evidence import criterion_of

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)


@pytest.fixture
def june(examples) -> Release:
    """June 2020, whose timetable has all the steps."""
    return Release.objects.get(slug="june-2020")


def submitted(release, people, kind="tad", content=PDF, **facts) -> Deliverable:
    checked = check_file(file("tad.pdf", content))
    return submit_deliverable(by=people.delivery, release=release, kind=kind, file=checked, on=ON, **facts)


def deliverable_item(deliverable, people, body="tag", on=ON) -> Item:
    return ask_on_deliverable(
        by=people.analyst,
        deliverable=deliverable,
        body=Body.objects.get(key=body),
        meeting_on=on,
        on=on,
    )


def actual(release, step) -> str:
    return str(release.timeline.get(steps__contains=[step]).actual)


def test_a_submission_fills_the_actual_date_of_its_row(june, people):
    first = submitted(june, people, "draft_tad")
    assert (str(first), first.state) == ("Draft TAD 1 of the June 2020 SEC Release", "submitted")
    assert actual(june, "draft_tad") == "2021-10-15"
    assert actual(june, "tad") == ""


def test_the_dcc_records_the_consultation_on_the_draft(june, people, as_role):
    with pytest.raises(RuleBroken, match="There is no draft TAD to consult on"):
        consult_on_tad(by=people.delivery, release=june, began_on=ON, on=ON)
    submitted(june, people, "draft_tad")
    with pytest.raises(RuleBroken, match="The draft was submitted on 15 October 2021"):
        consult_on_tad(by=people.delivery, release=june, began_on=date(2021, 10, 14), on=ON)
    with pytest.raises(NotAllowed):
        consult_on_tad(by=people.analyst, release=june, began_on=ON, on=ON)
    client = as_role("delivery")
    assert "Consultation on the draft TAD" in client.get("/releases/june-2020/testing/").content.decode()
    sent = client.post("/releases/june-2020/testing/consulted/", {"began_on": "15 Oct 2021"}, follow=True)
    assert actual(june, "tad_consultation") == "2021-10-15"
    assert "Consultation on the draft TAD" not in sent.content.decode()
    with pytest.raises(RuleBroken, match="already has the date of the consultation"):
        consult_on_tad(by=people.delivery, release=june, began_on=ON, on=ON)


def test_a_later_version_supersedes_the_earlier_and_takes_it_off_the_agenda(june, people):
    first = submitted(june, people)
    item = deliverable_item(first, people)
    with pytest.raises(RuleBroken, match="This file has already been submitted as Updated TAD 1"):
        submitted(june, people)
    second = submitted(june, people, content=PDF + b"2")
    assert (second.number, Deliverable.objects.get(pk=first.pk).state) == (2, "superseded")
    assert Item.objects.get(pk=item.pk).state == "withdrawn"
    with pytest.raises(RuleBroken, match="is superseded"):
        deliverable_item(first, people)


def test_the_tag_recommends_the_panel_reviews_and_the_tad_becomes_annex_a(june, people):
    tad = submitted(june, people, limits={"3": 10})
    decided(deliverable_item(tad, people), people, ON, Result.RECOMMENDED)
    assert Deliverable.objects.get(pk=tad.pk).state == "advised"
    assert actual(june, "tad_view") == "2021-10-15"
    item = deliverable_item(Deliverable.objects.get(pk=tad.pk), people, "panel")
    assert item.kind == "testing"
    assert [row.value for row in item.results] == ["reviewed", "returned", "deferred"]
    decided(item, people, ON, Result.REVIEWED)
    assert Deliverable.objects.get(pk=tad.pk).state == "accepted"
    assert actual(june, "tad_decision") == "2021-10-15"
    annex = june.annexes.get(label="Annex A")
    assert (annex.title, annex.file) == ("The DCC’s Testing Approach Document (TAD)", tad.file)
    assert limits_of(june) == {"3": 10}


def test_a_reviewed_tad_replaces_the_one_to_come_and_no_other_annex(june, people):
    annexes = [
        AnnexFacts("Annex A", "Impact Assessment"),
        AnnexFacts("Annex B", "The DCC’s TAD", is_to_come=True),
        AnnexFacts("Annex C", "Responses on the draft TAD"),
    ]
    set_annexes(by=people.analyst, release=june, annexes=annexes, reason="As agreed", on=ON, token=AS_STORED)
    tad = submitted(june, people)
    decided(deliverable_item(tad, people), people, ON, Result.RECOMMENDED)
    decided(
        deliverable_item(Deliverable.objects.get(pk=tad.pk), people, "panel"), people, ON, Result.REVIEWED
    )
    assert list(june.annexes.values_list("label", "title", "is_to_come")) == [
        ("Annex A", "The DCC’s Testing Approach Document (TAD)", False),
        ("Annex B", "Impact Assessment", False),
        ("Annex C", "Responses on the draft TAD", False),
    ]


def test_a_report_is_approved_and_without_advice_only_by_an_override(june, people):
    item = deliverable_item(submitted(june, people, "sit"), people, "panel")
    with pytest.raises(RuleBroken, match=r"These are missing: Advice of the TAG"):
        outcome(item, people, Result.APPROVED, ON)
    reasons = [{"what": "Advice of the TAG", "reason": "It met without a quorum."}]
    decided(item, people, ON, Result.APPROVED, overrides=reasons)
    assert Deliverable.objects.get(pk=item.deliverable_item.deliverable_id).state == "accepted"


def test_a_draft_gets_a_view_of_the_tag_and_no_decision(june, people):
    draft = submitted(june, people, "draft_tad")
    with pytest.raises(RuleBroken, match="Ask the TAG for its view on a draft"):
        deliverable_item(draft, people, "panel")
    item = deliverable_item(draft, people)
    with pytest.raises(
        RuleBroken, match=r"Choose one of these results for .*: view given, returned, deferred"
    ):
        outcome(item, people, Result.RECOMMENDED, ON)
    decided(item, people, ON, Result.VIEW_GIVEN)
    assert actual(june, "draft_tad_view") == "2021-10-15"


def test_a_returned_or_deferred_deliverable_dates_no_row(june, people):
    tad = submitted(june, people)
    decided(deliverable_item(tad, people), people, ON, Result.NOT_RECOMMENDED, reason="No exit criteria.")
    assert (Deliverable.objects.get(pk=tad.pk).state, actual(june, "tad_view")) == ("returned", "")
    again = submitted(june, people, content=PDF + b"2")
    decided(
        deliverable_item(again, people, on=date(2021, 10, 22)),
        people,
        date(2021, 10, 22),
        Result.DEFERRED,
        reason="Late.",
    )
    assert Deliverable.objects.get(pk=again.pk).state == "submitted"


def test_only_the_dcc_submits_and_its_seat_has_no_voice(june, people):
    checked = check_file(file())
    with pytest.raises(NotAllowed, match="Only the DCC submits testing deliverables"):
        submit_deliverable(by=people.analyst, release=june, kind="tad", file=checked, on=ON)
    item = outcome(deliverable_item(submitted(june, people), people), people, Result.RECOMMENDED, ON)
    Membership.objects.filter(user=people.tag_chair).update(represents=Body.objects.get(key="dcc"))
    with pytest.raises(NotAllowed, match="You hold the seat of a body whose own work this is about"):
        confirmed(item, people, ON)


def test_a_document_only_release_has_no_deliverables_and_other_bodies_are_not_asked(examples, june, people):
    with pytest.raises(RuleBroken, match="does not affect any systems"):
        submitted(examples.june, people)
    tad = submitted(june, people)
    with pytest.raises(RuleBroken, match="The SSC neither advises nor decides on testing"):
        deliverable_item(tad, people, "ssc")
    deliverable_item(tad, people)
    with pytest.raises(RuleBroken, match="already on the agenda of the TAG of 15 October 2021"):
        deliverable_item(tad, people)


def test_a_submitted_deliverable_never_changes(june, people):
    tad = submitted(june, people)
    for deed in (
        lambda: Deliverable.objects.filter(pk=tad.pk).update(note="Other"),
        lambda: Deliverable.objects.filter(pk=tad.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            deed()


def test_a_step_belongs_to_one_row_only_and_is_chosen_by_hand(june, people):
    row = june.timeline.select_related("release").get(event="SIT commences")
    arguments = {"by": people.analyst, "row": row, "token": AS_STORED, "reason": "As agreed", "on": ON}
    with pytest.raises(RuleBroken, match="“DCC submits the draft TAD” already stands for this step"):
        set_steps(steps=["draft_tad"], **arguments)
    assert set_steps(steps=["evidence_security"], **arguments).steps == ["evidence_security"]
    released(
        [june.criteria.filter(category="testing").select_related("release", "owner", "reviewer")[0]],
        people,
        ON,
    )
    assert str(june.timeline.get(pk=row.pk).actual) == ""


def test_evidence_for_all_criteria_of_a_kind_fills_its_row(june, people):
    rows = list(june.criteria.filter(category="testing").select_related("release", "owner", "reviewer"))
    released(rows[:-1], people, ON)
    assert actual(june, "evidence_testing") == ""
    released(rows[-1:], people, ON, [file("last.pdf", PDF + b"9")])
    assert actual(june, "evidence_testing") == "2021-10-15"


def test_pages_submit_ask_and_download(june, people, as_role):
    page = "/releases/june-2020/testing/"
    entered = {"kind": "tad", "note": "Second cycle added.", "severity_3": "10"}
    response = as_role("delivery").post(f"{page}submit/", entered | {"file": file("tad.exe", b"MZ")})
    assert response.status_code == 422
    assert "Second cycle added." in response.content.decode()
    assert as_role("delivery").post(f"{page}submit/", entered | {"file": file("tad.pdf")}).status_code == 303
    shown = as_role("tag").get(page).content.decode()
    assert "Most open defects allowed: 10 of severity 3." in shown
    ask = as_role("analyst").post(f"{page}tad/1/ask/", {"body": "tag", "meeting_on": "22 Oct 2021"})
    item = Item.objects.get(deliverable_item__deliverable__release=june)
    assert (ask.status_code, ask["Location"]) == (303, item.get_absolute_url())
    assert "Second cycle added." in as_role("tag").get(item.get_absolute_url()).content.decode()
    response = as_role("member").get(f"{page}tad/1/")
    assert b"".join(response.streaming_content) == PDF
    steps = "/releases/june-2020/timeline/sit-commences/steps/"
    response = as_role("analyst").post(steps, {"steps": ["draft_tad"], "token": "0"})
    assert response.status_code == 409


def test_defects_are_shown_with_the_limits_of_the_tad(examples, people, as_role):
    submitted(examples.november, people, limits={"3": 1, "4": 5})
    evidence = released([criterion_of(examples)], people, ON, defects={"3": 2, "4": 5})
    page = as_role("tag").get(evidence.get_absolute_url()).content.decode()
    assert "above the 1 that the TAD allows" in page
    assert "of 5 that the TAD allows" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_few_queries(june, people, as_role, django_assert_num_queries, count):
    for number in range(count):
        submitted(june, people, "sit", PDF + bytes([number]))
    client = as_role("member")
    with django_assert_num_queries(5):
        page = client.get("/releases/june-2020/testing/").content.decode()
    assert page.count('class="row-link"') == count
