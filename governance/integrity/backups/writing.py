"""Writing an archive: the database at one moment, and each of its files checked against its digest."""

import errno
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from governance.integrity.backups.manifest import (
    BackupRefused,
    DamagedMember,
    Manifest,
    StoredMember,
    file_name,
    manifest_text,
)
from governance.integrity.backups.owners import owners_of_files
from governance.integrity.backups.tools import dump_database
from governance.integrity.verify.files import fault_of
from secrel.core.changes.record import head
from secrel.core.models.files import StoredFile
from secrel.core.processes.no_room import is_full

MODE = 0o600  # an archive holds accounts and everything confidential


def write_backup(path: Path, *, with_damage: bool = False) -> Manifest:
    """Write a new archive at `path`, whole or not at all.

    Raises BackupRefused for damaged or missing files, unless `with_damage` asks to save the rest.
    """
    _refuse_place(path)
    try:
        with tempfile.TemporaryFile(dir=path.parent) as dump:
            held = _dump(dump)
            damage = _damage(held)
            if damage and not with_damage:
                raise BackupRefused(_refusal(damage))
            with _new_file(path) as file:
                return _write(file, held, damage, dump)
    except OSError as error:
        room = " Free some space, or choose a file on another disk." if is_full(error) else ""
        raise BackupRefused(
            f"{path} cannot be written: {error.strerror or error}.{room} Nothing was saved."
        ) from error


def _refuse_place(path: Path) -> None:
    if os.path.lexists(path):
        raise BackupRefused(f"{path} already exists. Choose another name; a backup never overwrites a file.")
    if not path.parent.is_dir():
        raise BackupRefused(f"There is no folder {path.parent}. Create it, or choose another folder.")


def _dump(into: IO[bytes]) -> Manifest:
    """Dump the database at one moment; returns the manifest with the head and the files of that moment."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        end, owners = head(), owners_of_files()
        dump_database(snapshot, into)
    digest = hashlib.file_digest(into, "sha256").hexdigest()
    return Manifest(
        end, {name: StoredMember(None, of) for name, of in owners.items()}, dump=(digest, into.tell())
    )


def _damage(held: Manifest) -> dict[str, DamagedMember]:
    """The files that are missing or do not match their digest, by digest."""
    found = {}
    for digest, stored in held.named.items():
        fault = fault_of(StoredFile(digest=digest))
        if fault:
            found[digest] = DamagedMember(file_name(digest), fault, stored.of)
    return found


def _refusal(damage: dict[str, DamagedMember]) -> str:
    lines = "".join(f"\n  {row}" for row in damage.values())
    return (
        f"No backup was written, because stored files are damaged or missing ({len(damage)}):{lines}\n"
        "Bring them back from an earlier backup. To back up everything else, run backup again with --with-damage."
    )


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner can read. It gets its name at the end of the block, if no error is raised."""
    unfinished = path.with_name(f".{path.name[:200]}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, MODE)  # in spite of the umask
            yield file
            file.flush()
            os.fsync(descriptor)
        _name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _name(unfinished: Path, path: Path) -> None:
    """Give the file its name, never over another file."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise BackupRefused(
            f"{path} was created by somebody else in the meantime. Choose another name."
        ) from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        _refuse_place(path)  # a file system without hard links
        unfinished.replace(path)


def _write(file: IO[bytes], held: Manifest, damage: dict[str, DamagedMember], dump: IO[bytes]) -> Manifest:
    sizes = {
        digest: default_storage.size(StoredFile(digest=digest).path) for digest in held.named.keys() - damage
    }
    named = {
        digest: replace(stored, size=sizes[digest])
        for digest, stored in held.named.items()
        if digest in sizes
    }
    written = replace(held, named=named, damage=list(damage.values()))
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        text = manifest_text(written, damage)
        _add(archive, "manifest.json", len(text), io.BytesIO(text))
        dump.seek(0)
        _add(archive, "database.dump", held.dump[1] if held.dump else 0, dump)
        for digest, stored in named.items():
            with default_storage.open(StoredFile(digest=digest).path) as content:
                copied = DigestingReader(content)
                _add(archive, f"files/{digest}", stored.size or 0, copied)
            if copied.digest.hexdigest() != digest:
                raise BackupRefused(f"{file_name(digest)} was changed while it was copied. Run backup again.")
    return written


class DigestingReader:
    """A file whose digest is computed while it is read."""

    def __init__(self, file: IO[bytes] | File) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.digest.update(part)
        return part


def _add(archive: tarfile.TarFile, name: str, size: int, file: Any) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, MODE
    archive.addfile(entry, file)
