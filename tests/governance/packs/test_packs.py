"""Packs of a meeting: what they hold, when one is out of date, who is told and who may read them."""

import csv
import io
import zipfile

import pytest
from pypdf import PdfReader

from governance.composing.models import RenderJob
from governance.composing.tasks import render_snapshot
from governance.integrity.backups.owners import owners_of_files
from governance.integrity.queries.files import uses_of
from governance.integrity.verify.whole import verify
from governance.meetings.models import Meeting
from governance.meetings.operations.asking import take_off_agenda
from governance.packs.models import Pack
from governance.packs.operations.packs import make_pack
from governance.packs.queries.packs import changed_since
from governance.papers.operations.issuing import withdraw_paper
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.damaged_files import sound_bytes
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Membership
from secrel.core.values.immutable import WrittenOnce
from tests.governance.packs.small_pdfs import small_pdf
from tests.governance.papers.conftest import MEETING, PAPER, newest
from tests.governance.versions.test_versions import MEETING as LATER
from tests.support.factories import MeetingFactory

PAGE = "/meetings/csc/2021-10-26/pack/"


@pytest.fixture
def make(people):
    def act(meeting: Meeting, by=None) -> Pack:
        return make_pack(by=by or people.secretary, meeting=meeting, on=PAPER)

    return act


def test_a_pack_is_the_agenda_with_its_documents_as_one_pdf_and_one_zip(agenda, make, csc_people):
    """One joined pack, as its making takes a second."""
    pack = make(agenda)
    told = Notification.objects.filter(path=PAGE)
    assert not told.exists()
    assert render_snapshot(job=pack.snapshot.job.pk, digest=pack.snapshot_id) == "done"
    job = RenderJob.objects.select_related("pdf", "archive").get(snapshot=pack.snapshot)

    reader = PdfReader(io.BytesIO(sound_bytes(job.pdf)))
    text = [page.extract_text() for page in reader.pages]
    front = len(reader.pages) - 5
    assert front >= 1
    assert "Item 1.1: Agree" in text[0]
    first = " ".join(text[0].split())
    assert f"In one look, page {front + 1}" in first
    assert f"Paper CSC_49_2610_01, page {front + 2}" in first
    look = " ".join(text[front].split())
    assert f"Pack page {front + 1} of {front + 5}Item 1.1 · In one look" in look
    assert "Point State Grounds" in look
    assert f"Pack page {front + 3} of {front + 5}" in text[front + 2]
    assert "Item 1.1 · Paper CSC_49_2610_01" in text[front + 2]

    tagged = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0]["/K"]
    assert [part.get_object()["/T"] for part in tagged] == ["Agenda", "In one look", "In one look"]

    with zipfile.ZipFile(io.BytesIO(sound_bytes(job.archive))) as archive:
        assert archive.namelist() == [
            *("contents.csv", "agenda.pdf", "item-01.1/in-one-look.pdf"),
            *("item-01.1/CSC_49_2610_01.pdf", "item-02/in-one-look.pdf"),
        ]
        assert archive.read("item-01.1/CSC_49_2610_01.pdf") == small_pdf(3, "Paper")
        rows = list(csv.DictReader(io.StringIO(archive.read("contents.csv").decode("utf-8-sig"))))
    assert [row["file"] for row in rows] == ["in-one-look.pdf", "CSC_49_2610_01.pdf", "in-one-look.pdf"]
    assert [row["page"] for row in rows] == [str(front + 1), str(front + 2), str(front + 5)]
    assert [row["file"] for row in rows if row["title"].startswith("The CSC is")] == []

    names = sorted(told.values_list("user__name", flat=True))
    members = Membership.objects.filter(body__key="csc").values_list("user__name", flat=True)
    assert {person.name for person in (csc_people[0], *csc_people[1])} < {*names}
    assert names == sorted(members)
    assert [name for name, findings in verify() if findings] == []
    name = "Pack of the CSC of 26 October 2021, version 1"
    assert uses_of([job.pdf_id, job.archive_id]) == {
        job.pdf_id: [f"{name}, PDF"],
        job.archive_id: [f"{name}, zip"],
    }
    owners = owners_of_files()
    of = f"the pack {pack.snapshot_id[:12]}"
    assert owners[job.archive_id] == (f"the zip of {of}",)
    assert owners[job.pdf_id] == (f"the PDF of {of}",)


def test_a_changed_agenda_makes_a_pack_out_of_date_and_the_next_one_says_what_changed(
    people, agenda, make, motion, as_role
):
    first = make(agenda)
    assert changed_since(first, PAPER) == []
    with pytest.raises(RuleBroken, match=r"Nothing on the agenda has changed since version 1 of the pack\."):
        make(agenda)
    motions = [item for item in agenda.items.order_by("order") if item.kind == "motion"]
    take_off_agenda(by=people.analyst, item=motions[0], reason="Not now.", token=AS_STORED, on=PAPER)
    added = motion("The CSC meets on Fridays.")
    changes = [
        f"Item {added.order} was added: {added.title}",
        f"Item {motions[0].order} was withdrawn: The CSC meets on Thursdays.",
    ]
    assert changed_since(first, PAPER) == changes
    page = as_role("secretary").get(PAGE).text
    assert "This pack is out of date" in page
    assert changes[1] in page
    assert (
        "The agenda has changed since version 1" in as_role("secretary").get(agenda.get_absolute_url()).text
    )
    second = make(agenda, by=people.analyst)
    assert (second.number, second.changes) == (2, changes)
    assert changes[0] in as_role("secretary").get(PAGE).text
    with pytest.raises(WrittenOnce):
        second.save()


def test_what_cannot_be_a_pack_is_refused(people, paper, issue, make, csc):
    with pytest.raises(RuleBroken, match=r"Nothing is on the agenda of the CSC of 26 October 2021 yet\."):
        make(paper.meeting)
    issue(paper)
    with pytest.raises(RuleBroken, match=r"The PDF of Paper CSC_49_2610_01 is not made yet\."):
        make(paper.meeting)
    with pytest.raises(NotAllowed):
        make(paper.meeting, by=people.member)
    assert not Pack.objects.exists()
    assert MeetingFactory(body=csc, on=LATER).packs.count() == 0


def test_only_those_who_may_read_every_document_get_a_pack(people, agenda, make, csc_people, as_role):
    pack = make(agenda)
    people.csc = csc_people[0]
    assert as_role("csc").get(PAGE).status_code == 200
    assert as_role("csc").get(f"{PAGE}1.pdf").status_code == 404  # not made yet
    for role, status in (("anonymous", 302), ("member", 404), ("delivery", 403), ("nobody", 403)):
        assert as_role(role).get(f"{PAGE}1.pdf").status_code == status
        assert as_role(role).get(f"{PAGE}1.zip").status_code == status
    withdraw_paper(by=people.analyst, paper=newest(), reason="Wrong.", token=AS_STORED, on=PAPER)
    for name in ("1.pdf", "1.zip"):
        refused = as_role("csc").get(f"{PAGE}{name}")
        assert refused.status_code == 403
        assert "documents that you may not read: Paper CSC_49_2610_01" in refused.text
        assert as_role("analyst").get(f"{PAGE}{name}").status_code == 404
    assert "You cannot download this pack" in as_role("csc").get(PAGE).text
    assert pack.snapshot.job.state == "queued"
    again = as_role("analyst").post(f"{PAGE}make/")
    assert (again.status_code, Pack.objects.count()) == (303, 2)
    assert pack.meeting.on == MEETING
