"""A full disk: how files and PostgreSQL report it, and the sentence for it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import DiskFull

from secrel.core.changes.errors import RuleBroken

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SENTENCE = (
    "The server's disk is full, so nothing was saved. Tell the administrator, and try again once there is free space "
    "on it."
)


class NoRoom(RuleBroken):
    """Nothing more can be stored until there is free space. Pages and API answer 507."""

    status = 507

    def __init__(self, sentence: str = SENTENCE) -> None:
        super().__init__(sentence)


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or one that caused it, means that a disk is full."""
    return any(
        isinstance(row, NoRoom | DiskFull) or (isinstance(row, OSError) and row.errno in FULL)
        for row in _causes(error)
    )


def caused_by(error: BaseException | None, *kinds: type[BaseException]) -> bool:
    """Whether an error, or one that caused it, is of one of the kinds."""
    return any(isinstance(row, kinds) for row in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those behind it, nearest first; ten at most."""
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


@contextmanager
def room_needed() -> Iterator[None]:
    """Raise NoRoom in place of an OSError that means a full disk."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise NoRoom from error
        raise
