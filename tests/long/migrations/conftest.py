"""Data that the version before a migration could hold."""

from functools import partial
from types import SimpleNamespace

import pytest

from governance.examples import accounts
from governance.examples.invented import february_2021
from governance.management.commands import load_examples
from secrel.core.changes.operations import SYSTEM
from tests.conftest import copied_database

NEWER = ("panel_2020", "notices_2020", "consultation_2020", "csc_paper_2021", "sources", "december_2021")
"""Stories of what came later: going back removes its tables, but not the rows that others keep of it."""
WITHOUT_PARTICIPANTS = SimpleNamespace(
    __name__=february_2021.__name__, load=partial(february_2021.load, with_participants=False)
)


@pytest.fixture(scope="session")
def examples_database(django_db_blocker) -> str:
    name = "secrel_older_examples"
    older = [
        WITHOUT_PARTICIPANTS if row is february_2021 else row
        for row in load_examples.STORIES
        if not row.__name__.endswith(NEWER)
    ]
    with django_db_blocker.unblock(), copied_database(name):
        accounts.load(SYSTEM)
        load_examples.load_releases(stories=older)
    return name
