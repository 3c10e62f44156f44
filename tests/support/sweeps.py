"""Sweeps: `make test` tries a few of a table's rows, `make test-long` the others."""

from collections.abc import Iterable
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction


def swept(rows: Iterable[Any], *soon: Any) -> list[Any]:
    """Each row as a parameter; those not in `soon` are marked long."""
    rows = list(rows)
    assert not {*soon} - {*rows}
    return [row if row in soon else pytest.param(row, marks=pytest.mark.long) for row in rows]


@contextmanager
def undone():
    """Roll back the changes of the block, so that the next one finds what this one found."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
