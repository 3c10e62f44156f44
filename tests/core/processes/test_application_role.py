"""The database role of web server and workers: enough rights for their work, none to disable triggers."""

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import errors

from governance.composing.models import RenderJob
from secrel.core.models.files import DamagedFile
from secrel.core.models.record import AuditEntry
from secrel.core.processes.application_role import set_up_role
from tests.prepare import on_server

ROLE = "secrel_app"


@pytest.fixture
def role(committed_db):
    """A connection of the role's own to a copy of the examples; the role is gone afterwards, as roles are of the whole
    server."""
    set_up_role(ROLE, "first")
    set_up_role(ROLE, "it's “second”")
    parameters = connection.get_connection_params()
    with psycopg.connect(
        host=parameters["host"], dbname=committed_db, user=ROLE, password="-", autocommit=True
    ) as own:
        yield own
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
    on_server(f"DROP ROLE {ROLE}")


REFUSED = [
    "ALTER TABLE core_auditentry DISABLE TRIGGER USER",
    "DROP TRIGGER written_once ON core_auditentry",
    "CREATE OR REPLACE FUNCTION secrel_written_once() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE FUNCTION other() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "SET session_replication_role = 'replica'",
    "TRUNCATE core_auditentry CASCADE",
    "DELETE FROM core_auditentry",
    "DROP TABLE core_auditentry",
    "CREATE TABLE mine (a int)",
    "CREATE RULE nothing AS ON INSERT TO core_auditentry DO INSTEAD NOTHING",
    "SET ROLE secrel",
    "ALTER ROLE secrel_app SUPERUSER",
    "ALTER ROLE secrel PASSWORD 'x'",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('core', 'x', now())",
    "COPY core_user TO PROGRAM 'cat'",
    "SELECT pg_read_file('PG_VERSION')",
    "CREATE DATABASE other",
]


def test_role_can_switch_off_nothing_and_does_the_work(role):
    """One test for all, as each copies the database."""
    for statement in REFUSED:
        with pytest.raises(errors.InsufficientPrivilege):
            role.execute(statement)
    for statement in (
        "UPDATE core_auditentry SET reason = 'x'",
        "UPDATE governance_snapshot SET issue = '{}'",
    ):
        with pytest.raises(errors.RestrictViolation, match="written once"):
            role.execute(statement)
    assert role.execute("SELECT count(*) FROM core_auditentry").fetchone()[0] == AuditEntry.objects.count()
    role.execute("UPDATE core_user SET name = name")
    role.execute("DELETE FROM django_session")
    role.execute("SELECT pg_advisory_lock(1)")
    with connection.cursor() as cursor:  # what a migration or a restore brings next
        cursor.execute("CREATE TABLE later (a int GENERATED ALWAYS AS IDENTITY, b int)")
    role.execute("INSERT INTO later (b) VALUES (1)")


def test_application_works_as_this_role(published, as_role):
    """A draft is presented, all is verified, and a stored file that is damaged is locked and recorded."""
    set_up_role(ROLE, "x")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    client = as_role("analyst")
    before = AuditEntry.objects.count()
    entered = {"meeting_on": "2021-10-15", "token": 1}
    assert client.post("/releases/november-2021/rid/0.1/present/", entered).status_code == 303
    assert AuditEntry.objects.count() > before
    assert "Everything that must never change is unchanged" in client.post("/record/verify/").content.decode()
    default_storage.delete(RenderJob.objects.get(snapshot=published.snapshot_id).pdf.path)
    assert client.get("/releases/june-2021/rid/8.0.pdf").status_code == 503
    assert DamagedFile.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.mark.django_db
def test_command_names_a_role_that_could_do_more(monkeypatch, capsys):
    monkeypatch.setenv("APPLICATION_PASSWORD", "x")
    with pytest.raises(CommandError, match="secrel owns tables, or may act as their owner"):
        call_command("application_role", "secrel")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE friend IN ROLE secrel")
    with pytest.raises(CommandError, match="friend owns tables, or may act as their owner"):
        call_command("application_role", "friend")
    call_command("application_role", "other")
    assert capsys.readouterr().out == "other can read and write rows, and owns nothing.\n"
