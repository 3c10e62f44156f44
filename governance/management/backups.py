"""Database and files as one set, in one archive: written at one moment, read back only into an empty installation.

The archive is a tar: `manifest.json` (the head of the record and the files named), `database.dump` (pg_dump's
custom format), and `files/<digest>` for each stored file.
"""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from secrel.core.models import StoredFile
from secrel.core.record import head

FORMAT = "secrel.backup/1"
DIGEST = re.compile(r"^files/([0-9a-f]{64})$")


class BackupRefused(Exception):
    """Says why a backup or a restore was not made; nothing was changed."""


@dataclass(frozen=True)
class Held:
    """What an archive holds."""

    head: tuple[int, str]
    files: list[str]


def write_backup(path: Path) -> Held:
    """Write all to `path`, which must not be there yet; it appears whole or not at all."""
    if path.exists():
        raise BackupRefused(f"{path} is there already. Name another file; a backup never overwrites one.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory() as folder, transaction.atomic():
            held = _dump(Path(folder) / "database.dump")
            with tarfile.open(unfinished, "w") as archive:
                manifest = {"format": FORMAT, "head": list(held.head), "files": held.files}
                _add(archive, "manifest.json", io.BytesIO(json.dumps(manifest).encode()))
                archive.add(Path(folder) / "database.dump", "database.dump")
                for digest in held.files:
                    _add_file(archive, digest)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return held


def _dump(into: Path) -> Held:
    """The database as it is at one moment, with the head and the files of that very moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
    held = Held(head(), list(StoredFile.objects.order_by("digest").values_list("digest", flat=True)))
    _run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--file={into}",
    )
    return held


def _add_file(archive: tarfile.TarFile, digest: str) -> None:
    stored = StoredFile(digest=digest)
    if not default_storage.exists(stored.path):
        raise BackupRefused(
            f"The file {digest[:12]} is missing from the storage, so this is no whole set. verify_record names what "
            "it belongs to."
        )
    with default_storage.open(stored.path) as file:
        _add(archive, f"files/{digest}", file)


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes] | File) -> None:
    entry = tarfile.TarInfo(name)
    file.seek(0, os.SEEK_END)
    entry.size = file.tell()
    file.seek(0)
    archive.addfile(entry, file)


def read_backup(path: Path) -> Held:
    """Bring an archive into an empty installation: first its files, each checked by its digest, then the database."""
    _refuse_unless_empty()
    try:
        with tarfile.open(path) as archive:
            held = _manifest(archive)
            for digest in held.files:
                _keep_file(archive, digest)
            with tempfile.NamedTemporaryFile(suffix=".dump") as dump:
                shutil.copyfileobj(_member(archive, "database.dump"), dump)
                dump.flush()
                options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
                _run("pg_restore", *options, "--exit-on-error", f"--dbname={_name()}", dump.name)
    except (tarfile.TarError, OSError, json.JSONDecodeError) as error:
        raise BackupRefused(f"{path} cannot be read as a backup: {error}.") from error
    connection.close()
    return held


def _manifest(archive: tarfile.TarFile) -> Held:
    said: dict[str, Any] = json.load(_member(archive, "manifest.json"))
    if said.get("format") != FORMAT:
        raise BackupRefused(f"It is no backup of this kind: it says {said.get('format')!r}, not {FORMAT!r}.")
    return Held(tuple(said["head"]), said["files"])


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        file = archive.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise BackupRefused(f"The archive lacks {name}: it is not whole. Take an earlier one.")
    return file


def _keep_file(archive: tarfile.TarFile, digest: str) -> None:
    """Each file under its digest; what is not what its name says stops the restore."""
    if not DIGEST.match(f"files/{digest}"):
        raise BackupRefused(f"The archive names a file {digest[:80]!r}, which is no digest.")
    file = _member(archive, f"files/{digest}")
    if hashlib.file_digest(file, "sha256").hexdigest() != digest:
        raise BackupRefused(f"The file {digest[:12]} was changed in the archive. Take an earlier one.")
    stored = StoredFile(digest=digest)
    if not default_storage.exists(stored.path):
        file.seek(0)
        default_storage.save(stored.path, File(file))


def _refuse_unless_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('core_auditentry') IS NOT NULL")
        (known,) = cursor.fetchone()
        if known:
            cursor.execute("SELECT count(*) FROM core_auditentry")
            (entries,) = cursor.fetchone()
            if entries:
                raise BackupRefused(
                    f"This installation is not empty: its record has {entries} entries. Restore into a new one."
                )


def _name() -> str:
    return connection.settings_dict["NAME"]


def _run(tool: str, *arguments: str) -> None:
    """A tool of PostgreSQL against our database: the embedded server's own, or that on the machine's path."""
    place = str(settings.PLACES.postgres_home() / "bin" / tool) if settings.EMBEDDED_DATABASE else tool
    if not settings.EMBEDDED_DATABASE and shutil.which(tool) is None:
        raise BackupRefused(f"{tool} is not on this machine. Install PostgreSQL's client programs.")
    known = connection.settings_dict
    environment = os.environ | {
        f"PG{name}": str(known[key])
        for name, key in (("HOST", "HOST"), ("PORT", "PORT"), ("USER", "USER"), ("PASSWORD", "PASSWORD"))
        if known.get(key)
    }
    environment |= {"PGDATABASE": _name()}
    if known.get("OPTIONS", {}).get("host"):
        environment["PGHOST"] = str(known["OPTIONS"]["host"])
    done = subprocess.run([place, *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise BackupRefused(f"{tool} failed: {done.stderr.strip()[-400:]}")
