"""Everything in this folder is long: kills, fuzzing, sweeps, journeys of many. `make test-long` runs it."""

from pathlib import Path

import pytest

from tests.browser.conftest import browser, running_stack, stack, visit  # noqa: F401 - fixtures
from tests.long.journeys import People

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="module")
def sign_ins() -> None:
    """Here people sign out too, so each visit signs in by the form."""


@pytest.fixture(scope="module")
def person(browser, stack):  # noqa: F811
    """A signed-in page for each person: person("chair").open(path)."""
    opened = People(browser, stack)
    yield opened
    assert not opened.errors()
