"""The result of a consultation as a document: issued once it is over, frozen, read by who reads the consultation."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from governance.composing.operations import rendering
from governance.consultations.models import Consultation, ConsultationResult, Respondent
from governance.consultations.operations.asking import (
    close_consultation,
    extend_consultation,
    withdraw_consultation,
)
from governance.consultations.operations.issuing import deal_with_answers, issue_result
from governance.consultations.operations.results import (
    record_consultation_decision,
    summarise_consultation,
)
from governance.integrity.verify.results import RecordedResults, check_results
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.files.storing import store_file
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News
from secrel.core.values.immutable import WrittenOnce
from tests.governance.consultations.asked import DEADLINE, MEETING, answered, at, drafted, opened

pytestmark = pytest.mark.django_db
SECRETS = ("Quiet Ltd", "Our secret", "Told quietly")


@pytest.fixture
def row(examples, people, settings) -> Consultation:
    """A closed consultation with a public answer and a confidential one."""
    settings.TODAY = MEETING
    row = opened(people.analyst)
    answered(people.party, row, comment="Fine by us.")
    answered(people.nobody, row, is_confidential=True, organisation="Quiet Ltd", comment="Our secret.")
    close_consultation(at=at("2020-03-13 08:00"), **common(people, row))
    return row


def common(people, row):
    return {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": MEETING}


def dealt_with(people, row):
    words = {True: "Told quietly.", False: "Noted."}
    answers = Respondent.objects.filter(consultation=row)
    written = {one.receipt: words[one.answers.get().is_confidential] for one in answers}
    return deal_with_answers(dealt_with=written, **common(people, row))


def decided(people, row, **other):
    facts = {
        "outcome": "kept",
        "body": Body.objects.get(key="panel"),
        "decided_on": MEETING,
        "words": ["It stays."],
    }
    return record_consultation_decision(**facts | other, **common(people, row))


def issued(people, row, **other) -> ConsultationResult:
    if not row.results.exists():
        summarise_consultation(summary=["Nobody is affected."], **common(people, row))
        dealt_with(people, row)
        decided(people, row)
    return issue_result(**common(people, row), **other)


def test_it_is_issued_once_everything_is_recorded_and_is_frozen_then(row, people):
    with pytest.raises(RuleBroken) as refused:
        issue_result(**common(people, row))
    assert refused.value.sentence == (
        "The result cannot be issued yet. The result has no summary. The decision of the Panel is not recorded."
    )
    summarise_consultation(summary=["Nobody is affected."], **common(people, row))
    with pytest.raises(RuleBroken, match="how the answer of Alpha Energy was dealt with"):
        issue_result(**common(people, row))
    result = issued(people, row)
    content = result.snapshot.document.content
    assert [(one.organisation, one.dealt_with) for one in content.answers] == [("Alpha Energy", "Noted.")]
    assert (content.counts[0].answers, content.confidential_dealt_with) == (2, 1)
    assert (content.decisions[0].words, result.snapshot.document.issue.version) == (("It stays.",), 1)
    with pytest.raises(WrittenOnce):
        result.save()
    for act, more in (
        (withdraw_consultation, {}),
        (extend_consultation, {"deadline_on": DEADLINE, "at": at("2020-03-13 09:00")}),
    ):
        with pytest.raises(RuleBroken, match="The result of this consultation was issued"):
            act(reason="We ask again.", **common(people, row), **more)
    with pytest.raises(RuleBroken, match="Nothing has changed since version 1 of the result"):
        issue_result(changed=["Something."], **common(people, row))
    news = News.objects.order_by("pk").last()
    assert (news.subject, news.audience) == ("Result of the consultation: Go-live of June 2020", "white")


def test_nothing_of_a_confidential_answer_is_shown_anywhere(row, people):
    address = issued(people, row).get_absolute_url()
    public = Client()
    for path in (
        *(address, f"{address[:-1]}.html", f"{address[:-1]}.json", row.get_absolute_url()),
        *(f"/api/v1{row.get_absolute_url()}", f"/api/v1{row.get_absolute_url()}changes/"),
    ):
        page = public.get(path).content.decode()
        assert not [secret for secret in SECRETS if secret in page], path
    trail = str(
        list(AuditEntry.objects.filter(target=f"consultations/{row.slug}").values("changes", "reason"))
    )
    assert not [secret for secret in (*SECRETS, "Fine by us") if secret in trail]
    assert (
        public.get(f"{address[:-1]}.docx").status_code == public.get(f"{address[:-1]}.zip").status_code == 200
    )


def test_a_later_version_says_what_is_new_and_the_first_stays(row, people):
    first = issued(people, row)
    decided(people, row, words=["It stays after all."])
    with pytest.raises(RuleBroken, match="Enter what is new in this version"):
        issue_result(**common(people, row))
    second = issue_result(changed=["A later decision."], **common(people, row))
    client = Client()
    old, new = (client.get(one.get_absolute_url()).content.decode() for one in (first, second))
    assert ("Read version 2" in old, "Read version 2" in new) == (True, False)
    assert ("A later decision." in old, "A later decision." in new) == (False, True)
    assert "Later decision" in new
    page = client.get(row.get_absolute_url()).content.decode()
    assert page.index("Version 2") < page.index("Version 1")
    api = client.get(f"/api/v1{row.get_absolute_url()}").json()["result"]
    assert (api["version"], api["address"]) == (2, second.get_absolute_url())
    assert api["content"]["decisions"][1]["words"] == ["It stays after all."]
    [change] = client.get(f"/api/v1{row.get_absolute_url()}changes/").json()
    assert change["path"][0] == "decisions"
    recorded = RecordedResults({(row.slug, 1): first.snapshot_id, (row.slug, 3): "0"})
    assert list(check_results(recorded))[-2:] == [
        f"Result of {row.slug}, version 2 points to a snapshot that the audit trail does not name for it.",
        f"Version 3 of the result of {row.slug} is in the audit trail but no longer stored.",
    ]


def test_an_amber_result_is_read_by_whom_the_consultation_names_only(row, people, as_role):
    Consultation.objects.filter(pk=row.pk).update(is_amber=True)
    address = issued(people, Consultation.objects.get(pk=row.pk)).get_absolute_url()
    for role in ("anonymous", "party", "delivery", "chair", "analyst"):
        expected = 200 if role in ("chair", "analyst") else 404
        for path in (address, f"{address[:-1]}.html", f"{address[:-1]}.json"):
            assert as_role(role).get(path).status_code == expected, (role, path)
    assert "It is for Panel." in as_role("chair").get(address).content.decode()


def test_only_the_owner_writes_it(row, people, as_role):
    pages = [f"{row.get_absolute_url()}{page}" for page in ("answers/dealt-with/", "result/issue/")]
    assert [as_role("delivery").get(page).status_code for page in pages] == [403, 403]
    with pytest.raises(NotAllowed):
        issue_result(**common(people, row) | {"by": people.delivery})
    analyst = as_role("analyst")
    form = analyst.get(pages[0]).content.decode()
    assert ("Quiet Ltd (Suppliers)" in form, "is kept, and not published" in form) == (True, True)
    receipts = Respondent.objects.filter(consultation=row).values_list("receipt", flat=True)
    sent = dict.fromkeys(receipts, "Noted.") | {"token": Consultation.objects.get(pk=row.pk).token}
    assert analyst.post(pages[0], sent).status_code == 303
    assert analyst.post(pages[0], sent).status_code == 409
    assert set(Respondent.objects.filter(consultation=row).values_list("dealt_with", flat=True)) == {"Noted."}
    assert "The result has no summary." in analyst.get(pages[1]).content.decode()
    draft = f"{drafted(people.analyst, title='A draft').get_absolute_url()}result/issue/"
    assert (analyst.get(draft).status_code, as_role("delivery").get(draft).status_code) == (404, 404)
    with pytest.raises(RuleBroken, match="has no answer A-0"):
        deal_with_answers(dealt_with={"A-0": "?"}, **common(people, row))


def test_its_pdf_is_offered_once_it_is_made(row, people):
    result = issued(people, row)
    path = f"{result.get_absolute_url()[:-1]}.pdf"
    assert Client().get(path).status_code == 404
    job, lease = rendering.take_lease(result.snapshot.job.pk)
    digest = hashlib.sha256(b"%PDF-").hexdigest()
    file = store_file(ContentFile(b"%PDF-"), digest=digest, media_type=rendering.PDF)
    rendering.finish_rendering(by=SYSTEM, job=job, lease=lease, file=file, on=MEETING)
    assert Client().get(path)["Content-Type"] == "application/pdf"
    assert path in Client().get(row.get_absolute_url()).content.decode()
