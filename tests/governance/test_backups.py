"""Backup and restore: one set, at one moment, into an empty installation only; the copy verifies."""

import io
import json
import tarfile

import psycopg
import pytest
from django.conf import settings as configured
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from governance.documents.verify import verify
from governance.management.backups import BackupRefused, read_backup, write_backup
from governance.models import Evidence, Snapshot
from secrel.core.models import StoredFile
from secrel.core.record import head
from tests.conftest import connected_to


@pytest.fixture
def archive(committed_db, tmp_path):
    path = tmp_path / "secrel.tar"
    write_backup(path)
    return path


@pytest.fixture
def elsewhere(archive, tmp_path, settings):
    """An empty database and an empty folder for files."""
    name = "secrel_restored"
    _server(f'CREATE DATABASE "{name}"')
    options = {"location": str(tmp_path / "files")}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    with connected_to(name):
        yield
    _server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _server(statement: str) -> None:
    with psycopg.connect(
        host=str(configured.PLACES.sockets), user="secrel", dbname="postgres", autocommit=True
    ) as server:
        server.execute(statement)


def without(archive, tmp_path, name: str, instead: bytes | None = None):
    """The archive without a member, or with another content in its place."""
    other = tmp_path / "other.tar"
    with tarfile.open(archive) as old, tarfile.open(other, "w") as new:
        for member in old.getmembers():
            content = old.extractfile(member).read()
            if member.name == name:
                if instead is None:
                    continue
                content, member.size = instead, len(instead)
            new.addfile(member, io.BytesIO(content))
    return other


def test_a_restored_copy_verifies_and_has_the_same_digests(archive, elsewhere):
    held = read_backup(archive)
    assert head() == held.head
    assert {name: found for name, found in verify() if found} == {}
    assert set(StoredFile.objects.values_list("digest", flat=True)) == set(held.files)
    assert Snapshot.objects.count() == 33
    file = Evidence.objects.filter(state="released").first().files.get().file
    assert default_storage.open(file.path).read().endswith(b"An example of a report that shows it.\n")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname IN ('written_once', 'released_stays')")
        assert cursor.fetchone()[0] == 23


def test_the_command_says_the_head_and_verifies(archive, elsewhere):
    out = io.StringIO()
    call_command("restore", archive, stdout=out)
    assert "Record: ok" in out.getvalue()
    with pytest.raises(CommandError, match="This installation is not empty"):
        call_command("restore", archive)


def test_a_backup_overwrites_nothing(archive):
    kept = archive.read_bytes()
    with pytest.raises(BackupRefused, match="is there already"):
        write_backup(archive)
    assert archive.read_bytes() == kept


def test_a_backup_without_a_file_that_is_named_is_none(committed_db, tmp_path, settings):
    options = {"location": str(tmp_path / "nothing")}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    with pytest.raises(BackupRefused, match="is missing from the storage, so this is no whole set"):
        write_backup(tmp_path / "secrel.tar")
    assert list(tmp_path.glob("*")) == []


def test_what_was_changed_in_an_archive_or_is_no_archive_is_refused(archive, elsewhere, tmp_path):
    with tarfile.open(archive) as whole:
        file = next(name for name in whole.getnames() if name.startswith("files/"))
    foreign = json.dumps({"format": "x"}).encode()
    for name, instead, sentence in (
        (file, b"other", "was changed in the archive"),
        (file, None, f"The archive lacks {file}"),
        ("database.dump", None, "The archive lacks database.dump"),
        ("database.dump", b"PGDMP no", "pg_restore failed"),
        ("manifest.json", foreign, "It is no backup of this kind"),
    ):
        with pytest.raises(BackupRefused, match=sentence):
            read_backup(without(archive, tmp_path, name, instead))
    (tmp_path / "notes.txt").write_text("no archive")
    with pytest.raises(BackupRefused, match="cannot be read as a backup"):
        read_backup(tmp_path / "notes.txt")
