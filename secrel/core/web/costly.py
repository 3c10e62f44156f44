"""Limits expensive pages: a number for each person, and some to one request at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secrel.core.people.sign_in.throttle import Throttle, allows

WAIT = 15
"""Seconds after which one more request is allowed."""
COSTLY = Throttle("costly", free=10, forgets=timedelta(seconds=WAIT))
VERIFY_LOCK = 0x5EC4

View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """Allow each signed-in user ten requests at once, then one every fifteen seconds."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allows(COSTLY, view.__name__, request.user.pk):
            return later(
                request,
                f"You have asked for this {COSTLY.free} times in a short time. Try again in {WAIT} seconds.",
            )
        return view(request, *args, **kwargs)

    return guarded


def later(request: HttpRequest, sentence: str) -> HttpResponse:
    response = render(request, "refused.html", {"sentence": sentence}, status=429)
    response["Retry-After"] = str(WAIT)
    return response


@contextmanager
def alone(lock: int) -> Iterator[bool]:
    """Try to take an advisory lock for the block; yields whether this succeeded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (held,) = cursor.fetchone()
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
