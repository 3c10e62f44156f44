"""Drills of damaged archives, and after one that was killed."""

import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection

from governance.integrity.backups.drill import DRILL_LOCK, scratch_name
from secrel.servers.places import NOBODY
from secrel.servers.process import wait_until
from tests.governance.integrity.archives import without
from tests.long.backups.test_restore_drill import databases, scratch_folders
from tests.plugin import HOME
from tests.prepare import on_server
from tests.secrel.test_commands import ROOT, manage


def test_a_drill_names_damaged_files(archive):
    there, out = databases(), io.StringIO()
    damaged = without(archive, next(name for name in _names(archive) if name.startswith("files/")), b"other")
    with pytest.raises(CommandError, match=r"cannot be restored completely\. See the lines above"):
        call_command("restore_drill", damaged, stdout=out)
    assert "was changed in the archive" in out.getvalue()
    with pytest.raises(CommandError, match="there is no such file"):
        call_command("restore_drill", archive.with_name("none.tar"), stdout=out)
    assert (databases(), scratch_folders()) == (there, [])


def test_a_drill_removes_what_a_killed_one_left_and_never_runs_twice(archive):
    there = databases()
    call_command("restore_drill", archive, stdout=io.StringIO())
    name = scratch_name(connection.settings_dict["NAME"])
    on_server(f'CREATE DATABASE "{name}"')
    (configured.VAR / name / "ab").mkdir(parents=True)
    call_command("restore_drill", archive, stdout=io.StringIO())
    assert (databases(), scratch_folders()) == (there, [])
    parameters = connection.get_connection_params()
    with psycopg.connect(host=parameters["host"], user="secrel", dbname=parameters["dbname"]) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [DRILL_LOCK])
        with pytest.raises(CommandError, match="Another drill is running"):
            call_command("restore_drill", archive, stdout=io.StringIO())


def _names(path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def test_a_server_older_than_the_tools_is_backed_up_and_restored():
    """Debian's own server, if installed: it does not support a setting that pg_restore 18 begins with."""
    programs = Path("/usr/lib/postgresql/15/bin")
    if os.geteuid() != 0 or not programs.is_dir():
        pytest.skip("needs PostgreSQL 15 of Debian, and root to run it as another user")
    home = HOME / "older"
    (home / "run").mkdir(parents=True)
    for path in (home, home / "run"):
        os.chown(path, NOBODY, NOBODY)
    options = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"}
    make = [programs / "initdb", "-D", home / "data", "-U", "secrel", "--auth", "trust", "-E", "UTF8"]
    subprocess.run(make, check=True, capture_output=True, **options)
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home / 'run'}"]
    server = subprocess.Popen(
        [programs / "postgres", "-D", home / "data", *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **options,
    )
    address = f"postgres://secrel@/postgres?host={home / 'run'}"
    environment = {
        "DATABASE_URL": address,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECREL_VAR": str(home / "var"),
    }
    try:
        assert wait_until(lambda: manage("migrate", "-v0", **environment).returncode == 0, 120)
        assert manage("bootstrap", **environment).returncode == 0
        archive = home / "secrel.tar"
        assert manage("backup", str(archive), **environment).returncode == 0
        done = manage("restore_drill", str(archive), **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Audit trail: ok" in done.stdout
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(home)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_drill_leaves_nothing(archive, number):
    there = databases()
    address = configured.PLACES.database_url(connection.settings_dict["NAME"])
    process = subprocess.Popen(
        [sys.executable, "manage.py", "restore_drill", str(archive)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert wait_until(lambda: databases() - there, 60)
    time.sleep(0.3)
    process.send_signal(number)
    _, output = process.communicate(timeout=60)
    assert process.returncode == (130 if number == signal.SIGINT else 143)
    assert "Traceback" not in output
    assert len(output.strip().splitlines()) == 1
    assert (databases(), scratch_folders()) == (there, [])
