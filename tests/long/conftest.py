"""Everything in this folder is long: kills, fuzzing, sweeps. `make test-long` runs it."""

from pathlib import Path

import pytest

from tests.browser.conftest import browser, visit  # noqa: F401 - fixtures

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.long)
