"""Evidence: drafted by one person, released by another, never changed; who may see it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from governance.acceptance.models import Evidence
from governance.acceptance.operations.evidence import (
    change_evidence,
    discard_evidence,
    draft_evidence,
    release_evidence,
)
from governance.criteria.models import Criterion
from governance.criteria.operations.criteria import copy_standard_criteria
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.uploads import check_file
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from tests.core.files.test_uploads import PDF, PNG
from tests.governance.acceptance.accepting import drafted, file, released

pytestmark = pytest.mark.django_db
NEW = "/releases/november-2021/evidence/new/"


def criterion_of(examples, category="testing", number=1):
    rows = Criterion.objects.select_related("release", "owner", "reviewer")
    return rows.get(release=examples.november, category=category, number=number)


@pytest.fixture
def criterion(examples):
    return criterion_of(examples)


def test_released_evidence_has_a_receipt_and_a_digest(criterion, people, day):
    people.tag  # noqa: B018 - made, to be told
    evidence = released([criterion], people, day)
    assert evidence.receipt.startswith("E-2021-")
    assert default_storage.open(evidence.files.get().file.path).read() == PDF
    entry = AuditEntry.objects.latest("position")
    assert entry.changes["evidence"] == [None, evidence.digest]
    assert Criterion.objects.get(pk=criterion.pk).state == "submitted"
    for person in (people.analyst, people.tag):
        assert Notification.objects.filter(user=person, subject__contains="Testing 1").count() == 1


def test_one_piece_may_serve_many_criteria_and_hold_many_files(examples, people, day):
    criteria = [criterion_of(examples, number=number) for number in (1, 2, 3)]
    evidence = released(criteria, people, day, [file("a.pdf"), file("b.pdf", PDF + b"b")], defects={"3": 2})
    assert [row.key for row in evidence.criteria.all()] == ["testing-1", "testing-2", "testing-3"]
    assert [row.name for row in evidence.files.all()] == ["a.pdf", "b.pdf"]
    assert evidence.counted == [("3", 2)]
    assert set(Criterion.objects.filter(evidence=evidence).values_list("state", flat=True)) == {"submitted"}


def test_a_writer_cannot_release_evidence(criterion, people, day):
    draft = drafted([criterion], people, day)
    with pytest.raises(NotAllowed, match="You wrote this evidence"):
        release_evidence(by=people.delivery, evidence=draft, token=AS_STORED, on=day)
    draft = change_evidence(
        by=people.delivery2, evidence=draft, criteria=[criterion], text="Better.", token=draft.token, on=day
    )
    with pytest.raises(NotAllowed, match="You wrote this evidence"):
        release_evidence(by=people.delivery2, evidence=draft, token=AS_STORED, on=day)
    assert Evidence.objects.get(pk=draft.pk).state == "draft"


def test_only_the_owner_drafts_and_releases_evidence(criterion, people, day):
    arguments = {"release": criterion.release, "criteria": [criterion], "text": "x", "on": day}
    with pytest.raises(NotAllowed, match="The DCC provides the evidence for Testing 1"):
        draft_evidence(by=people.analyst, **arguments)
    draft = drafted([criterion], people, day)
    with pytest.raises(NotAllowed, match="This evidence is from the DCC"):
        release_evidence(by=people.analyst, evidence=draft, token=AS_STORED, on=day)
    for role in ("chair", "member", "administrator", "nobody", "tag"):
        with pytest.raises(NotAllowed):
            draft_evidence(by=getattr(people, role), **arguments)


def test_evidence_for_two_owners_or_another_release_is_refused(examples, criterion, people, day):
    of_secas = criterion_of(examples, "operational", 8)
    with pytest.raises(RuleBroken, match="DCC and SECAS provide the evidence for these criteria"):
        drafted([criterion, of_secas], people, day)
    other = Criterion.objects.select_related("owner").filter(release=examples.june).first()
    with pytest.raises(RuleBroken, match="not a criterion of the November 2021"):
        draft_evidence(by=people.analyst, release=examples.november, criteria=[other], text="x", on=day)


def test_evidence_needs_text_or_a_file(criterion, people, day):
    arguments = {"release": criterion.release, "criteria": [criterion], "on": day}
    empty = draft_evidence(by=people.delivery, **arguments)
    with pytest.raises(RuleBroken, match="The evidence has no text and no file"):
        release_evidence(by=people.delivery2, evidence=empty, token=AS_STORED, on=day)
    words = draft_evidence(by=people.delivery, text="It is built.", **arguments)
    assert release_evidence(by=people.delivery2, evidence=words, token=AS_STORED, on=day).state == "released"


def test_expired_evidence_and_negative_counts_are_refused(criterion, people, day):
    with pytest.raises(RuleBroken, match="That day has passed"):
        drafted([criterion], people, day, expires_on=day - timedelta(days=1))
    with pytest.raises(RuleBroken, match="enter a number of open defects from 0 to 99,999"):
        drafted([criterion], people, day, defects={"3": -1})
    draft = drafted([criterion], people, day, expires_on=day)
    with pytest.raises(RuleBroken, match="The evidence has already expired"):
        release_evidence(by=people.delivery2, evidence=draft, token=AS_STORED, on=day + timedelta(days=1))


def test_the_very_same_file_is_refused_unless_it_replaces(criterion, people, day):
    first = released([criterion], people, day)
    with pytest.raises(RuleBroken, match=f"submitted for the same criterion, receipt {first.receipt}"):
        drafted([criterion], people, day)
    second = released([criterion], people, day, replaces=first)
    assert second.files.get().file == first.files.get().file
    with pytest.raises(RuleBroken, match="has already been replaced"):
        drafted([criterion], people, day, [file(content=PDF + b"2")], replaces=first)


def test_a_discarded_replacement_leaves_room_for_another(criterion, people, day):
    first = released([criterion], people, day)
    given_up = drafted([criterion], people, day, [file(content=PDF + b"2")], replaces=first)
    discard_evidence(by=people.delivery, evidence=given_up, token=AS_STORED, on=day)
    first = Evidence.objects.get(pk=first.pk)
    assert released([criterion], people, day, [file(content=PDF + b"3")], replaces=first).replaces == first


def test_released_evidence_stays_as_it_is_for_everybody(criterion, people, day):
    evidence = released([criterion], people, day)
    arguments = {"criteria": [criterion], "token": AS_STORED, "on": day}
    with pytest.raises(RuleBroken, match="is released and cannot be changed"):
        change_evidence(by=people.delivery, evidence=evidence, **arguments)
    with pytest.raises(RuleBroken, match="the status of this evidence is “Released”"):
        discard_evidence(by=people.delivery, evidence=evidence, token=AS_STORED, on=day)
    deeds = (
        lambda: Evidence.objects.filter(pk=evidence.pk).update(text="Something else"),
        lambda: evidence.files.all().delete(),
        lambda: evidence.criteria.clear(),
        lambda: evidence.files.create(file=evidence.files.get().file, name="more.pdf"),
    )
    for deed in deeds:
        with pytest.raises((InternalError, IntegrityError), match="refused"), transaction.atomic():
            deed()


def test_a_draft_changed_by_another_meanwhile_is_stale(criterion, people, day):
    draft = drafted([criterion], people, day)
    arguments = {"evidence": draft, "criteria": [criterion], "token": draft.token, "on": day}
    change_evidence(by=people.delivery2, text="First.", **arguments)
    with pytest.raises(Stale):
        change_evidence(by=people.delivery, text="Second.", **arguments)
    assert Evidence.objects.get(pk=draft.pk).text == "First."


def test_a_file_is_left_out_of_a_draft(criterion, people, day):
    draft = drafted([criterion], people, day)
    remove = [draft.files.get().file_id]
    more = [check_file(file("b.pdf", PDF + b"b"))]
    change_evidence(
        by=people.delivery,
        evidence=draft,
        criteria=[criterion],
        remove=remove,
        add=more,
        token=AS_STORED,
        on=day,
    )
    assert [row.name for row in draft.files.all()] == ["b.pdf"]


def test_criteria_are_copied_once(examples, analyst, day):
    with pytest.raises(RuleBroken, match="already has acceptance criteria"):
        copy_standard_criteria(by=analyst, release=examples.november, on=day)


def test_pages_take_a_draft_and_a_second_person_releases_it(criterion, as_role):
    entered = {
        "criteria": [criterion.pk],
        "text": "All built.",
        "files": file(),
        "classification": "reviewers",
    }
    response = as_role("delivery").post(NEW, entered | {"severity_3": "2"})
    evidence = Evidence.objects.get(release__slug="november-2021")
    address = f"/releases/november-2021/evidence/{evidence.receipt}/"
    assert (response.status_code, response["Location"]) == (303, address)
    assert (
        "another person at the DCC has to read and release it"
        in as_role("delivery").get(address).content.decode()
    )
    assert as_role("delivery").post(f"{address}release/", {"token": 1}).status_code == 403
    assert as_role("delivery2").post(f"{address}release/", {"token": 1}).status_code == 303
    page = as_role("tag").get(address).content.decode()
    for text in (evidence.receipt, evidence.files.get().file_id, "All built.", "Severity 3"):
        assert text in page


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: file("report.pdf", PNG), "report.pdf is not a PDF file, although"),
        (lambda: file("tool.exe", b"MZ"), "tool.exe is of a type that is not accepted"),
        (lambda: file("report.pdf", b""), "report.pdf is empty."),
    ],
)
def test_a_wrong_file_is_refused_and_the_input_is_shown_again(criterion, as_role, upload, sentence):
    entered = {"criteria": [criterion.pk], "text": "My words.", "classification": "reviewers"}
    response = as_role("delivery").post(NEW, entered | {"files": upload()})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "My words." in page
    assert not Evidence.objects.filter(release__slug="november-2021").exists()


def test_a_file_of_26_mb_gets_a_sentence(criterion, as_role):
    large = file(content=PDF + b"0" * 26 * 2**20)
    entered = {"criteria": [criterion.pk], "files": large, "text": "x", "classification": "reviewers"}
    response = as_role("delivery").post(NEW, entered)
    assert response.status_code == 422
    assert "The file is larger than 25 MB." in response.content.decode()


def test_file_is_downloaded_and_never_shown_inline(criterion, people, day, as_role):
    evidence = released([criterion], people, day)
    response = as_role("chair").get(f"{evidence.get_absolute_url()}files/1/")
    assert response["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PDF
    for place in (0, 2):
        assert as_role("chair").get(f"{evidence.get_absolute_url()}files/{place}/").status_code == 404


def test_a_draft_is_its_own_peoples(criterion, people, day, as_role):
    draft = drafted([criterion], people, day)
    for role, status in (("delivery2", 200), ("chair", 404), ("tag", 404), ("analyst", 404)):
        assert as_role(role).get(draft.get_absolute_url()).status_code == status


def test_another_organisations_evidence_is_not_found(examples, people, day, as_role):
    evidence = released([criterion_of(examples, "operational", 8)], people, day)
    assert as_role("delivery").get(evidence.get_absolute_url()).status_code == 404
    assert as_role("chair").get(evidence.get_absolute_url()).status_code == 200


def test_security_evidence_is_for_its_reviewers_whatever_was_chosen(examples, people, day, as_role):
    security = criterion_of(examples, "security", 1)
    evidence = released([security], people, day, classification="reviewers")
    assert evidence.classification == "security"
    seen = (("delivery", 200), ("ssc", 200), ("chair", 404), ("tag", 404), ("analyst", 404))
    for role, status in seen:
        assert as_role(role).get(evidence.get_absolute_url()).status_code == status, role
    assert "report.pdf" not in as_role("chair").get(security.get_absolute_url()).content.decode()
    texts = str(list(AuditEntry.objects.order_by("-position")[:2].values_list("changes")))
    texts += Notification.objects.latest("pk").body
    assert "All built." not in texts
    assert "report.pdf" not in texts


@pytest.mark.parametrize("path", ["criteria/testing-99", "criteria/comic-1", "evidence/E-2021-AAAA-BBBB"])
def test_a_guessed_address_is_not_found(examples, as_role, path):
    assert as_role("delivery").get(f"/releases/november-2021/{path}/").status_code == 404
