"""Rows that are never changed after they are inserted: the model refuses it, and so does the database."""

from collections.abc import Iterable

from django.db import models
from django.db.migrations import RunSQL


class WrittenOnce(Exception):
    """Raised on an attempt to change or delete an immutable row."""


class ImmutableQuerySet(models.QuerySet):
    def update(self, **kwargs: object) -> int:
        raise WrittenOnce(f"{self.model._meta.verbose_name_plural} are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise WrittenOnce(f"{self.model._meta.verbose_name_plural} are never deleted.")


class Immutable(models.Model):
    """A model whose rows are inserted and then only read. Its table needs the triggers of `refuse_changes`."""

    objects = ImmutableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise WrittenOnce(f"This {self._meta.verbose_name} is written once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise WrittenOnce(f"This {self._meta.verbose_name} is never deleted.")


def refuse_changes(tables: Iterable[str]) -> list[RunSQL]:
    """Migration operations that create triggers which refuse UPDATE, DELETE and TRUNCATE on the tables."""
    function = RunSQL(
        """
        CREATE OR REPLACE FUNCTION secrel_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% on % is refused: its rows are written once', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END $$;
        """,
        RunSQL.noop,
    )
    return [function] + [
        RunSQL(
            f"""
            CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION secrel_written_once();
            CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION secrel_written_once();
            """,
            f"DROP TRIGGER written_once ON {table}; DROP TRIGGER never_emptied ON {table};",
        )
        for table in tables
    ]
