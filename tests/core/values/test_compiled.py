"""Queries whose SQL is made once: they read what is stored now, each for its own values."""

from threading import Thread

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from secrel.core.models.people import Body
from secrel.core.values.compiled import compiled


@compiled
def bodies(*keys: str, named: str = "") -> QuerySet[Body]:
    return Body.objects.filter(key__in=keys, name__contains=named).prefetch_related("memberships")


def test_compiled_query_reads_anew_and_is_made_once_for_its_values(db, monkeypatch):
    made, as_sql = [], SQLCompiler.as_sql
    monkeypatch.setattr(
        SQLCompiler, "as_sql", lambda self, *a, **k: made.append(self) or as_sql(self, *a, **k)
    )
    [panel] = bodies("panel")
    Body.objects.filter(pk=panel.pk).update(name="The Panel, renamed")
    made.clear()
    with CaptureQueriesContext(connection) as queries:
        [again] = bodies("panel")
    assert (again.name, again.pk) == ("The Panel, renamed", panel.pk)
    assert (len(queries), len(made)) == (2, 1), "the rows, whose SQL is at hand, and their memberships"
    assert [row.key for row in bodies("tag")] == ["tag"]
    assert bodies("panel", named="Nobody") == []
    assert [row.key for row in bodies("panel", named="renamed")] == ["panel"]
    assert bodies() == []  # no values: nothing is asked
    again.name = "Changed by the caller"
    assert bodies("panel")[0].name == "The Panel, renamed"


def test_compiled_query_is_asked_on_the_connection_of_its_thread(committed_db):
    found = []
    bodies("panel")

    def ask() -> None:
        try:
            found.append((bodies("panel")[0].key, connection.connection.info.backend_pid))
        finally:
            connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found[0][0] == "panel"
    assert found[0][1] != connection.connection.info.backend_pid
