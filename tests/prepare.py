"""Makes the data of `tests/prepared.py`, each step on servers of its own: `python -m tests.prepare reference`."""

import sys
from contextlib import contextmanager

import django
import psycopg

from secrel.command_line import collect_rarely
from secrel.servers.lease import lease
from secrel.servers.places import Places

EXAMPLES = "secrel_examples"


def reference() -> None:
    """The database of the tests, and a second one with the examples."""
    from django.core.management import call_command

    from governance.examples import accounts, sources
    from governance.examples.invented import december_2021
    from governance.management.commands.bootstrap import load_reference_data
    from governance.management.commands.load_examples import EXAMPLE_DAY, STORIES, load_releases
    from governance.management.static_files import collect_static
    from secrel.core.changes.operations import SYSTEM
    from secrel.core.dates import clock

    call_command("migrate", verbosity=0, interactive=False)
    load_reference_data()
    collect_static()
    with moved_to(EXAMPLES):
        with clock.replayed(EXAMPLE_DAY):
            accounts.load(SYSTEM)
        # as if the sources of releases went on: the tests need releases in progress, with real references
        left_out = (sources, december_2021)
        load_releases(stories=[story for story in STORIES if story not in left_out])


def examples() -> None:
    """Put the examples in place of the installation's database, and render their PDFs, which the worker of each
    application would do anew; a copy stays, to begin again from."""
    from governance.composing.models import RenderJob
    from governance.composing.tasks import render_snapshot

    with moved_to(EXAMPLES, new=False):
        for job in RenderJob.objects.filter(state="queued").order_by("pk"):
            assert (result := render_snapshot(job=job.pk, digest=job.snapshot_id)) == "done", result
    on_server('DROP DATABASE "secrel"')
    on_server(f'CREATE DATABASE "secrel" TEMPLATE "{EXAMPLES}"')


@contextmanager
def moved_to(name: str, new: bool = True):
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    if new:
        on_server(f'CREATE DATABASE "{name}" TEMPLATE "{before}"')
    connection.settings_dict["NAME"] = name
    yield
    connection.close()


def on_server(statement: str, places: Places | None = None) -> None:
    """Run one statement outside a transaction, on this process's server or another set's."""
    sockets = (places or Places.here()).sockets
    with psycopg.connect(host=str(sockets), user="secrel", dbname="postgres", autocommit=True) as server:
        server.execute(statement)


if __name__ == "__main__":
    collect_rarely()
    with lease():
        django.setup()
        {"reference": reference, "examples": examples}[sys.argv[1]]()
