"""Checking that an installation is empty, and clearing it before a restore."""

from django.apps import apps
from django.db import connection

from governance.integrity.backups.manifest import BackupRefused
from secrel.core.processes.unfinished_restore import unfinished_restore

FUNCTIONS = r"^(secrel|core|modifications|releases|costs|governance)_"


def refuse_unless_empty() -> None:
    """Raise BackupRefused where there is anything but reference data.

    An installation with an unfinished restore counts as empty: nobody can have worked in it.
    """
    if unfinished_restore():
        return
    for label in ("core.User", "releases.Release", "modifications.Modification", "core.StoredFile"):
        model = apps.get_model(label)
        if _rows(model._meta.db_table):
            raise BackupRefused(
                f"This installation is not empty: it holds {model._meta.verbose_name_plural}. Restore into a new one."
            )
    if entries := _rows("core_auditentry", "actor <> 'system'"):
        raise BackupRefused(
            f"This installation is not empty: its audit trail has {entries} entries. Restore into a new one."
        )


def clear() -> None:
    """Drop the tables and functions of an empty installation, including those newer than the archive."""
    names = {*connection.introspection.django_table_names(), "django_migrations"}
    with connection.cursor() as cursor:
        for name in sorted(names & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace "
            "AND proname ~ %s",
            [FUNCTIONS],
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")


def _rows(table: str, where: str = "true") -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608 - names of our own tables
        return cursor.fetchone()[0]
