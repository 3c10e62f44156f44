"""Reading an archive. All of it is checked before anything is changed.

Members are looked up by the names in the manifest, and only plain files count. Nothing is unpacked by its own name.
All other members (a link, a path outside, a second member of one name) are reported as damage.
"""

import hashlib
import os
import stat
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from governance.integrity.backups.manifest import (
    MOST_BYTES,
    BackupRefused,
    DamagedMember,
    Manifest,
    file_name,
    read_manifest,
)
from governance.integrity.backups.tools import read_through, tool

MANIFEST, DUMP = "manifest.json", "database.dump"
MOST_FOREIGN = 50
PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
BROKEN = (tarfile.TarError, OSError, ValueError, OverflowError, RecursionError, EOFError)
COMPRESSED = {b"\x1f\x8b": "gunzip", b"BZh": "bunzip2", b"\xfd7zXZ": "unxz", b"\x28\xb5\x2f\xfd": "unzstd"}


class Archive:
    """The members of an archive, and in `damage` everything that is wrong with it."""

    def __init__(self, tar: tarfile.TarFile, path: Path) -> None:
        self.tar, self.path = tar, path
        self.members: dict[str, tarfile.TarInfo] = {}
        self.damage: list[DamagedMember] = []
        self.held = self._read_members()
        self.damage += self.held.damage
        self._check_dump()
        self.good = [digest for digest in self.held.named if self._is_good(digest)]

    def open(self, name: str) -> IO[bytes]:
        """Open a plain member; raises BackupRefused where it is missing."""
        member = self.members.get(name)
        file = self.tar.extractfile(member) if member else None
        if file is None:
            raise BackupRefused(f"The archive is incomplete: {name} is missing. Use an earlier one.")
        return file

    def _read_members(self) -> Manifest:
        """Index the members. The manifest is the first, and names the others."""
        held, last, foreign = None, -1, 0
        try:
            while (member := self.tar.next()) is not None:
                if member.offset <= last:
                    raise tarfile.ReadError("a member ends before it begins")
                last = member.offset
                if held is None:
                    held = self._manifest(member)
                    expected = {MANIFEST, DUMP} | {f"files/{digest}" for digest in held.named}
                elif member.name in expected - self.members.keys() and _is_plain(member):
                    self.members[member.name] = member
                else:
                    foreign += 1
                    self._note_foreign(member, expected, foreign)
                self.tar.members = []  # our own index is enough
        except BROKEN as error:
            if held is None:
                raise BackupRefused(f"{self.path} cannot be read as a backup: {error}.") from error
            self.damage.append(DamagedMember("The archive", f"is cut off or damaged in the middle ({error})"))
        if held is None:
            raise BackupRefused(f"{self.path} cannot be read as a backup: it is empty.")
        return held

    def _manifest(self, member: tarfile.TarInfo) -> Manifest:
        if member.name != MANIFEST or not _is_plain(member):
            raise BackupRefused(
                f"The archive does not begin with {MANIFEST}. It was not written by `backup`, or was changed "
                "later."
            )
        if member.size > MOST_BYTES:
            raise BackupRefused(
                f"The archive's manifest is too large ({member.size} bytes). It was not written by `backup`, or was "
                "changed later."
            )
        self.members[MANIFEST] = member
        text = self.open(MANIFEST).read()
        return read_manifest(text)

    def _note_foreign(self, member: tarfile.TarInfo, expected: set[str], count: int) -> None:
        if count > MOST_FOREIGN:
            raise BackupRefused(
                f"The archive holds more than {MOST_FOREIGN} things that do not belong in a backup. It was not written "
                "by `backup`, or was changed later. Use another."
            )
        name = member.name[:80]
        if member.name not in expected:
            fault = "does not belong in a backup; it is left out"
        elif not _is_plain(member):
            fault = "is a link or a sparse file, not an ordinary file"
        else:
            fault = "is in the archive twice; only the first is used"
        self.damage.append(DamagedMember(f"“{name}”", fault))

    def _check_dump(self) -> None:
        """Raise BackupRefused where the database dump is missing or damaged. Nothing is restored without it."""
        tool("pg_restore")  # a missing program is not damage
        try:
            member = self.members[DUMP]
            if self.held.dump is not None:
                digest, size = self.held.dump
                if member.size != size or _digest(self.open(DUMP)) != digest:
                    raise BackupRefused("its dump is not the one that the manifest names")
            read_through(self.open(DUMP))
        except (BackupRefused, KeyError, *BROKEN) as error:
            reason = f"{DUMP} is missing" if isinstance(error, KeyError) else str(error).rstrip(".")
            raise BackupRefused(
                f"The database in the archive is damaged or missing: {reason}. Nothing can be restored without it. Use "
                "an earlier archive."
            ) from error

    def _is_good(self, digest: str) -> bool:
        stored, name = self.held.named[digest], f"files/{digest}"
        member = self.members.get(name)
        fault = ""
        if member is None:
            fault = "is missing from the archive"
        elif stored.size not in (None, member.size):
            fault = "was changed in the archive: its size is different"
        else:
            try:
                if _digest(self.open(name)) != digest:
                    fault = "was changed in the archive"
            except BROKEN:
                fault = "is cut off in the archive"
        if fault:
            self.damage.append(DamagedMember(file_name(digest), fault, stored.of))
        return not fault


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open and check an archive; raises BackupRefused where nothing of it can be restored."""
    try:
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    except OSError as error:
        raise BackupRefused(f"{path} cannot be read: {error.strerror}.") from error
    with file:
        _refuse_other_kind(file, path)
        try:
            tar = tarfile.open(fileobj=file, mode="r:", errorlevel=2)
        except BROKEN as error:
            raise BackupRefused(f"{path} cannot be read as a backup: {error}.") from error
        with tar:
            yield Archive(tar, path)


def _refuse_other_kind(file: IO[bytes], path: Path) -> None:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        raise BackupRefused(f"{path} cannot be read as a backup: it is not an ordinary file.")
    begin = file.read(8)
    file.seek(0)
    for mark, program in COMPRESSED.items():
        if begin.startswith(mark):
            raise BackupRefused(f"{path} is compressed. Unpack it first, with {program}.")


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type in PLAIN and not member.issparse()


def _digest(file: IO[bytes]) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()
