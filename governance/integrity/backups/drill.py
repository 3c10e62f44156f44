"""A restore drill: a restore into a scratch database and folder, by a process that has access to no others."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from governance.integrity.backups.manifest import BackupRefused
from secrel.servers.process import dies_with_parent, end

DRILL_LOCK = 0x5EC2
PREFIX = "secrel_drill_"


def drill(archive: Path, write: Callable[[str], object]) -> bool:
    """Restore and verify an archive in a scratch database and folder; True where it is complete and unchanged.

    `write` gets each line of output. Both are removed again, even if the drill is interrupted. If it is killed, the
    next drill removes them.
    """
    if not archive.is_file():
        raise BackupRefused(f"{archive} cannot be read: there is no such file.")
    with _scratch() as environment:
        process = subprocess.Popen(
            [
                sys.executable,
                str(settings.BASE_DIR / "manage.py"),
                "restore",
                str(archive.absolute()),
                "--with-damage",
            ],
            cwd=settings.BASE_DIR,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            process_group=0,
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )
        with process:
            try:
                for line in process.stdout or ():
                    write(line.rstrip("\n"))
            except BaseException:
                end(process, signal.SIGTERM, 5)
                raise
    return process.returncode == 0


@contextmanager
def _scratch() -> Iterator[dict[str, str]]:
    """Create a scratch database and folder; yields the environment variables that name them."""
    live = connection.settings_dict["NAME"]
    name = scratch_name(live)
    folder = settings.VAR / name
    if live.startswith(PREFIX):
        raise BackupRefused("This is the scratch database of a drill. Set DATABASE_URL to the one in use.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [DRILL_LOCK])
        if not cursor.fetchone()[0]:
            raise BackupRefused("Another drill is running. Wait until it has ended.")
    try:
        _remove(name, folder)  # left behind by a drill that was killed
        _create(name, folder)
        yield {"DATABASE_URL": _address(name), "FILES_DIR": str(folder)}
    finally:
        with _not_interrupted():
            connection.close()  # this connection may be broken
            _remove(name, folder)
            connection.close()


def scratch_name(live: str) -> str:
    """The name of the scratch database of a live one: always the same, so that the next drill finds it."""
    return PREFIX + hashlib.sha256(live.encode()).hexdigest()[:12]


def _create(name: str, folder: Path) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0")
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        user = connection.ops.quote_name(connection.settings_dict["USER"])
        raise BackupRefused(
            f"The scratch database could not be created ({reason}). If the database's user may not create one, "
            f"run ALTER ROLE {user} CREATEDB as the server's administrator."
        ) from error
    folder.mkdir(parents=True, mode=0o700)


def _remove(name: str, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


def _address(name: str) -> str:
    """DATABASE_URL with another database name."""
    if settings.EMBEDDED_DATABASE:
        return settings.PLACES.database_url(name)
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{quote(name)}").geturl()


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Ignore Ctrl-C and SIGTERM while the scratch database is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
