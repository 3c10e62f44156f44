"""The database role of web server and workers.

It reads and writes rows but owns no table, so it cannot disable the triggers on rows that must never change.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

from secrel.core.changes.errors import RuleBroken

WRITTEN_ONCE = """
SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname = 'written_once' AND relnamespace = 'public'::regnamespace
"""
TOO_MUCH = """
SELECT rolsuper OR pg_has_role(%(role)s, current_user, 'MEMBER')
    OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relnamespace = 'public'::regnamespace)
FROM pg_roles WHERE rolname = %(role)s
"""


def set_up_role(role: str, password: str) -> None:
    """Create the role, or set its password, and grant what it needs. Run as the tables' owner after each migration.

    Raises RuleBroken for a role that could do more.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TOO_MUCH, {"role": role})
        found = cursor.fetchone()
        if found and found[0]:
            raise RuleBroken(
                f"{role} owns tables, or may act as their owner, so it could switch off the triggers that protect "
                "the audit trail. "
                "Name another role; it is created if it does not exist."
            )

        def run(statement: str, **names: Any) -> None:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role), **names).as_string())

        run(
            f"{'ALTER' if found else 'CREATE'} ROLE {{role}} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE "
            "NOREPLICATION NOBYPASSRLS PASSWORD {password}",
            password=sql.Literal(password),
        )
        run(
            "GRANT CONNECT ON DATABASE {name} TO {role}",
            name=sql.Identifier(connection.settings_dict["NAME"]),
        )
        run("GRANT USAGE ON SCHEMA public TO {role}")
        run("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}")
        rows = "SELECT, INSERT, UPDATE, DELETE ON"
        run(f"GRANT {rows} ALL TABLES IN SCHEMA public TO {{role}}")
        run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        # Tables of a later restore or migration.
        run(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rows} TABLES TO {{role}}")
        run("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}")
        cursor.execute(WRITTEN_ONCE)
        for (table,) in cursor.fetchall():
            # UPDATE stays, as locking a row needs it; the trigger refuses it.
            run("REVOKE DELETE ON {table} FROM {role}", table=sql.Identifier(table))
        run("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}")
