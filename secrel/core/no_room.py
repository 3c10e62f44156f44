"""A full disk: how it shows itself in files and in PostgreSQL, and the sentence that people get."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import DiskFull

from secrel.core.errors import RuleBroken

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
SENTENCE = (
    "There is no room left on the server's disk, so nothing was saved. Tell the administrator, and try again once "
    "there is room."
)


class NoRoom(RuleBroken):
    """Nothing more can be stored until somebody makes room. A page and the API answer 507."""

    status = 507

    def __init__(self, sentence: str = SENTENCE) -> None:
        super().__init__(sentence)


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or one that caused it, says that a disk is full."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, NoRoom | DiskFull) or (isinstance(error, OSError) and error.errno in FULL):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


@contextmanager
def room_needed() -> Iterator[None]:
    """Say a full disk in a sentence, whatever file of ours met it."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise NoRoom from error
        raise
