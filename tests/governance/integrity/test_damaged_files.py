"""Damaged stored files: never sent as intact, reported to administrators once, recreated where possible."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from governance.composing.models import RenderJob
from governance.criteria.models import Criterion
from governance.integrity.models import FileSweep
from governance.integrity.operations import (
    DIFFERS,
    MAX_ATTEMPTS,
    NOT_OURS,
    claim,
    look_after_files,
    mend,
)
from governance.integrity.operations import sweep_files as sweep
from governance.integrity.tasks import look_after_jobs, mend_file, sweep_files
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.files.damaged_files import (
    check_file_again,
    damage_of,
    note_damaged_file,
    note_lost_file,
    note_mended_file,
    open_damage,
)
from secrel.core.files.storing import store_file
from secrel.core.models.files import DamagedFile, StoredFile
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import released
from tests.governance.meetings.deciding import rendered

pytestmark = pytest.mark.django_db
PDF = "/releases/june-2021/rid/8.0.pdf"
NIGHT = date(2026, 11, 29)
ADMINISTRATORS = [
    "Administrator",
    "Second administrator",
    "The administrator",
]  # of the examples, and of these tests


def changed(path: Path) -> None:
    """Change one byte; size and times stay."""
    content, stat = bytearray(path.read_bytes()), path.stat()
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def grown(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@contextmanager
def put_back(file: StoredFile) -> Iterator[Path]:
    """Work on a file of the examples, and restore it afterwards."""
    path = Path(default_storage.path(file.path))
    content_before = path.read_bytes()
    try:
        yield path
    finally:
        if path.is_dir():
            path.rmdir()
        path.write_bytes(content_before)


@pytest.fixture
def pdf(published, pdfs_rendered_once) -> Iterator[Path]:
    with put_back(RenderJob.objects.get(snapshot=published.snapshot).pdf) as path:
        yield path


@pytest.fixture
def evidence(examples, people, day):
    criterion = Criterion.objects.get(release=examples.november, category="testing", number=1)
    return released([criterion], people, day)


def notified() -> list[str]:
    return [
        row.user.name
        for row in Notification.objects.filter(subject="A stored file is damaged").order_by("pk")
    ]


@pytest.mark.parametrize("damage", [changed, grown, cut, Path.unlink])
def test_a_damaged_pdf_is_not_sent_and_is_made_again(pdf, client, people, damage):
    whole = client.get(PDF).getvalue()
    damage(pdf)
    for headers in ({}, {"Range": "bytes=0-3"}, {"If-Modified-Since": "Sun, 29 Nov 2026 00:00:00 GMT"}):
        refused = client.get(PDF, headers=headers)
        assert (refused.status_code, refused["Cache-Control"]) == (503, "private, no-store")
        assert "We are recreating it from its data. Try again in a few minutes." in refused.content.decode()
    assert client.head(PDF).status_code == 503
    assert notified() == ADMINISTRATORS
    row = DamagedFile.objects.get()
    assert mend_file(damaged=row.pk) == "mended"
    row.refresh_from_db()
    assert (row.mended, row.attempts) == ("rendered", 1)
    assert client.get(PDF).getvalue() == whole
    assert [entry.action for entry in AuditEntry.objects.filter(target=f"files/{row.file_id}")] == [
        "core.note_damaged_file",
        "core.note_mended_file",
    ]
    damage(pdf)
    assert client.get(PDF).status_code == 503
    assert notified() == ADMINISTRATORS * 2  # damaged anew


def test_a_pdf_that_comes_out_otherwise_stays_damaged(examples, client, people):
    version = rendered(examples.november.versions.get(major=0, minor=1))
    with put_back(version.snapshot.job.pdf) as path:
        changed(path)
        row = open_damage(version.snapshot.job.pdf, damage_of(version.snapshot.job.pdf), NIGHT)
        assert mend_file(damaged=row.pk) == "stays damaged"
        row.refresh_from_db()
        assert (row.mended_at, row.stays_because) == (None, DIFFERS)
        assert mend_file(damaged=row.pk) == "nothing to do"
        assert damage_of(row.file).damage == "changed"


def test_damaged_evidence_is_restored_by_people(evidence, as_role, people):
    address, file = f"{evidence.get_absolute_url()}files/1/", evidence.files.get().file
    client, administrator = as_role("member"), as_role("administrator")
    with put_back(file) as path:
        content_before = path.read_bytes()
        folder(path)
        refused = client.get(address)
        assert refused.status_code == 503
        assert "They need to restore it from a backup." in refused.content.decode()
        row = DamagedFile.objects.get()
        assert (row.damage, mend_file(damaged=row.pk)) == ("unreadable", "stays damaged")
        page = administrator.get("/damaged-files/").content.decode()
        assert f"Evidence {evidence.receipt}" in page
        assert evidence.files.get().name not in page
        assert NOT_OURS in page
        path.rmdir()
        path.write_bytes(content_before)
        assert administrator.post("/damaged-files/", {"row": row.pk}).status_code == 303
        assert mend_file(damaged=row.pk) == "mended"
        assert "Put back into the storage" in administrator.get("/damaged-files/").content.decode()
        assert administrator.post("/damaged-files/", {"row": row.pk}).status_code == 404
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("entered", ["", "x", "9" * 30, "-1", "²"])
def test_odd_rows_are_not_there(as_role, entered):
    assert as_role("administrator").post("/damaged-files/", {"row": entered}).status_code == 404


def test_a_damaged_file_that_comes_in_again_is_sound(db):
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of b"x"
    file = store_file(ContentFile(b"x"), digest=digest, media_type="text/plain")
    with put_back(file) as path:
        path.write_bytes(b"y")
        store_file(ContentFile(b"x"), digest=digest, media_type="text/plain")
        assert (path.read_bytes(), StoredFile.objects.filter(pk=digest).count()) == (b"x", 1)


def test_the_sweep_finds_what_is_damaged_and_what_is_sound_again(pdf, people):
    content_before = pdf.read_bytes()
    changed(pdf)
    assert sweep(night=NIGHT, on=NIGHT)
    row = FileSweep.objects.get()
    assert (row.files, row.damaged) == (StoredFile.objects.count(), 1)
    assert (DamagedFile.objects.get().damage, notified()) == ("changed", ADMINISTRATORS)
    sweep_files(night=str(NIGHT))  # a message that comes twice
    assert FileSweep.objects.get() == row
    pdf.write_bytes(content_before)
    assert sweep(night=NIGHT + timedelta(days=1), on=NIGHT)
    assert DamagedFile.objects.get().mended == "restored"
    assert notified() == ADMINISTRATORS


def test_a_sweep_goes_on_where_its_worker_ended(pdf):
    upto = StoredFile.objects.order_by("digest")[1].digest
    FileSweep.objects.create(night=NIGHT, upto=upto, files=2, seen_at=clock.now())
    while not sweep(night=NIGHT, on=NIGHT, seconds=0):
        assert FileSweep.objects.get().done_at is None
    assert FileSweep.objects.get().files == StoredFile.objects.count()


def test_a_waiting_repair_is_given_up_after_too_many_attempts(pdf, people):
    changed(pdf)
    file = StoredFile.objects.get(digest=pdf.name)
    row = open_damage(file, damage_of(file), NIGHT)
    look_after_jobs()
    assert claim(row.pk) == row
    assert claim(row.pk) is None  # its worker has three minutes
    DamagedFile.objects.update(attempts=MAX_ATTEMPTS, looked_at=clock.now() - timedelta(minutes=4))
    look_after_files(on=NIGHT)
    row.refresh_from_db()
    assert row.stays_because.startswith("Recreating it failed 3 times.")
    assert claim(row.pk) is None
    check_file_again(by=people.administrator, row=row, on=NIGHT)
    assert mend(claim(row.pk), on=NIGHT) == "mended"


def test_who_may_record_what_about_a_damaged_file(pdf, people):
    file = StoredFile.objects.get(digest=pdf.name)
    arguments = {"file": file, "damage": "changed", "on": NIGHT}
    row = note_damaged_file(by=SYSTEM, **arguments)
    with pytest.raises(RuleBroken, match="already listed as damaged"):
        note_damaged_file(by=SYSTEM, **arguments)
    for user in (people.analyst, people.nobody, people.chair):
        with pytest.raises(NotAllowed):
            check_file_again(by=user, row=row, on=NIGHT)
    for user in (people.administrator, people.analyst):
        with pytest.raises(NotAllowed):
            note_damaged_file(by=user, **arguments)
        with pytest.raises(NotAllowed):
            note_mended_file(by=user, row=row, how="restored", on=NIGHT)
        with pytest.raises(NotAllowed):
            note_lost_file(by=user, row=row, why="x", on=NIGHT)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_few_queries(examples, as_role, django_assert_num_queries, count):
    client = as_role("administrator")
    files = [
        StoredFile(digest=f"{n:064}", size=1, media_type="x", stored_at=clock.now()) for n in range(count)
    ]
    for file in StoredFile.objects.bulk_create(files):
        note_damaged_file(by=SYSTEM, file=file, damage="missing", on=NIGHT)
    with django_assert_num_queries(16):
        page = client.get("/damaged-files/").content.decode()
    assert page.count("Nothing refers to this file") == count
