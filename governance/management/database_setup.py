"""Make sure that the database is set up before a command runs."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from governance.management.commands.bootstrap import load_reference_data
from secrel.core.models.people import Body
from secrel.core.processes.unfinished_restore import unfinished_restore

WITHOUT_SETUP = {
    *(
        "check",
        "collectstatic",
        "compilemessages",
        "dbshell",
        "demo",
        "diffsettings",
        "findstatic",
        "inspectdb",
    ),
    *(
        "makemessages",
        "makemigrations",
        "migrate",
        "optimizemigration",
        "restore",
        "restore_drill",
        "sendtestemail",
    ),
    *("showmigrations", "spectacular", "sqlflush", "sqlmigrate", "sqlsequencereset", "squashmigrations"),
    *("startapp", "startproject", "test", "testserver"),
}
"""Commands that do not need our tables, or create them."""

WITHOUT_REFERENCE_DATA = {"application_role", "bootstrap", "load_examples"}
"""Commands that do not need reference data, or load it."""

SETUP_LOCK = 0x5EC3


def ready_database(command: str, write: Callable[[str], object]) -> None:
    """Set up the embedded database if it is new or of an earlier version. `write` gets a line before a slow step.

    Raises CommandError, with the commands to run, for a database that is not embedded.
    """
    serves = command == "demo" or command not in WITHOUT_SETUP
    if serves and (unfinished := unfinished_restore()):
        raise CommandError(unfinished)
    if command in WITHOUT_SETUP or _is_ready(command):
        return
    if not settings.EMBEDDED_DATABASE:
        raise CommandError(_what_to_run())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SETUP_LOCK])  # another command may be doing the same
    try:
        if missing := _missing_migrations():
            write(
                "Setting up the database (about 20 seconds) …"
                if _is_new()
                else f"Bringing the database up to date ({missing} migrations) …"
            )
            call_command("migrate", verbosity=0, interactive=False)
        if not Body.objects.exists():
            with transaction.atomic():
                load_reference_data()
    finally:
        with suppress(Exception), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SETUP_LOCK])


def _is_ready(command: str) -> bool:
    return not _missing_migrations() and (command in WITHOUT_REFERENCE_DATA or Body.objects.exists())


def _missing_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _is_new() -> bool:
    return "django_migrations" not in connection.introspection.table_names()


def _what_to_run() -> str:
    if _is_new():
        return "The database has no tables yet. Run manage.py migrate, then manage.py bootstrap."
    if missing := _missing_migrations():
        return (
            f"The database is of an earlier version: {missing} migrations are missing. Run manage.py migrate, then "
            "manage.py bootstrap."
        )
    return "The database has no reference data yet. Run manage.py bootstrap."
