"""pg_dump and pg_restore: those of the wheel, else those on the machine's path, never older than the server."""

import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from typing import IO, Any

from django.conf import settings
from django.db import connection
from psycopg import pq

from governance.integrity.backups.manifest import BackupRefused

KNOWS_TRANSACTION_TIMEOUT = 170_000
NO_ROOM = "No space left on device"
NOT_FOR_TOOLS = {"dbname", "password", "options", "client_encoding"}


def tool(name: str) -> str:
    """The program of this name that is of the server's version or a later one; raises BackupRefused with why not."""
    server = connection.pg_version // 10000
    versions = {place: _version(place) for place in _places(name)}
    for place, version in versions.items():
        if version >= server:
            return place
    if not versions:
        raise BackupRefused(
            f"{name} is not on this machine. Install the client programs of PostgreSQL {server}."
        )
    raise BackupRefused(
        f"The server is PostgreSQL {server}, and {name} here is of version {max(versions.values())}, which cannot read "
        f"a newer server. Install the client programs of PostgreSQL {server} on this machine, or update secrel."
    )


def _places(name: str) -> list[str]:
    found = [settings.PLACES.client_program(name), shutil.which(name)]
    return [str(place) for place in found if place]


@cache
def _version(place: str) -> int:
    """The major version that a program says it is of; 0 where it does not run."""
    try:
        said = subprocess.run([place, "--version"], capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def dump_database(snapshot: str, into: IO[bytes]) -> None:
    """Write the database as it is in an exported snapshot.

    By the file's name, as pg_dump does not go back to complete its table of contents on standard output.
    """
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    _run("pg_dump", *options, f"--file=/dev/fd/{into.fileno()}", passed=into)


def read_through(dump: IO[bytes]) -> None:
    """Read a dump from end to end without a database; raises BackupRefused where it cannot be read."""
    _run("pg_restore", "--file=/dev/null", given=dump, connected=False)


def restore_database(dump: IO[bytes]) -> None:
    """Bring a dump into our database, all of it or nothing."""
    if connection.pg_version < KNOWS_TRANSACTION_TIMEOUT:
        _restore_as_script(dump)
        return
    options = (
        "--clean",
        "--if-exists",
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
    )
    _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", given=dump)


def _restore_as_script(dump: IO[bytes]) -> None:
    """The same, on a server that does not know a setting which pg_restore begins with."""
    with tempfile.TemporaryFile(dir=settings.VAR) as script:
        options = (
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            f"--file=/dev/fd/{script.fileno()}",
        )
        _run("pg_restore", *options, given=dump, passed=script, connected=False)
        at = script.read(8192).find(b"\nSET transaction_timeout")
        if at >= 0:
            script.seek(at + 1)
            script.write(b"-- ")
        script.seek(0)
        _run(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--file=-",
            given=script,
        )


def _run(
    name: str,
    *arguments: str,
    given: IO[bytes] | None = None,
    passed: IO[bytes] | None = None,
    connected: bool = True,
) -> None:
    process = subprocess.Popen(
        [tool(name), *arguments],
        env=_environment() if connected else None,
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=[passed.fileno()] if passed else (),
    )
    with process:
        try:
            said = _fed(process, given)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        words = said.decode(errors="replace").strip()
        if NO_ROOM in words:
            raise BackupRefused(
                f"{name} ran out of disk space: {words[-300:]}. Free some space, then try again."
            )
        raise BackupRefused(f"{name} failed: {words[-400:]}")


def _fed(process: subprocess.Popen, given: IO[bytes] | None) -> bytes:
    """Hand over what is given, and return what the program says; it says little, so its pipe does not fill."""
    if given is not None:
        try:
            shutil.copyfileobj(given, process.stdin, 1024 * 1024)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before; its words say why
        finally:
            process.stdin = None
    _, said = process.communicate()
    return said


def _environment() -> dict[str, str]:
    """The database's address as the tools take it; the password stands in no command line."""
    given: dict[str, Any] = connection.get_connection_params()
    names: dict[str, str] = {
        row.keyword.decode(): row.envvar.decode() for row in pq.Conninfo.get_defaults() if row.envvar
    }
    told = {
        names[key]: str(value) for key, value in given.items() if key in names and key not in NOT_FOR_TOOLS
    }
    if given.get("password"):
        told["PGPASSWORD"] = str(given["password"])
    return os.environ | told | {"PGDATABASE": str(given["dbname"])}
