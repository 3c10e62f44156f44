"""Trying a change without making it: an operation runs, what the facts would be is read, and all of it is undone."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from secrel.core.changes.errors import RuleBroken

Result = TypeVar("Result")
LOCK_WAIT = "300ms"
"""A rehearsal gives up where somebody else saves for longer."""
BUSY = "Somebody else is saving here at the moment."
_look: ContextVar[Callable[[Any], Any] | None] = ContextVar("look of the running rehearsal", default=None)


class _Seen(Exception):
    """Ends a rehearsal with what was seen: leaves the operation, and what called it, before anything follows."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


def rehearse(change: Callable[[], Any], look: Callable[[Any], Result]) -> Result | None:
    """Call `change`, which calls one operation, and return what `look` reads, from what that returned and from the
    facts, before the transaction is rolled back; None if no operation ran to its end.

    The operation refuses as ever. Nothing is stored: no facts, no entry in the audit trail, no content, no message.
    What waits for a commit never happens. Its locks end with it, and the audit trail is not locked.
    """
    token = _look.set(look)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
            change()
            transaction.set_rollback(True)
    except _Seen as seen:
        return cast(Result, seen.result)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise RuleBroken(BUSY) from error
        raise
    finally:
        _look.reset(token)
    return None


def is_rehearsal() -> bool:
    return _look.get() is not None


def end_rehearsal(returned: Any) -> None:
    """At the end of an outermost operation: if it is rehearsed, look at the facts and leave it."""
    if look := _look.get():
        raise _Seen(look(returned))
