"""Middleware that answers unreadable requests and unhandled errors with a sentence."""

import json
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.utils.html import escape
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from secrel.core.api.problems import problem_response
from secrel.core.api.requests import FORMS, JSON, NOT_JSON
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.drafts.drafts import submitted_text
from secrel.core.processes.no_room import SENTENCE, NoRoom, is_full
from secrel.core.values.texts import UNSTORABLE, unstorable

_SAME = "Somebody else was saving the same thing. Your change was not saved. Try again."
BUSY: dict[type[BaseException], tuple[str, int]] = {
    DeadlockDetected: (_SAME, 409),
    LockNotAvailable: (_SAME, 409),
    QueryCanceled: (
        "This took too long, so we stopped it. Nothing was saved. Try again later, or with less at a time.",
        503,
    ),
}
"""Errors of statements that the database cancelled: the sentence and the status."""

CHARSETS = {"utf-8", "utf8", "us-ascii"}


class readable:  # noqa: N801 - named as it reads in MIDDLEWARE
    """Refuses requests that no view can read; control characters in a query are replaced (U+FFFD)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if cookies := request.META.get("HTTP_COOKIE"):
            request.META["HTTP_COOKIE"] = UNSTORABLE.sub("", cookies)
        if any(unstorable(dict(request.GET))):
            request.GET = _cleaned(request.GET)
        if refused := _type_refused(request) or _json_refused(request):
            return refusal(request, *refused)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse field names with control characters, which no form of this site sends."""
        try:
            odd = request.content_type in FORMS and any(
                map(UNSTORABLE.search, [*request.POST, *request.FILES])
            )
        except UnreadablePostError:  # the client has disconnected
            return None
        sentence = "A field name contains a control character. Reload the page and send the form again."
        return refusal(request, sentence, 400) if odd else None


def _cleaned(query: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True, encoding=query.encoding)
    for name, values in query.lists():
        cleaned.setlist(UNSTORABLE.sub("", name), [UNSTORABLE.sub("\ufffd", value) for value in values])
    cleaned._mutable = False
    return cleaned


def _type_refused(request: HttpRequest) -> tuple[str, int] | None:
    """Pages accept forms; the API also accepts JSON. An empty body is accepted by both."""
    empty = not request.content_type and request.META.get("CONTENT_LENGTH") in (None, "", "0")
    if request.method not in ("POST", "PUT", "PATCH") or empty:
        return None
    if request.content_params.get("charset", "utf-8").lower() not in CHARSETS:
        return (
            "This address accepts UTF-8 text only. Nothing was changed. Send the request again as UTF-8.",
            415,
        )
    accepted, what = (FORMS, "forms") if not _is_api(request) else (FORMS | {JSON}, JSON)
    if request.content_type.lower() in accepted:
        return None
    return f"This address accepts {what}, not the content type that was sent. Nothing was changed.", 415


def _json_refused(request: HttpRequest) -> tuple[str, int] | None:
    if not _is_api(request) or request.content_type.lower() != JSON or not request.body:
        return None
    try:
        odd = any(unstorable(json.loads(request.body)))
    except (ValueError, RecursionError):
        return NOT_JSON, 400
    sentence = (
        "The content contains a control character, which cannot be stored. Remove it and send it again."
    )
    return (sentence, 400) if odd else None


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A refusal as a page, or as JSON from the API."""
    if _is_api(request):
        return problem_response(status, sentence)
    return render(request, "refused.html", {"sentence": sentence}, status=status)


class sentences:  # noqa: N801 - named as it reads in MIDDLEWARE
    """Shows a broken rule, a full disk or an unavailable database as a page."""

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
            return refusal(request, *busy)
        if isinstance(exception, OperationalError | InterfaceError):
            return database_away(request)
        if UNSTORABLE.search(request.path) and not isinstance(exception, Http404):
            return refusal(request, "There is no page at this address.", 404)
        return None


def disk_full(request: HttpRequest) -> HttpResponse:
    """A plain page, as the database's disk may be full and no session can be written."""
    if _is_api(request):
        return problem_response(NoRoom.status, SENTENCE)
    return HttpResponse(
        "<!doctype html><html lang='en-GB'><title>Not saved – secrel</title><h1>Not saved</h1>"
        f"<p>{escape(SENTENCE)} What you typed is still in your browser: go back to see it.</p></html>",
        status=NoRoom.status,
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """A plain page, as all others read the signed-in user from the database."""
    if _is_api(request):
        detail = "The database is not responding. Nothing that was saved is lost. Try again in a minute."
        return problem_response(503, detail, headers={"Retry-After": "20"})
    response = render(None, "away.html", {"entered": submitted_text(request)}, status=503)
    response["Retry-After"] = "20"
    return response
