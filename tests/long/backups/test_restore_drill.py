"""The restore drill: its scratch database and folder are removed, even if it is interrupted."""

import io
import os
import subprocess
import sys

from django.conf import settings as configured
from django.core.management import call_command
from django.db import connection

from secrel.core.changes.record import head
from tests.prepare import on_server

ROOT = configured.BASE_DIR


def databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def scratch_folders() -> list:
    return list(configured.VAR.glob("secrel_drill_*"))


def test_a_drill_verifies_reports_and_leaves_nothing(archive):
    before, there, out = head(), databases(), io.StringIO()
    call_command("restore_drill", archive, stdout=out)
    output = out.getvalue()
    assert f"{archive} is restored; files: 26" in output
    assert "Audit trail: ok" in output
    assert output.endswith(
        f"The scratch database and its files are removed.\n{archive} can be restored completely.\n"
    )
    assert (head(), databases(), scratch_folders()) == (before, there, [])


def test_a_user_who_cannot_create_databases_gets_a_sentence(archive):
    name = connection.settings_dict["NAME"]
    on_server("DROP ROLE IF EXISTS plain")
    on_server("CREATE ROLE plain LOGIN")
    try:
        done = subprocess.run(
            [sys.executable, "manage.py", "restore_drill", str(archive)],
            cwd=ROOT,
            env=os.environ
            | {"DATABASE_URL": configured.PLACES.database_url(name).replace("secrel@", "plain@")},
            capture_output=True,
            text=True,
        )
    finally:
        on_server("DROP ROLE plain")
    assert done.returncode == 1
    assert 'run ALTER ROLE "plain" CREATEDB as the server' in done.stderr
    assert "Traceback" not in done.stderr
