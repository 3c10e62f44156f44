"""The mark of an unfinished restore: a schema of its own, which no dump contains or drops."""

from django.db import connection

MARK = "secrel_unfinished_restore"


def unfinished_restore() -> str:
    """A sentence if a restore was started here but did not finish; otherwise empty."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(to_regnamespace(%s), 'pg_namespace'), to_regnamespace(%s)", [MARK, MARK]
        )
        archive, mark = cursor.fetchone()
    if mark is None:
        return ""
    return (
        f"A restore of {archive or 'an archive'} was started here but did not finish, so this installation cannot "
        "be used. Run manage.py restore again, with this archive or another."
    )


def mark_restore(archive: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {MARK}")
        quoted = connection.ops.compose_sql("%s", [archive])
        cursor.execute(f"COMMENT ON SCHEMA {MARK} IS {quoted}")


def unmark_restore() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {MARK}")
