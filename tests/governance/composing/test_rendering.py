"""Rendering of PDFs: the same bytes, a valid file with every fact, one worker at a time."""

import hashlib
import re
import subprocess
import sys
from datetime import date, timedelta

import pypdf
import pytest
import rfc8785
from django.core.files.base import ContentFile

from governance.composing.models import RenderJob
from governance.composing.operations import rendering
from governance.composing.tasks import render_snapshot
from governance.documents.engine.printing.laying_out import FontsOnly
from governance.documents.engine.printing.render import render_pdf, render_print
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from governance.versions.models import RidVersion
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.files.storing import store_file
from secrel.core.models.record import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1:1/x",
        "https://example.org/a.ttf",
        "ftp://example.org/a.ttf",
        "{fonts}/../../../../../../../../etc/passwd",
        "{fonts}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "{fonts}-other/a.ttf",
        "http://example.org{path}/PublicSans[wght].ttf",
        "",
        "//example.org/a.ttf",
        "\x00",
    ],
)
def test_a_document_fetches_its_fonts_and_nothing_else(settings, address):
    fonts = settings.FONTS
    with pytest.raises(ValueError, match=r"nothing but its fonts|null byte"):
        FontsOnly().fetch(address.format(fonts=fonts.as_uri(), path=fonts))
    font = next(fonts.glob("*.ttf"))
    assert FontsOnly().fetch(font.as_uri()).read() == font.read_bytes()


@pytest.fixture
def data(examples):
    return RidVersion.objects.get(release=examples.june, major=8).snapshot.as_data()


@pytest.fixture
def job(examples):
    return RidVersion.objects.get(release=examples.june, major=8).snapshot.job


@pytest.fixture
def pdf(data, tmp_path):
    path = tmp_path / "rid.pdf"
    path.write_bytes(render_pdf(RID_KIND, Rid.of_data(data)))
    return path


def text_of(pdf) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_file_is_sound_tagged_and_archivable(pdf):
    assert subprocess.run(["qpdf", "--check", pdf], capture_output=True).returncode == 0
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    assert "Title:           June 2021 SEC Release: Release Implementation Document, version 8.0" in info
    metadata = pypdf.PdfReader(pdf).trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata or b'pdfaid:part="3"' in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_file_has_no_accessibility_finding(pdf):
    done = subprocess.run([sys.executable, "-m", "pdfua", "check", pdf], capture_output=True, text=True)
    assert "PASS (no findings)" in done.stdout, done.stdout + done.stderr


def test_snapshot_is_attached_as_it_was_frozen(pdf, data):
    [attached] = pypdf.PdfReader(pdf).attachments[RID_KIND.attached]
    assert attached == rfc8785.dumps(data)


def test_text_holds_the_facts(pdf, data):
    text = text_of(pdf)
    for item in data["content"]["scope"]["approved"]:
        assert item["ref"] in text
        assert item["title"] in text
    for row in data["issue"]["history"]:
        assert row["version"] in text
    for fact in (
        "24 June 2021",
        "Issued by SECAS on 1 June 2021",
        "£1,200",
        "£3,000",
        "Page 2 of",
        "17 Jul 20",
    ):
        assert fact in text
    assert text.count("Yes") == 13 + 5


def test_contents_list_page_numbers(pdf):
    reader = pypdf.PdfReader(pdf)
    contents = reader.pages[1].extract_text()
    page = next(
        n
        for n, p in enumerate(reader.pages[2:], start=3)
        if "Appendix 1: Version control" in p.extract_text()
    )
    line = next(line for line in contents.splitlines() if line.startswith("Appendix 1"))
    assert line.rstrip().endswith(str(page))


def test_bookmarks_are_the_sections(pdf):
    def titles(outline):
        for entry in outline:
            yield from titles(entry) if isinstance(entry, list) else [entry.title]

    found = list(titles(pypdf.PdfReader(pdf).outline))
    expected = ["1. Scope", "2. Impacts", "6. Acceptance criteria", "Appendix 1: Version control"]
    assert [title for title in found if title in expected] == expected


def test_long_words_stay_on_the_page(data, tmp_path):
    word = "".join(chr(97 + n % 26) for n in range(290))
    content = data["content"]
    content["scope"]["approved"][0]["title"] = f"title{word}"
    content["timeline"][0]["event"] = f"event{word}"
    content["impacts"]["party_summaries"][0]["points"][0]["text"] = f"point{word}"
    content["acceptance"]["operational"][0] = f"criterion{word}"
    path = tmp_path / "long.pdf"
    path.write_bytes(render_pdf(RID_KIND, Rid.of_data(data)))
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True)
    text = "".join(done.stdout.split())
    for kind in ("title", "event", "point", "criterion"):
        assert f"{kind}{word}" in text, kind
    page = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert max(float(edge) for edge in re.findall(r'xMax="([0-9.]+)"', page)) <= 595.28 - 50


def test_text_from_people_is_text(data):
    data["content"]["scope"]["approved"][0]["summary"] = "will <script>alert(1)</script> & <img src=x>."
    html = render_print(RID_KIND, Rid.of_data(data))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x&gt;." in html
    assert b"%PDF-" in render_pdf(RID_KIND, Rid.of_data(data))[:10]


def test_worker_renders_stores_and_records(job):
    assert render_snapshot(job=job.pk, digest=job.snapshot_id) == "done"
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease) == ("done", 1, None)
    from django.core.files.storage import default_storage

    content = default_storage.open(job.pdf.path).read()
    assert hashlib.sha256(content).hexdigest() == job.pdf_id
    assert AuditEntry.objects.latest("position").changes["pdf"] == [None, job.pdf_id]


def test_a_finished_job_is_left_alone(job):
    render_snapshot(job=job.pk, digest=job.snapshot_id)
    entries = AuditEntry.objects.count()
    assert render_snapshot(job=job.pk, digest=job.snapshot_id) == "nothing to do"
    assert AuditEntry.objects.count() == entries


def test_a_leased_job_is_left_to_its_worker(job):
    assert rendering.take_lease(job.pk) is not None
    assert rendering.take_lease(job.pk) is None


def test_a_lost_job_is_taken_over_and_the_first_worker_stops(job):
    first, lease = rendering.take_lease(job.pk)
    RenderJob.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    second, other = rendering.take_lease(job.pk)
    file = store_file(ContentFile(b"x"), digest=hashlib.sha256(b"x").hexdigest(), media_type=rendering.PDF)
    with pytest.raises(RuleBroken, match="Another worker"):
        rendering.finish_rendering(by=SYSTEM, job=first, lease=lease, file=file, on=date(2021, 10, 15))
    rendering.finish_rendering(by=SYSTEM, job=second, lease=other, file=file, on=date(2021, 10, 15))
    assert not rendering.renew_lease(job.pk, lease)


def test_a_failed_document_shows_the_reason_and_can_be_retried(job, people, monkeypatch):
    from governance.documents.engine.printing import render

    def broken(kind, document):
        raise ValueError("the paper is torn")

    monkeypatch.setattr(render, "render_pdf", broken)
    assert render_snapshot(job=job.pk, digest=job.snapshot_id) == "failed"
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "ValueError: the paper is torn")
    monkeypatch.undo()
    rendering.retry_rendering(by=people.analyst, job=job)
    assert render_snapshot(job=job.pk, digest=job.snapshot_id) == "done"


def test_a_job_that_kills_its_workers_fails(job):
    for _ in range(rendering.MAX_ATTEMPTS):
        assert rendering.take_lease(job.pk)
        RenderJob.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    assert rendering.take_lease(job.pk) is None
    rendering.recover_jobs()
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "The worker stopped 5 times while making this PDF.")


def test_jobs_that_wait_too_long_are_woken_again(examples):
    RenderJob.objects.update(woken_at=clock.now())
    assert rendering.recover_jobs() == 0
    RenderJob.objects.update(woken_at=clock.now() - timedelta(minutes=1))
    waiting = RenderJob.objects.exclude(state="done").count()
    assert rendering.recover_jobs() == waiting > 2
    assert rendering.recover_jobs() == 0
