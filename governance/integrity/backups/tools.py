"""pg_dump and pg_restore, from the wheel or else from PATH, never older than the server."""

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

HAS_TRANSACTION_TIMEOUT = 170_000
NO_ROOM = "No space left on device"
NOT_FOR_TOOLS = {"dbname", "password", "options", "client_encoding"}


def tool(name: str) -> str:
    """The program with this name, of the server's version or later; raises BackupRefused where there is none."""
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
    """The major version of a program; 0 where it does not run."""
    try:
        output = subprocess.run([place, "--version"], capture_output=True, text=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", output)
    return int(found[1]) if found else 0


def dump_database(snapshot: str, into: IO[bytes]) -> None:
    """Dump the database, as in an exported snapshot, into a file.

    pg_dump gets the file's name, because it cannot complete its table of contents on standard output.
    """
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    _run("pg_dump", *options, f"--file=/dev/fd/{into.fileno()}", passed=into)


def read_through(dump: IO[bytes]) -> None:
    """Read a dump from end to end without a database; raises BackupRefused where it cannot be read."""
    _run("pg_restore", "--file=/dev/null", stdin=dump, connected=False)


def restore_database(dump: IO[bytes]) -> None:
    """Restore a dump into our database, in one transaction."""
    if connection.pg_version < HAS_TRANSACTION_TIMEOUT:
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
    _run("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", stdin=dump)


def _restore_as_script(dump: IO[bytes]) -> None:
    """The same, for a server without a setting that pg_restore sets first."""
    with tempfile.TemporaryFile(dir=settings.VAR) as script:
        options = (
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            f"--file=/dev/fd/{script.fileno()}",
        )
        _run("pg_restore", *options, stdin=dump, passed=script, connected=False)
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
            stdin=script,
        )


def _run(
    name: str,
    *arguments: str,
    stdin: IO[bytes] | None = None,
    passed: IO[bytes] | None = None,
    connected: bool = True,
) -> None:
    process = subprocess.Popen(
        [tool(name), *arguments],
        env=_environment() if connected else None,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=[passed.fileno()] if passed else (),
    )
    with process:
        try:
            output = _feed(process, stdin)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        message = output.decode(errors="replace").strip()
        if NO_ROOM in message:
            raise BackupRefused(
                f"{name} ran out of disk space: {message[-300:]}. Free some space, then try again."
            )
        raise BackupRefused(f"{name} failed: {message[-400:]}")


def _feed(process: subprocess.Popen, stdin: IO[bytes] | None) -> bytes:
    """Write the input to the program and return its messages. They are few, so their pipe does not fill."""
    if stdin is not None:
        try:
            shutil.copyfileobj(stdin, process.stdin, 1024 * 1024)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended early; its message gives the reason
        finally:
            process.stdin = None
    _, output = process.communicate()
    return output


def _environment() -> dict[str, str]:
    """The database's address as environment variables. The password is never on a command line."""
    parameters: dict[str, Any] = connection.get_connection_params()
    names: dict[str, str] = {
        row.keyword.decode(): row.envvar.decode() for row in pq.Conninfo.get_defaults() if row.envvar
    }
    environment = {
        names[key]: str(value)
        for key, value in parameters.items()
        if key in names and key not in NOT_FOR_TOOLS
    }
    if parameters.get("password"):
        environment["PGPASSWORD"] = str(parameters["password"])
    return os.environ | environment | {"PGDATABASE": str(parameters["dbname"])}
