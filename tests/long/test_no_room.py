"""A full disk: a sentence each time, nothing half-stored, and the same works once there is room."""

import os
import subprocess
import sys
import tarfile
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import clear_url_caches, path
from django.utils import timezone
from rest_framework.decorators import api_view

from governance.acceptance.models import Deliverable, Evidence
from governance.composing.models import RenderJob
from governance.composing.operations.rendering import retry_rendering
from governance.composing.tasks import PDF_FOUND_NO_ROOM, render_snapshot
from governance.examples.accounts import DELIVERY
from governance.integrity.backups.manifest import BackupRefused
from governance.integrity.backups.restoring import read_backup
from governance.integrity.backups.writing import write_backup
from releases.models.testing import Annex
from secrel import urls
from secrel.core.models.files import StoredFile
from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from secrel.core.notifications.tasks import DISK_FULL, deliver_mail
from secrel.core.processes.no_room import SENTENCE, NoRoom
from tests.core.files.inspection.made import pdf_of
from tests.core.files.test_uploads import PDF
from tests.core.notifications.test_following import due_now, messages_of
from tests.governance.acceptance.accepting import file
from tests.governance.integrity.archives import files_in
from tests.prepare import on_server
from tests.secrel.test_commands import ROOT
from tests.support.small_disk import mounted

NEW = "/releases/november-2021/evidence/new/"
LARGE = pdf_of("x" * 300_000)
WORDS = "All of it was built."


def evidence(as_role, examples, content: bytes):
    criteria = [examples.november.criteria.get(category="testing", number=1).pk]
    entered = {"criteria": criteria, "text": WORDS, "classification": "reviewers"}
    client = as_role("delivery")
    client.raise_request_exception = False
    return client.post(NEW, entered | {"files": file(content=content)})


@pytest.mark.parametrize("full", ["storage", "storage to the last byte", "temporary folder", "small buffer"])
def test_an_upload_shows_the_input_again_and_stores_nothing(disk, examples, as_role, settings, full):
    if full.startswith("storage"):
        files_in(settings, disk.folder)
    else:
        settings.FILE_UPLOAD_TEMP_DIR = str(disk.folder)
    content = LARGE
    if full in ("storage to the last byte", "small buffer"):
        disk.fill()
        content = PDF
    before = AuditEntry.objects.count(), StoredFile.objects.count(), Evidence.objects.count()
    response = evidence(as_role, examples, content)
    assert response.status_code == 507
    page = response.content.decode()
    assert "The server&#x27;s disk is full, so nothing was saved." in page
    assert WORDS in page
    assert (AuditEntry.objects.count(), StoredFile.objects.count(), Evidence.objects.count()) == before
    assert disk.files() == []
    disk.empty()
    assert evidence(as_role, examples, PDF).status_code == 303


def test_each_page_that_takes_a_file_says_so(disk, examples, as_role, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(disk.folder)
    deliverable = {"kind": "draft_tad", "note": "First cycle.", "file": file("tad.pdf", LARGE)}
    response = as_role("delivery").post("/releases/november-2021/testing/submit/", deliverable)
    assert response.status_code == 507
    assert "First cycle." in response.content.decode()
    annex = Annex.objects.select_related("release").first()
    annexes = f"/releases/{annex.release.slug}/edit/annexes/file/"
    response = as_role("analyst").post(annexes, {"what": annex.title, "file": file("a.pdf", LARGE)})
    assert response.status_code == 507
    assert disk.files() == []


def test_a_pdf_without_room_fails_with_its_reason_and_can_be_tried_again(disk, examples, people, settings):
    files_in(settings, disk.folder)
    disk.fill()
    job = RenderJob.objects.filter(state="queued").select_related("snapshot").first()
    before = StoredFile.objects.count()
    assert render_snapshot(job=job.pk, digest=job.snapshot_id) == "failed"
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", PDF_FOUND_NO_ROOM)
    assert (disk.files(), StoredFile.objects.count()) == ([], before)
    disk.empty()
    retry_rendering(by=people.analyst, job=job)
    assert render_snapshot(job=job.pk, digest=job.snapshot_id) == "done"
    job.refresh_from_db()
    assert disk.files() == [job.pdf_id]


def test_a_mail_without_room_is_tried_again_and_leaves_no_half(disk, people, settings):
    settings.EMAIL_BACKEND = "secrel.core.notifications.mail_files.MailFiles"
    settings.EMAIL_FILE_PATH = str(disk.folder)
    row = Notification.objects.create(
        user=people.chair,
        subject="Much",
        body="text " * 2000,
        made_at="2021-10-15T08:00:00Z",
        mail_after="2021-10-15T08:00:00Z",
    )
    disk.fill(but=4096)
    deliver_mail(notification=row.pk)
    row.refresh_from_db()
    assert (row.mailed_at, row.failure, row.attempts) == (None, DISK_FULL, 1)
    assert disk.files() == []
    disk.empty()
    due_now()
    deliver_mail(notification=row.pk)
    row.refresh_from_db()
    assert (row.failure, row.attempts, len(disk.files())) == ("", 2, 1)
    assert row.mailed_at is not None
    assert messages_of(people.chair)


def test_a_backup_without_room_leaves_nothing(committed_db, disk):
    for full in (lambda: None, disk.fill, lambda: disk.fill(but=8192)):
        full()
        with pytest.raises(BackupRefused, match=r"[Nn]o room|No space left"):
            write_backup(disk.folder / "secrel.tar")
        assert disk.files() == []


def test_a_restore_without_room_changes_nothing_or_says_so_and_is_tried_again(
    archive,
    elsewhere,
    settings,
    tmp_path,
    client,
):
    with mounted("64k") as none:
        files_in(settings, none.folder)
        with pytest.raises(
            BackupRefused, match=r"There is not enough space for the files: they need .* bytes"
        ):
            read_backup(archive)
        assert none.files() == []
    needed = sum(member.size for member in _files(archive))
    with mounted(str(needed + 4096)) as nearly:  # enough by the bytes, not by the blocks that they take
        files_in(settings, nearly.folder)
        with pytest.raises(
            CommandError, match=r"could not be stored: The server's disk is full.* Run restore again\."
        ):
            call_command("restore", archive)
        assert connection.introspection.table_names() == []
        assert client.get("/health/").status_code == 503
    files_in(settings, tmp_path / "large")
    call_command("restore", archive)
    assert client.get("/health/").status_code == 200


def test_postgresql_without_room_gets_a_sentence_and_nothing_is_stored(committed_db, client):
    with mounted("1m") as small:
        os.chmod(small.folder, 0o777)
        place = small.folder / "space"
        place.mkdir()
        os.chown(place, 65534, 65534)
        on_server(f"CREATE TABLESPACE small LOCATION '{place}'")
        try:
            _run("ALTER TABLE governance_deliverable SET TABLESPACE small")
            _run("ALTER TABLE django_session SET TABLESPACE small")
            signed_in = Client()
            signed_in.force_login(User.objects.get(email=DELIVERY))
            small.fill()
            _is_refused(signed_in, client, small)
            small.empty()
            response = signed_in.post("/releases/november-2021/testing/submit/", _deliverable(99))
            assert response.status_code == 303
        finally:
            _run("ALTER TABLE governance_deliverable SET TABLESPACE pg_default")
            _run("ALTER TABLE django_session SET TABLESPACE pg_default")
            on_server("DROP TABLESPACE small")


def _is_refused(signed_in, client, small) -> None:
    for number in range(60):  # until the page that its rows stand in is full
        before = AuditEntry.objects.count(), Deliverable.objects.count(), StoredFile.objects.count()
        response = signed_in.post("/releases/november-2021/testing/submit/", _deliverable(number))
        if response.status_code != 303:
            break
        small.fill()
    assert response.status_code == 507
    assert "The server&#x27;s disk is full" in response.content.decode()
    assert "Second cycle." in response.content.decode()
    assert (AuditEntry.objects.count(), Deliverable.objects.count(), StoredFile.objects.count()) == before
    client.raise_request_exception = False
    _fill_sessions()
    response = client.post(
        "/accounts/login/", {"login": "analyst@secas.example", "password": "secrel-example"}
    )
    assert response.status_code == 507
    assert "The server&#x27;s disk is full" in response.content.decode()


def _fill_sessions() -> None:
    """Fill the disk until not even the smallest session row can be stored."""
    for size, many in ((1_000, 50), (1_000, 1), (100, 1), (1, 1)):
        with suppress(OperationalError):
            for _ in range(2_000):
                Session.objects.bulk_create(_session(size) for _ in range(many))


def _session(size: int) -> Session:
    ends = timezone.now() + timedelta(days=1)
    return Session(session_key=uuid4().hex, session_data="x" * size, expire_date=ends)


def _deliverable(number: int = 0) -> dict:
    content = pdf_of(f"Cycle {number}.")  # the very file that was submitted before is refused
    return {"kind": "draft_tad", "note": "Second cycle.", "file": file("tad.pdf", content=content)}


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _files(path):
    with tarfile.open(path) as tar:
        return [member for member in tar.getmembers() if member.name.startswith("files/")]


def test_pages_and_api_report_a_full_disk_without_a_form(client, monkeypatch, db):
    @login_not_required
    def fails(request):
        raise OSError(28, "No space left on device")

    @login_not_required
    @api_view(["GET"])
    def api_fails(request):
        raise NoRoom

    mine = [path("fails/", fails), path("api/v1/fails/", fails), path("api/v1/says/", api_fails)]
    monkeypatch.setattr(urls, "urlpatterns", [*mine, *urls.urlpatterns])
    clear_url_caches()
    page, first, second = (client.get(f"/{at}/") for at in ("fails", "api/v1/fails", "api/v1/says"))
    clear_url_caches()
    assert page.status_code == first.status_code == second.status_code == 507
    assert "What you typed is still in your browser" in page.content.decode()
    assert first.json()["detail"] == second.json()["detail"] == SENTENCE


def test_a_command_without_room_says_so(disk, tmp_path):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "manage.py", "showmigrations"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "The disk is full. Free some space, then run the command again.\n"


def test_a_rendered_file_is_whole_or_not_there(disk, examples):
    with pytest.raises(CommandError, match="cannot be written: No space left on device"):
        disk.fill(but=8192)
        call_command("render_rid", "june-2021/8.0", "-o", str(disk.folder / "rid.pdf"))
    assert disk.files() == []
