"""Drills of damaged archives, and after one that was killed."""

import io
import tarfile

import psycopg
import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection

from governance.management.backups.drill import DRILL_LOCK, scratch_name
from tests.governance.archives import archive, without  # noqa: F401 - a fixture
from tests.governance.test_restore_drill import databases, scratch_folders
from tests.prepare import on_server


def test_a_drill_names_what_is_damaged(archive):  # noqa: F811
    there, out = databases(), io.StringIO()
    damaged = without(archive, next(name for name in _names(archive) if name.startswith("files/")), b"other")
    with pytest.raises(CommandError, match="would not restore as it was: the lines above say why"):
        call_command("restore_drill", damaged, stdout=out)
    assert "was changed in the archive" in out.getvalue()
    with pytest.raises(CommandError, match="there is no such file"):
        call_command("restore_drill", archive.with_name("none.tar"), stdout=out)
    assert (databases(), scratch_folders()) == (there, [])


def test_a_drill_removes_what_a_killed_one_left_and_never_runs_twice(archive):  # noqa: F811
    there = databases()
    call_command("restore_drill", archive, stdout=io.StringIO())
    name = scratch_name(connection.settings_dict["NAME"])
    on_server(f'CREATE DATABASE "{name}"')
    (configured.VAR / name / "ab").mkdir(parents=True)
    call_command("restore_drill", archive, stdout=io.StringIO())
    assert (databases(), scratch_folders()) == (there, [])
    known = connection.get_connection_params()
    with psycopg.connect(host=known["host"], user="secrel", dbname=known["dbname"]) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [DRILL_LOCK])
        with pytest.raises(CommandError, match="Another drill is running"):
            call_command("restore_drill", archive, stdout=io.StringIO())


def _names(path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()
