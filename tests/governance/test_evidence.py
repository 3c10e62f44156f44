"""Evidence: by whom, for what, with a receipt; kept as it came."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import Criterion, Evidence
from governance.operations.acceptance import copy_standard_criteria, submit_evidence
from secrel.core.errors import NotAllowed, RuleBroken
from secrel.core.immutable import WrittenOnce
from secrel.core.models import AuditEntry, Notification
from secrel.core.uploads import check_file
from tests.core.test_uploads import PDF, PNG

pytestmark = pytest.mark.django_db
PAGE = "/releases/november-2021/criteria/testing-1/"


@pytest.fixture
def criterion(examples):
    return Criterion.objects.get(release=examples.november, category="testing", number=1)


def file(name="report.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def submit(by, criterion, day, upload=None):
    return submit_evidence(
        by=by, criterion=criterion, file=check_file(upload or file()), note="All built.", on=day
    )


def test_submitted_evidence_has_a_receipt_and_is_kept(criterion, people, day):
    evidence = submit(people.delivery, criterion, day)
    assert evidence.receipt.startswith("E-2021-")
    assert default_storage.open(evidence.file.path).read() == PDF
    entry = AuditEntry.objects.latest("position")
    assert entry.changes["file"] == [None, evidence.file_id]
    assert Notification.objects.filter(user=people.analyst, subject__contains="Testing 1").exists()


def test_only_the_body_that_owes_it_submits(criterion, people, day):
    with pytest.raises(NotAllowed, match="The DCC owes the evidence"):
        submit(people.analyst, criterion, day)
    for role in ("chair", "member", "administrator", "nobody"):
        with pytest.raises(NotAllowed):
            submit(getattr(people, role), criterion, day)


def test_the_very_same_file_is_refused(criterion, people, day):
    submit(people.delivery, criterion, day)
    with pytest.raises(RuleBroken, match="This very file is there already"):
        submit(people.delivery, criterion, day)


def test_one_file_may_serve_two_criteria(examples, criterion, people, day):
    other = Criterion.objects.get(release=examples.november, category="testing", number=2)
    assert submit(people.delivery, criterion, day).file == submit(people.delivery, other, day).file


def test_evidence_is_written_once(criterion, people, day):
    evidence = submit(people.delivery, criterion, day)
    evidence.note = "Something else"
    with pytest.raises(WrittenOnce):
        evidence.save()


def test_criteria_are_copied_once(examples, analyst, day):
    with pytest.raises(RuleBroken, match="has its acceptance criteria already"):
        copy_standard_criteria(by=analyst, release=examples.november, on=day)


def test_page_takes_the_file_and_shows_the_receipt(criterion, as_role):
    client = as_role("delivery")
    response = client.post(PAGE, {"file": file(), "note": "All built."})
    evidence = Evidence.objects.get(criterion__release__slug="november-2021")
    assert (response.status_code, response["Location"]) == (
        303,
        f"/releases/november-2021/evidence/{evidence.receipt}/",
    )
    page = client.get(response["Location"]).content.decode()
    assert evidence.receipt in page
    assert evidence.file_id in page


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: file("report.pdf", PNG), "report.pdf is not a PDF file inside"),
        (lambda: file("tool.exe", b"MZ"), "tool.exe is of a type that is not accepted"),
        (lambda: None, "Choose the file that is the evidence."),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_the_note_is_kept(criterion, as_role, upload, sentence):
    given = upload()
    response = as_role("delivery").post(PAGE, {"note": "My words."} | ({"file": given} if given else {}))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "My words." in page
    assert not Evidence.objects.filter(criterion__release__slug="november-2021").exists()


def test_a_file_of_26_mb_gets_a_sentence(criterion, as_role):
    response = as_role("delivery").post(PAGE, {"file": file(content=PDF + b"0" * 26 * 2**20), "note": "x"})
    assert response.status_code == 422
    assert "The file is larger than 25 MB." in response.content.decode()


def test_file_is_downloaded_and_never_shown_inline(criterion, people, day, as_role):
    evidence = submit(people.delivery, criterion, day)
    response = as_role("chair").get(f"{evidence.get_absolute_url()}file/")
    assert response["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == PDF


def test_another_organisations_evidence_is_not_found(examples, people, day, as_role):
    owed_by_secas = Criterion.objects.get(release=examples.november, category="operational", number=8)
    evidence = submit(people.analyst, owed_by_secas, day)
    assert as_role("delivery").get(evidence.get_absolute_url()).status_code == 404
    assert as_role("chair").get(evidence.get_absolute_url()).status_code == 200


def test_security_evidence_is_for_its_reviewers(examples, people, day, as_role):
    security = Criterion.objects.get(release=examples.november, category="security", number=1)
    evidence = submit(people.delivery, security, day)
    for role, status in (("delivery", 200), ("chair", 404), ("member", 404), ("analyst", 404)):
        assert as_role(role).get(evidence.get_absolute_url()).status_code == status
    assert "report.pdf" not in as_role("chair").get(security.get_absolute_url()).content.decode()
    told = str(AuditEntry.objects.latest("position").changes) + Notification.objects.latest("pk").body
    assert "All built." not in told
    assert "report.pdf" not in told


@pytest.mark.parametrize("path", ["testing-99", "testing-1/../../nope", "comic-1"])
def test_a_guessed_criterion_is_not_found(examples, as_role, path):
    assert as_role("delivery").get(f"/releases/november-2021/criteria/{path}/").status_code == 404
