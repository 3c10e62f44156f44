"""Backup at one moment, and restore into an empty installation only; the copy verifies."""

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest
import yaml
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from governance.acceptance.models import Deliverable, Evidence
from governance.composing.models import RenderJob, Snapshot
from governance.integrity.backups.manifest import BackupRefused
from governance.integrity.backups.restoring import read_backup
from governance.integrity.backups.tools import tool
from governance.integrity.backups.writing import write_backup
from governance.integrity.verify.whole import verify
from secrel.core.changes.record import head
from secrel.core.models.files import StoredFile
from secrel.servers.places import NOBODY, reachable_by_anyone
from tests.governance.integrity.archives import as_version_before, empty_database, files_in, manifest_of
from tests.plugin import HOME
from tests.secrel.test_commands import ROOT


def test_a_restored_copy_verifies_and_has_the_same_digests(archive, elsewhere):
    held = read_backup(archive)
    assert head() == held.head
    assert {name: found for name, found in verify() if found} == {}
    assert set(StoredFile.objects.values_list("digest", flat=True)) == set(held.files)
    assert Snapshot.objects.count() == 44
    file = Evidence.objects.filter(state="released").first().files.get().file
    assert default_storage.open(file.path).read().endswith(b"An example of a report that shows it.\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname IN ('written_once', 'released_stays')")
        assert cursor.fetchone()[0] == 35


def test_the_command_prints_the_head_and_verifies(archive, elsewhere):
    out = io.StringIO()
    call_command("restore", archive, stdout=out)
    assert "Audit trail: ok" in out.getvalue()
    with pytest.raises(CommandError, match="This installation is not empty"):
        call_command("restore", archive)


def test_a_backup_overwrites_nothing(archive):
    content_before = archive.read_bytes()
    with pytest.raises(BackupRefused, match="already exists"):
        write_backup(archive)
    assert archive.read_bytes() == content_before
    archive.with_name("link.tar").symlink_to("nowhere.tar")
    with pytest.raises(BackupRefused, match="already exists"):
        write_backup(archive.with_name("link.tar"))


def test_a_backup_into_a_folder_that_is_not_there_gets_a_sentence(committed_db, tmp_path):
    with pytest.raises(
        BackupRefused, match=r"There is no folder .*/no\. Create it, or choose another folder\."
    ):
        write_backup(tmp_path / "no" / "secrel.tar")


@pytest.mark.parametrize("mask", [0o000, 0o777])
def test_an_archive_is_for_its_owner_only_from_its_first_byte(committed_db, tmp_path, mask, monkeypatch):
    path, made, named = tmp_path / "secrel.tar", [], []
    make, name = os.open, os.link

    def spy_make(place, flags, mode=0o777, **options):
        if Path(place).name.startswith(".secrel.tar"):
            made.append((flags & os.O_EXCL, mode))
        return make(place, flags, mode, **options)

    def spy_name(place, new, **options):
        named.append(stat.S_IMODE(os.stat(place).st_mode))
        return name(place, new, **options)

    monkeypatch.setattr(os, "open", spy_make)
    monkeypatch.setattr(os, "link", spy_name)
    before = os.umask(mask)
    try:
        write_backup(path)
    finally:
        os.umask(before)
    assert made == [(os.O_EXCL, 0o600)]
    assert named == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [row.name for row in tmp_path.iterdir()] == ["secrel.tar"]


def test_damaged_and_missing_files_are_named_with_what_they_belong_to(own_files, tmp_path):
    missing, swapped, cut = _damage(own_files)
    with pytest.raises(BackupRefused) as refused:
        write_backup(tmp_path / "secrel.tar")
    lines = str(refused.value).splitlines()
    assert lines[0] == "No backup was written, because stored files are damaged or missing (3):"
    assert lines[-1].endswith("To back up everything else, run backup again with --with-damage.")
    job = RenderJob.objects.select_related("snapshot__content").get(pdf=missing)
    number = job.snapshot.issue["document"]["version"]
    assert sorted(lines[1:-1]) == sorted(
        [
            f"  The file {missing[:12]} is missing from the storage. It belongs to the PDF of version {number} of "
            f"{job.snapshot.content.data['release']['name']}.",
            f"  The file {swapped[:12]} was changed in the storage. It belongs to {_owner(swapped)}.",
            f"  The file {cut[:12]} was changed in the storage. It belongs to {_owner(cut)}.",
        ]
    )
    assert not (tmp_path / "secrel.tar").exists()


def test_with_damage_saves_the_rest_and_reports_an_incomplete_backup(own_files, tmp_path, settings):
    damaged = _damage(own_files)
    path, out = tmp_path / "secrel.tar", io.StringIO()
    with pytest.raises(
        CommandError, match=r"is not a complete backup\. These files are damaged or missing \(3\):"
    ):
        call_command("backup", path, "--with-damage", stdout=out)
    manifest = manifest_of(path)
    assert manifest["damage"].keys() == set(damaged)
    assert manifest["damage"][damaged[0]]["fault"] == "is missing from the storage"
    with tarfile.open(path) as tar:
        assert {name[6:] for name in tar.getnames()[2:]} == manifest["files"].keys()
    assert manifest["files"].keys() == set(StoredFile.objects.values_list("digest", flat=True)) - set(damaged)
    files_in(settings, tmp_path / "restored")
    with empty_database():
        with pytest.raises(CommandError, match="Nothing was restored, because the archive is damaged:"):
            call_command("restore", path)
        assert not (tmp_path / "restored").exists()
        with pytest.raises(SystemExit) as ended:
            call_command("restore", path, "--with-damage", stdout=out)
        assert ended.value.code == 1
        assert "PDFs: 1 problem" in out.getvalue()
        assert f"Not restored: The file {damaged[0][:12]} is missing from the storage" in out.getvalue()


def test_a_backup_names_nothing_of_a_file_of_evidence_but_its_receipt(archive):
    text = json.dumps(manifest_of(archive), ensure_ascii=False)
    for name in Evidence.objects.values_list("files__name", flat=True):
        assert name not in text
    assert Deliverable.objects.count() == 0 or str(Deliverable.objects.first()) in text


def test_an_archive_of_the_version_before_is_restored(archive, elsewhere):
    out = io.StringIO()
    call_command("restore", as_version_before(archive), stdout=out)
    assert "Audit trail: ok" in out.getvalue()
    assert "problem" not in out.getvalue()


def test_only_reference_data_may_be_restored_over(archive, tmp_path, settings):
    """The compose file runs bootstrap before anybody can restore."""
    files_in(settings, tmp_path / "files")
    with empty_database(template="secrel"):
        call_command("bootstrap", "--administrator", "first@example.org", stdout=io.StringIO())
        with pytest.raises(BackupRefused, match="This installation is not empty: it holds users"):
            read_backup(archive)
        assert not (tmp_path / "files").exists()
    with empty_database(template="secrel"):
        with connection.cursor() as cursor:  # as a later version left them: the archive knows neither
            cursor.execute("ALTER TABLE releases_release ADD later int")
            cursor.execute("CREATE FUNCTION governance_later() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        out = io.StringIO()
        call_command("restore", archive, stdout=out)
        assert "problem" not in out.getvalue()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = 'governance_later'")
            assert cursor.fetchone() == (0,)


def test_a_stored_file_that_is_damaged_is_brought_back_by_a_restore(archive, elsewhere, tmp_path):
    digest = next(iter(manifest_of(archive)["files"]))
    place = tmp_path / "files" / digest[:2] / digest
    place.parent.mkdir(parents=True)
    place.write_bytes(b"left by a restore that was ended")
    read_backup(archive)
    assert list(verify()) == [(name, []) for name, _ in verify()]


def _damage(folder: Path) -> tuple[str, str, str]:
    """A PDF missing, a file of evidence swapped for another, another cut short; their digests."""
    files = sorted(Evidence.objects.filter(state="released").values_list("files__file", flat=True).distinct())
    pdf = RenderJob.objects.exclude(pdf=None).order_by("pk").first().pdf_id
    (folder / pdf[:2] / pdf).unlink()
    swapped, cut = files[:2]
    (folder / swapped[:2] / swapped).write_bytes((folder / files[2][:2] / files[2]).read_bytes())
    os.truncate(folder / cut[:2] / cut, 10)
    return pdf, swapped, cut


def _owner(digest: str) -> str:
    return f"the evidence with the receipt {Evidence.objects.get(files__file=digest).receipt}"


def test_the_images_user_backs_up_with_the_wheels_tools(committed_db):
    """As docker-compose.yml runs it: another user, no client programs on the path, all below /data."""
    ways = (Path(sys.prefix), Path(sys.executable).resolve().parent, ROOT)
    if os.geteuid() != 0 or not all(map(reachable_by_anyone, ways)):
        pytest.skip("only root runs as another user, who needs a way to the code")
    app = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["x-app"]["environment"]
    data = Path(tempfile.mkdtemp(prefix="data-", dir=HOME))
    shutil.copytree(default_storage.location, data / "files")
    (data / "backups").mkdir()
    for path in (data, *data.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    environment = {name: str(value).replace("/data", str(data)) for name, value in app.items()}
    environment |= {
        "DATABASE_URL": configured.PLACES.database_url(connection.settings_dict["NAME"]),
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "example.org",
        "SITE_URL": "https://example.org",
        "PATH": "/nowhere",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    archive = data / "backups" / "secrel.tar"
    done = subprocess.run(
        [sys.executable, "manage.py", "backup", str(archive)],
        cwd=ROOT,
        env=environment,
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        umask=0,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert f"{archive}: the audit trail up to entry {head()[0]}, files: 24" in done.stdout


@pytest.mark.parametrize(
    ("server", "programs", "sentence"),
    [
        (
            19,
            {},
            "The server is PostgreSQL 19, and pg_dump here is of version 18, which cannot read a newer server.",
        ),
        (19, {"pg_dump": 15}, "and pg_dump here is of version 18"),
        (15, {"pg_dump": 15}, ""),
        (19, {"pg_dump": 19}, ""),
    ],
)
def test_the_tools_are_never_older_than_the_server(db, tmp_path, monkeypatch, server, programs, sentence):
    for name, version in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.1 (Debian)'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin" if programs else str(tmp_path))
    monkeypatch.setitem(vars(connections["default"]), "pg_version", server * 10000)
    if sentence:
        with pytest.raises(BackupRefused, match=sentence):
            tool("pg_dump")
    else:
        own = programs["pg_dump"] >= server and server > 18
        assert tool("pg_dump") == str(
            tmp_path / "pg_dump" if own else configured.PLACES.client_program("pg_dump")
        )
