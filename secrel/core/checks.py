"""System checks of our own."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.db import DatabaseError, connection


@register("database")
def database_answers(databases: list[str] | None = None, **_: Any) -> list[Error]:
    """Say in one sentence that the configured database is not there."""
    if not databases:
        return []
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        host = settings.DATABASES["default"].get("HOST") or settings.DATABASES["default"]["OPTIONS"].get(
            "host"
        )
        return [
            Error(
                f"The database at {host} does not answer ({str(error).splitlines()[0]}).",
                hint="Start it, or correct DATABASE_URL; without one the embedded server is used.",
                id="secrel.E001",
            )
        ]
    return []
