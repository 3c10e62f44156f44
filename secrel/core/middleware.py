"""Errors as sentences, for whatever a view did not answer itself."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import escape
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from secrel.core.errors import RuleBroken
from secrel.core.no_room import SENTENCE, NoRoom, is_full

_SAME = "Somebody changed the same thing at the same moment. Nothing of yours was saved; try again."
BUSY: dict[type[BaseException], tuple[str, int]] = {
    DeadlockDetected: (_SAME, 409),
    LockNotAvailable: (_SAME, 409),
    QueryCanceled: (
        "This took too long, so it was stopped. Nothing of yours was saved. Ask for less at once, or try again later.",
        503,
    ),
}
"""What the database gives up on, by its error: the sentence and the status."""


class sentences:  # noqa: N801 - named as it reads in MIDDLEWARE
    """Shows a broken rule, a full disk, and a database that is away, as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_full(exception):
            return disk_full(request)
        if isinstance(exception, RuleBroken):
            template = "403.html" if exception.status == 403 else "refused.html"
            return render(
                request,
                template,
                {"sentence": exception.sentence, "link": exception.link},
                status=exception.status,
            )
        if busy := BUSY.get(type(exception.__cause__)):
            sentence, status = busy
            return render(request, "refused.html", {"sentence": sentence}, status=status)
        if isinstance(exception, OperationalError | InterfaceError):
            return database_away(request)
        return None


def disk_full(request: HttpRequest) -> HttpResponse:
    """Plain, as it may be the database's disk, where no session can be written either."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": SENTENCE}, status=NoRoom.status)
    return HttpResponse(
        "<!doctype html><html lang='en-GB'><title>Not saved – secrel</title><h1>Not saved</h1>"
        f"<p>{escape(SENTENCE)} What you typed is still in your browser: go back to see it.</p></html>",
        status=NoRoom.status,
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """Plain, as every template of ours asks who is signed in, and that is in the database."""
    if request.path.startswith("/api/"):
        detail = "The database does not answer. Nothing is lost; try again in a minute."
        return JsonResponse({"detail": detail}, status=503, headers={"Retry-After": "20"})
    return HttpResponse(
        "<!doctype html><html lang='en-GB'><title>Not available – secrel</title><h1>Not available now</h1>"
        "<p>The database does not answer. Nothing is lost; try again in a minute. If it lasts, tell the "
        "administrator: the health page at /health/ says what is missing.</p></html>",
        status=503,
        headers={"Retry-After": "20"},
    )
