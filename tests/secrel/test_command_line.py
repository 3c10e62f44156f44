"""Commands on a new database, interrupted or on a full disk; and the set-up that waits for apt."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as configured
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from governance.management.commands import load_examples
from governance.management.database_setup import ready_database
from secrel.core.processes.unfinished_restore import mark_restore
from secrel.servers.process import wait_until
from tests.governance.integrity.archives import empty_database
from tests.secrel.test_commands import ROOT, manage

NEED_TABLES = [
    *("verify_record", "backup", "export_rid", "import_rid", "check_rid", "render_rid", "sweep_flags"),
    *(
        "bootstrap",
        "load_examples",
        "createsuperuser",
        "changepassword",
        "clearsessions",
        "shell",
        "dumpdata",
    ),
]


def nothing(line: str) -> None:
    raise AssertionError(line)


@pytest.fixture
def own(settings, django_db_blocker):
    """A database of one's own, empty."""
    settings.EMBEDDED_DATABASE = False
    with django_db_blocker.unblock(), empty_database("secrel_own"):
        yield "secrel_own"


@pytest.mark.parametrize("command", NEED_TABLES)
def test_each_command_names_what_to_run_on_a_new_database(own, command):
    with pytest.raises(
        CommandError, match=r"no tables yet\. Run manage\.py migrate, then manage\.py bootstrap\."
    ):
        ready_database(command, nothing)


@pytest.mark.parametrize("command", ["migrate", "restore", "restore_drill", "check", "collectstatic", "demo"])
def test_what_needs_no_tables_runs_on_a_new_database(own, command):
    ready_database(command, nothing)
    assert connection.introspection.table_names() == []


def test_a_new_database_gets_one_line_and_no_traceback(own):
    done = manage("verify_record", DATABASE_URL=configured.PLACES.database_url(own))
    assert done.returncode == 1
    assert done.stderr == "The database has no tables yet. Run manage.py migrate, then manage.py bootstrap.\n"
    assert done.stdout == ""


def test_an_earlier_version_and_missing_reference_data_get_different_sentences(settings, django_db_blocker):
    with django_db_blocker.unblock(), empty_database("secrel_own", template="secrel"):
        ready_database("verify_record", nothing)
        settings.EMBEDDED_DATABASE = False
        ready_database("verify_record", nothing)
        app, name = MigrationLoader(connection).graph.leaf_nodes("governance")[0]
        _run(f"DELETE FROM django_migrations WHERE (app, name) = ('{app}', '{name}')")
        with pytest.raises(CommandError, match=r"of an earlier version: 1 migrations are missing\."):
            ready_database("verify_record", nothing)
        _run(f"INSERT INTO django_migrations (app, name, applied) VALUES ('{app}', '{name}', now())")
        _run("SET session_replication_role = replica; DELETE FROM core_body")
        with pytest.raises(CommandError, match=r"no reference data yet\. Run manage\.py bootstrap\."):
            ready_database("verify_record", nothing)
        ready_database("bootstrap", nothing)
        ready_database("application_role", nothing)  # docker-compose.yml makes the role before


def test_nothing_runs_where_a_restore_did_not_end(own):
    mark_restore("it's.tar")
    for command in ("verify_record", "demo", "bootstrap"):
        with pytest.raises(CommandError, match=r"A restore of it's\.tar was started here but did not finish"):
            ready_database(command, nothing)
    ready_database("restore", nothing)


@pytest.mark.long
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_command_prints_one_line(number, status, tmp_path):
    begun = tmp_path / "begun"
    works = f"pathlib.Path({str(begun)!r}).touch(); time.sleep(60)"
    code = f"import time, pathlib\ntry:\n {works}\nfinally: print('tidied')"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert wait_until(begun.exists, 60)
    process.send_signal(number)
    out, printed = process.communicate(timeout=60)
    assert process.returncode == status
    assert out == "tidied\n"
    assert printed.strip().splitlines() == [
        "Interrupted. Unfinished work was not saved. Run the command again."
        if number == signal.SIGINT
        else "Ended by a signal. Unfinished work was not saved."
    ]


def test_a_command_ends_quietly_when_its_reader_has_gone():
    done = subprocess.run(
        f"{sys.executable} manage.py showmigrations | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "account\n"
    assert done.stderr == ""


def test_loading_the_examples_shows_progress(monkeypatch):
    printed = []
    stories = tuple(type(sys)(story.__name__) for story in load_examples.STORIES)
    for story in stories:
        story.load = lambda analyst, chair: None
    monkeypatch.setattr(load_examples, "STORIES", stories)
    monkeypatch.setattr(load_examples.User.objects, "get", lambda **_: None)
    load_examples.load_releases(printed.append)
    assert printed[0] == "Loading the examples, 1 of 11: June 2020 …"
    assert printed[-1] == "Loading the examples, 11 of 11: December 2021 …"


APT = """#!/bin/sh
echo "$*" >> {log}
case "$*" in *update*) step=update;; *) step=install;; esac
if [ -e {lock} ]; then
  rm {lock}
  echo "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1 (apt-get)" >&2
  exit 100
fi
case "$step" in {fails}) echo "E: no network" >&2; exit 100;; esac
"""


@pytest.mark.parametrize("fails", ["none", "update", "install"])
def test_the_set_up_waits_for_another_apt_and_goes_on_without_its_lists(tmp_path, fails):
    """apt-get is stood in for: the real one would install."""
    log, lock = tmp_path / "log", tmp_path / "lock"
    lock.touch()
    (tmp_path / "apt-get").write_text(APT.format(log=log, lock=lock, fails=fails))
    (tmp_path / "apt-get").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    began = time.monotonic()
    done = subprocess.run(
        ["sh", ".ci/apt-install", "qpdf"], cwd=ROOT, env={"PATH": path}, capture_output=True, text=True
    )
    assert time.monotonic() - began >= 2
    assert "Another apt is at work: waiting until it has ended (up to 600 seconds) …" in done.stdout
    assert "Installing qpdf (1 to 3 minutes, once) …" in done.stdout
    calls = log.read_text().splitlines()
    assert all("DPkg::Lock::Timeout=" in call for call in calls)
    assert [call.split()[3] for call in calls] == ["update", "update", "install"]
    assert done.returncode == (1 if fails == "install" else 0)
    assert ("going on with those that are here" in done.stdout) == (fails == "update")
    assert ("could not be installed. Run: apt-get install qpdf" in done.stderr) == (fails == "install")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
