"""Archives damaged on purpose, and empty installations to restore them into."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from governance.integrity.backups.writing import write_backup
from tests.conftest import connected_to
from tests.prepare import on_server

NUMBERS = count(1)
Member = tuple[tarfile.TarInfo, bytes]


def files_in(settings, folder: Path) -> None:
    """Use this folder as the storage from now on."""
    options = {"location": str(folder)}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


@contextmanager
def empty_database(name: str = "secrel_restored", template: str = "template0"):
    connection.close()  # it may be the template
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        with connected_to(name):
            yield
    finally:
        on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def archive(committed_db, tmp_path):
    path = tmp_path / "secrel.tar"
    write_backup(path)
    return path


@pytest.fixture
def elsewhere(archive, tmp_path, settings):
    """An empty database and an empty folder for files."""
    files_in(settings, tmp_path / "files")
    with empty_database():
        yield


@pytest.fixture
def own_files(committed_db, tmp_path, settings):
    """A copy of the stored files, to damage."""
    shutil.copytree(default_storage.location, tmp_path / "stored")
    files_in(settings, tmp_path / "stored")
    return tmp_path / "stored"


def rewritten(archive: Path, change: Callable[[list[Member]], list[Member]]) -> Path:
    """The archive with other members, under a name of its own."""
    with tarfile.open(archive) as old:
        members = [
            (member, old.extractfile(member).read() if member.isreg() else b"") for member in old.getmembers()
        ]
    other = archive.with_name(f"other-{next(NUMBERS)}.tar")
    with tarfile.open(other, "w") as new:
        for member, content in change(members):
            if member.isreg() and not member.issparse():
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return other


def without(archive: Path, name: str, instead: bytes | None = None) -> Path:
    """The archive without a member, or with another content in its place."""

    def change(members: list[Member]) -> list[Member]:
        replaced = [(member, instead if member.name == name else content) for member, content in members]
        return [(member, content) for member, content in replaced if content is not None]

    return rewritten(archive, change)


def with_manifest(archive: Path, change: Callable[[dict], object]) -> Path:
    """The archive with its manifest changed in place."""
    data = manifest_of(archive)
    change(data)
    return without(archive, "manifest.json", json.dumps(data).encode())


def manifest_of(archive: Path) -> dict:
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile("manifest.json"))


def member(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> Member:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname, entry.size = kind, link, len(content)
    return entry, content


def as_version_before(archive: Path) -> Path:
    """The archive in the format before: no digest of the dump, files as a list."""

    def change(members: list[Member]) -> list[Member]:
        manifest = json.loads(members[0][1])
        earlier = {"format": "secrel.backup/1", "head": manifest["head"], "files": list(manifest["files"])}
        return [(members[0][0], json.dumps(earlier).encode()), *members[1:]]

    return rewritten(archive, change)
