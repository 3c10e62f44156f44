"""The documents of a pack: each version stands for itself, and one whose stored file is damaged is named."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.storage import default_storage
from msgspec.structs import replace

from governance.composing.models import RenderJob
from governance.composing.tasks import render_snapshot
from governance.documents.pack.comparison import told
from governance.integrity.operations import mend
from governance.integrity.queries.files import uses_of
from governance.meetings.models import Meeting
from governance.meetings.operations.items import add_item
from governance.notices.models import NoticeVersion
from governance.packs.compose.pack import compose_pack
from governance.packs.models import Pack
from governance.packs.operations.packs import make_pack
from governance.papers.models import Paper, PaperItem
from governance.versions.models import RidVersion, VersionItem
from secrel.core.files.damaged_files import damage_of, open_damage, sound_bytes
from secrel.core.models.files import DamagedFile, StoredFile
from tests.governance.packs.small_pdfs import finished, small_pdf
from tests.governance.papers.conftest import PAPER, newest
from tests.support.factories import MeetingFactory

PAGE = "/meetings/csc/2021-10-26/pack/"


@pytest.fixture
def damage(agenda):
    """Damage the stored PDF of the paper on the agenda."""

    def act() -> StoredFile:
        file = Paper.objects.get(meeting=agenda).latest.snapshot.job.pdf
        with default_storage.open(file.path, "wb") as stored:
            stored.write(b"%PDF-1.7 something else")
        return file

    return act


def test_two_versions_of_a_rid_on_one_agenda_are_two_documents(examples, people, csc):
    meeting = MeetingFactory(body=csc, on=PAPER, number="../4/9")
    versions = list(RidVersion.objects.filter(release__slug="june-2020").order_by("major", "minor")[:2])
    for version in versions:
        content = version.snapshot.content.data
        item = add_item(meeting, kind=VersionItem.KIND, release=version.release, content=content)
        VersionItem.objects.create(item=item, version=version)
    content = compose_pack(meeting, PAPER)
    named = {row.key: row for row in content.documents}
    asked = [[named[key].snapshot for key in item.documents] for item in content.items]
    assert asked == [[version.snapshot_id] for version in versions]
    assert len({row.name for row in content.documents}) == 2


def test_a_rid_that_a_paper_prints_as_its_appendix_is_in_the_pack_once(examples):
    meeting = Meeting.objects.get(body__key="panel", on=date(2020, 1, 17))
    content = compose_pack(meeting, PAPER)
    title = "Paper SECP_76_1701_23 with Appendix A, June 2020 SEC Release Implementation Document v1.1"
    assert [(row.title, row.appendices) for row in content.documents] == [
        (title, ("releases/june-2020/1.1",))
    ]
    assert {row.documents for row in content.items} == {("papers/panel/2020-01-17/23/1",)}


def test_a_pack_from_before_lost_nothing_when_the_paper_itself_prints_its_rid(examples):
    content = compose_pack(Meeting.objects.get(body__key="panel", on=date(2020, 1, 17)), PAPER)
    paper = content.documents[0]
    rid = replace(paper, key="releases/june-2020/1.1", kind="rid", title="June 2020 RID", appendices=())
    earlier = replace(content, documents=(replace(paper, appendices=()), rid))
    assert told(earlier, content) == []
    assert told(replace(content, documents=(paper, replace(rid, key="releases/june-2021/1.1"))), content) == [
        f"June 2020 RID, version {rid.version}, was taken out."
    ]


def test_no_name_in_a_zip_leads_out_of_its_folder(paper, issue, people, motion):
    paper.meeting.number = "../../9"
    paper.meeting.save(update_fields=["number"])
    issue(paper)
    snapshot = Paper.objects.get(pk=paper.pk).latest.snapshot
    finished(snapshot, small_pdf(1, "Paper"))
    pack = make_pack(by=people.secretary, meeting=paper.meeting, on=PAPER)
    assert render_snapshot(job=pack.snapshot.job.pk, digest=pack.snapshot_id) == "done"
    archive = RenderJob.objects.get(snapshot=pack.snapshot).archive
    names = zipfile.ZipFile(io.BytesIO(sound_bytes(archive))).namelist()
    assert names[3:] == ["item-01.1/CSC_..-..-9_2610_01.pdf"]


def test_a_pack_of_a_damaged_document_is_refused_and_the_administrators_hear_of_it(agenda, damage, as_role):
    file = damage()
    refused = as_role("secretary").post(f"{PAGE}make/", follow=True)
    assert "The stored PDF of Paper CSC_49_2610_01 was changed in the storage." in refused.text
    assert DamagedFile.objects.open().get().file == file
    assert not Pack.objects.exists()


def test_a_document_that_is_damaged_later_fails_the_job_at_once_and_says_why(agenda, damage, people):
    pack = make_pack(by=people.secretary, meeting=agenda, on=PAPER)
    file = damage()
    assert render_snapshot(job=pack.snapshot.job.pk, digest=pack.snapshot_id) == "failed"
    job = RenderJob.objects.get(snapshot=pack.snapshot)
    assert (job.state, job.attempts) == ("failed", 1)
    assert job.failure == f"A file that it is made from, {file}, was changed in the storage."
    assert DamagedFile.objects.open().get().file == file


def test_a_damaged_pack_waits_until_its_documents_are_repaired(agenda, damage, people):
    pack = make_pack(by=people.secretary, meeting=agenda, on=PAPER)
    finished(pack.snapshot, small_pdf(1, "Pack"))
    pdf, part = RenderJob.objects.get(snapshot=pack.snapshot).pdf, damage()
    with default_storage.open(pdf.path, "wb") as stored:
        stored.write(b"%PDF-1.7 nothing")
    row = open_damage(pdf, damage_of(pdf), PAPER)
    assert mend(row, on=PAPER) == "waits for a part of it"
    assert {row.file for row in DamagedFile.objects.open()} == {pdf, part}
    assert DamagedFile.objects.get(file=pdf).stays_because == ""


def test_damaged_files_say_which_paper_or_notice_they_belong_to(agenda):
    version = newest().latest
    notice = NoticeVersion.objects.select_related("notice").latest("pk")
    finished(notice.snapshot, small_pdf(1, "Notice"))
    jobs = [RenderJob.objects.get(snapshot=row.snapshot) for row in (version, notice)]
    assert uses_of([job.pdf_id for job in jobs]) == {
        jobs[0].pdf_id: [f"{version}, PDF"],
        jobs[1].pdf_id: [f"{notice}, PDF"],
    }


def test_what_a_pack_asks_of_the_database_does_not_grow_with_the_items_of_a_paper(
    agenda, django_assert_num_queries
):
    content = {"paper": {}, "recommendation": "scope"}
    for extra in (0, 2):
        for number in range(extra):
            item = add_item(agenda, kind=PaperItem.KIND, content=content, release=None)
            PaperItem.objects.create(
                item=item, version=newest().latest, key=f"scope-{number}", words="Agree."
            )
        with django_assert_num_queries(10):
            made = compose_pack(agenda, PAPER)
        assert len(made.documents) == 1
