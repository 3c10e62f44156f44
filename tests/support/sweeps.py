"""Sweeps: `make test` tries a few of a table's rows, `make test-long` the others."""

from collections.abc import Iterable
from typing import Any

import pytest


def swept(rows: Iterable[Any], *soon: Any) -> list[Any]:
    """Each row as a parameter; those not in `soon` are marked long."""
    rows = list(rows)
    assert not {*soon} - {*rows}
    return [row if row in soon else pytest.param(row, marks=pytest.mark.long) for row in rows]
