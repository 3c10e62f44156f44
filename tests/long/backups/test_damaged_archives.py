"""Damaged and foreign archives: everything is checked before anything is changed."""

import gzip
import io
import os
import tarfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from governance.integrity.backups.manifest import BackupRefused
from governance.integrity.backups.restoring import read_backup
from secrel.core.models.files import StoredFile
from tests.governance.integrity.archives import (
    as_version_before,
    manifest_of,
    member,
    rewritten,
    with_manifest,
    without,
)


@pytest.fixture
def nothing_changed(elsewhere, tmp_path):
    """After each refusal the database has no table and the storage no file."""
    yield
    assert connection.introspection.table_names() == []
    assert not (tmp_path / "files").exists()


def test_a_damaged_dump_is_never_restored(archive, nothing_changed):
    with tarfile.open(archive) as tar:
        dump = tar.extractfile("database.dump").read()
    flipped = bytearray(dump)
    flipped[-3000] ^= 1  # in a table's rows, where pg_restore sees it too
    other = with_manifest(archive, lambda data: data["dump"].update(digest="0" * 64))
    for damaged, sentence in (
        (without(archive, "database.dump"), "database.dump is missing"),
        (
            without(archive, "database.dump", bytes(flipped)),
            "its dump is not the one that the manifest names",
        ),
        (without(archive, "database.dump", dump[:-2000]), "its dump is not the one that the manifest names"),
        (other, "its dump is not the one that the manifest names"),
        (without(as_version_before(archive), "database.dump", bytes(flipped)), "pg_restore failed"),
        (without(as_version_before(archive), "database.dump", dump[:-2000]), "pg_restore failed"),
        (without(as_version_before(archive), "database.dump", b"PGDMP no"), "pg_restore failed"),
    ):
        for options in ([], ["--with-damage"]):
            with pytest.raises(CommandError, match=f"damaged or missing: {sentence}"):
                call_command("restore", damaged, *options)


def test_with_damage_names_damaged_files_and_restores_the_rest(archive, elsewhere, tmp_path):
    files = manifest_of(archive)["files"]
    flipped, gone, swapped, cut = list(files)[:4]

    def change(members):
        by_name = {entry.name: content for entry, content in members}
        for entry, content in members:
            if entry.name == f"files/{flipped}":
                content = bytes([content[0] ^ 1]) + content[1:]
            if entry.name == f"files/{swapped}":
                content = by_name[f"files/{gone}"]
            if entry.name == f"files/{cut}":
                content = content[:5]
            if entry.name != f"files/{gone}":
                yield entry, content

    damaged = rewritten(archive, change)
    with pytest.raises(CommandError) as refused:
        call_command("restore", damaged)
    owner = files[gone]["of"][0]
    assert f"The file {gone[:12]} is missing from the archive. It belongs to {owner}." in str(refused.value)
    assert f"The file {flipped[:12]} was changed in the archive. It belongs to" in str(refused.value)
    for digest in (swapped, cut):
        assert f"The file {digest[:12]} was changed in the archive: its size is different." in str(
            refused.value
        )
    assert connection.introspection.table_names() == []
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("restore", damaged, "--with-damage", stdout=out)
    assert out.getvalue().count("Not restored: ") == 4
    assert "Audit trail: ok" in out.getvalue()
    assert "is missing from the storage." in out.getvalue()
    stored = {path.name for path in (tmp_path / "files").rglob("*") if path.is_file()}
    assert stored == set(StoredFile.objects.values_list("digest", flat=True)) - {flipped, gone, swapped, cut}


def test_a_truncated_archive_names_its_missing_files(archive, elsewhere):
    with tarfile.open(archive) as tar:
        last, before = tar.getmembers()[-1], tar.getmembers()[-2]
    cut = archive.with_name("cut.tar")
    cut.write_bytes(archive.read_bytes()[: last.offset_data + 20])
    with pytest.raises(BackupRefused) as refused:
        read_backup(cut)
    assert f"The file {last.name[6:18]} is cut off in the archive." in str(refused.value)
    cut.write_bytes(archive.read_bytes()[: before.offset + 512])
    with pytest.raises(BackupRefused) as refused:
        read_backup(cut)
    assert f"The file {last.name[6:18]} is missing from the archive." in str(refused.value)
    assert f"The file {before.name[6:18]} is cut off in the archive." in str(refused.value)
    held = read_backup(cut, with_damage=True)
    assert StoredFile.objects.count() == len(held.files)


def test_a_wrong_manifest_gets_a_sentence(archive, nothing_changed):
    longer = with_manifest(
        archive, lambda data: data["files"].update({"../../etc/passwd": {"size": 1, "of": []}})
    )
    for damaged, sentence in (
        (without(archive, "manifest.json"), "does not begin with manifest.json"),
        (without(archive, "manifest.json", b"{"), "manifest cannot be read"),
        (without(archive, "manifest.json", b"\xff\xfe"), "manifest cannot be read"),
        (without(archive, "manifest.json", b"[" * 100_000), "manifest cannot be read"),
        (without(archive, "manifest.json", b"[]"), "This is not a backup that this version can read"),
        (
            without(archive, "manifest.json", b'{"format": ["x"]}'),
            "This is not a backup that this version can read",
        ),
        (
            without(archive, "manifest.json", b'{"format": "secrel.backup/9"}'),
            "If a later version of secrel wrote it",
        ),
        (
            without(archive, "manifest.json", b'{"format": "secrel.backup/1"}'),
            "'head' is a required property",
        ),
        (with_manifest(archive, lambda data: data.update(head=["x", 1])), r"\(at head/0\)"),
        (with_manifest(archive, lambda data: data.update(files=[])), r"\(at files\)"),
        (longer, "passwd' does not match"),
    ):
        with pytest.raises(BackupRefused, match=sentence):
            read_backup(damaged, with_damage=True)


def test_an_audit_trail_with_another_end_leaves_the_restore_unfinished(archive, elsewhere, client):
    """The manifest was changed, so the archive cannot be trusted; another one restores over it."""
    wrong = with_manifest(archive, lambda data: data.update(head=[data["head"][0] - 1, data["head"][1]]))
    with pytest.raises(CommandError, match="The audit trail does not end where the archive says"):
        call_command("restore", wrong)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["database"].startswith(
        f"A restore of {wrong.name} was started here but did not finish"
    )
    call_command("restore", archive, stdout=io.StringIO())
    assert client.get("/health/").status_code == 200


def test_paths_outside_links_and_second_members_are_named_and_never_written(archive, elsewhere, tmp_path):
    first, second = list(manifest_of(archive)["files"])[:2]
    outside = tmp_path.parent / "escaped"

    def change(members):
        others = [pair for pair in members if pair[0].name != f"files/{first}"]
        return [
            *others,
            member(f"files/{first}", kind=tarfile.SYMTYPE, link="/etc/passwd"),
            member(f"files/{second}", b"again"),
            member(f"../../{outside.name}", b"x"),
            member("/etc/secrel-was-here", b"x"),
            member("files/../../x", kind=tarfile.LNKTYPE, link="database.dump"),
            member("files/device", kind=tarfile.CHRTYPE),
            member("files", kind=tarfile.DIRTYPE),
        ]

    other = rewritten(archive, change)
    with pytest.raises(BackupRefused) as refused:
        read_backup(other)
    message = str(refused.value)
    assert f"“files/{first}” is a link or a sparse file, not an ordinary file." in message
    assert f"The file {first[:12]} is missing from the archive." in message
    assert f"“files/{second}” is in the archive twice; only the first is used." in message
    for name in (f"../../{outside.name}", "/etc/secrel-was-here", "files/../../x", "files/device", "files"):
        assert f"“{name}” does not belong in a backup; it is left out." in message
    read_backup(other, with_damage=True)
    assert not outside.exists()
    assert not os.path.exists("/etc/secrel-was-here")
    stored = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert {path.name for path in stored} == set(manifest_of(archive)["files"]) - {first}
    assert not any(path.is_symlink() for path in stored)


def test_a_huge_member_or_very_many_are_refused_quickly(archive, nothing_changed):
    digest = next(iter(manifest_of(archive)["files"]))

    def sparse(members):
        for entry, content in members:
            if entry.name == f"files/{digest}":
                entry = tarfile.TarInfo(entry.name)
                entry.pax_headers = {
                    "GNU.sparse.map": "0,0",
                    "GNU.sparse.size": str(10**15),
                    "GNU.sparse.realsize": str(10**15),
                }
                entry.size, content = 0, b""
            yield entry, content

    with pytest.raises(BackupRefused, match=f"files/{digest}” is a link or a sparse file"):
        read_backup(rewritten(archive, sparse))
    many = rewritten(archive, lambda members: [*members, *(member(f"x{n}") for n in range(60))])
    with pytest.raises(BackupRefused, match="more than 50 things that do not belong in a backup"):
        read_backup(many, with_damage=True)
    huge = archive.with_name("huge.tar")
    entry = tarfile.TarInfo("manifest.json")
    entry.size = 10**15
    huge.write_bytes(entry.tobuf() + b"x" * 512)
    with pytest.raises(BackupRefused, match="manifest is too large"):
        read_backup(huge)
    backwards = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    _write_size(backwards, -512)
    huge.write_bytes(archive.read_bytes()[:1024] + bytes(backwards) + b"\0" * 1024)
    with pytest.raises(BackupRefused):
        read_backup(huge)


def _write_size(header: bytearray, size: int) -> None:
    """A negative size, which base-256 allows, with a correct checksum."""
    header[124:136] = (256**12 + size).to_bytes(12, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])


def test_a_file_that_is_not_an_archive_is_refused(archive, nothing_changed):
    folder = archive.parent
    (folder / "notes.txt").write_text("no archive")
    (folder / "empty.tar").write_bytes(b"")
    (folder / "zeros.tar").write_bytes(b"\0" * 10240)
    (folder / "packed.tar.gz").write_bytes(gzip.compress(archive.read_bytes()[:2048]))
    os.mkfifo(folder / "pipe.tar")
    for name, sentence in (
        ("notes.txt", "cannot be read as a backup"),
        ("empty.tar", "cannot be read as a backup"),
        ("zeros.tar", "cannot be read as a backup: it is empty"),
        ("packed.tar.gz", "is compressed. Unpack it first, with gunzip."),
        ("pipe.tar", "it is not an ordinary file"),
        ("nothing.tar", "cannot be read: No such file or directory."),
        (".", "cannot be read: Is a directory."),
    ):
        with pytest.raises(BackupRefused, match=sentence):
            read_backup(folder / name)
