"""Restoring an archive into an empty installation: check it, then store its files, then restore its database."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from governance.integrity.backups.archive import BROKEN, DUMP, Archive, open_archive
from governance.integrity.backups.emptiness import clear, refuse_unless_empty
from governance.integrity.backups.manifest import BackupRefused, Manifest
from governance.integrity.backups.tools import restore_database
from governance.integrity.verify.files import fault_of
from governance.integrity.verify.whole import verify
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.record import head
from secrel.core.models.files import StoredFile
from secrel.core.processes.unfinished_restore import mark_restore, unmark_restore

RESTORE_LOCK = 0x5EC1


def read_backup(path: Path, *, with_damage: bool = False) -> Manifest:
    """Restore files and database into an empty installation. Nothing is changed if it raises BackupRefused."""
    with open_archive(path) as archive, _alone():
        _refuse(archive, with_damage)
        _bring_in(archive)
    connection.close()
    return archive.held


def restore_backup(path: Path, *, with_damage: bool = False) -> tuple[Archive, list[tuple[str, list[str]]]]:
    """Restore, migrate and verify an archive; returns the archive, and the checks with their findings.

    Until it has ended the installation is marked as unfinished: nothing else starts, and restore can be run again.
    """
    with open_archive(path) as archive, _alone():
        _refuse(archive, with_damage)
        mark_restore(path.name)
        _bring_in(archive)
        call_command("migrate", verbosity=0, interactive=False)
        _refuse_other_record(archive.held)
        checks = list(verify())
        unmark_restore()
    return archive, checks


@contextmanager
def _alone() -> Iterator[None]:
    """Allow one restore at a time. The lock ends with the connection, so a killed restore does not hold it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RESTORE_LOCK])
        if not cursor.fetchone()[0]:
            raise BackupRefused("Another restore is running here. Wait until it has ended.")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [RESTORE_LOCK])


def _refuse(archive: Archive, with_damage: bool) -> None:
    refuse_unless_empty()
    if archive.damage and not with_damage:
        lines = "".join(f"\n  {row}" for row in archive.damage)
        raise BackupRefused(
            f"Nothing was restored, because the archive is damaged:{lines}\n"
            "Use an earlier archive. To restore everything else from this one, run restore again with --with-damage."
        )
    _refuse_without_room(archive)


def _refuse_without_room(archive: Archive) -> None:
    folder: Any = getattr(default_storage, "location", None)
    if folder is None:
        return
    place = next(part for part in (Path(folder), *Path(folder).parents) if part.exists())
    needed = sum(archive.members[f"files/{digest}"].size for digest in archive.good)
    free = shutil.disk_usage(place).free
    if needed > free and any(not default_storage.exists(StoredFile(digest=row).path) for row in archive.good):
        raise BackupRefused(
            f"There is not enough space for the files: they need {needed:,} bytes, and {place} has {free:,}. Nothing "
            "was changed. Free some space, then try again."
        )


def _bring_in(archive: Archive) -> None:
    try:
        for digest in archive.good:
            _store_file(archive, digest)
        clear()
        restore_database(archive.open(DUMP))
    except BROKEN as error:  # it could be read a moment ago
        raise BackupRefused(f"{archive.path} could not be read again: {error}. Run restore again.") from error


def _store_file(archive: Archive, digest: str) -> None:
    """Store a file, unless it is stored already and matches its digest."""
    stored = StoredFile(digest=digest)
    if not fault_of(stored):
        return
    try:
        default_storage.save(stored.path, File(archive.open(f"files/{digest}")))
    except (OSError, RuleBroken) as error:
        raise BackupRefused(
            f"The file {digest[:12]} could not be stored: {error} The database was not changed yet. Run restore again."
        ) from error
    if fault := fault_of(stored):
        raise BackupRefused(f"The file {digest[:12]} {fault}, just after it was restored. Run restore again.")


def _refuse_other_record(held: Manifest) -> None:
    if head() != held.head:
        position, digest = held.head
        raise BackupRefused(
            f"The audit trail does not end where the archive says: entry {position}, {digest}. The archive was "
            "changed. This installation cannot be used: run restore again with an earlier archive."
        )
