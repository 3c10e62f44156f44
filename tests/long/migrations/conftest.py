"""Data that the version before a migration could hold."""

import pytest

from governance.examples import accounts
from governance.management.commands import load_examples
from secrel.core.changes.operations import SYSTEM
from tests.conftest import copied_database

NEWER = ("notices_2020", "consultation_2020", "december_2021")
"""Stories of what came later: going back removes its tables, but not the rows that others keep of it."""


@pytest.fixture(scope="session")
def examples_database(django_db_blocker) -> str:
    name = "secrel_older_examples"
    older = [row for row in load_examples.STORIES if not row.__name__.endswith(NEWER)]
    with django_db_blocker.unblock(), copied_database(name):
        accounts.load(SYSTEM)
        load_examples.load_releases(stories=older)
    return name
