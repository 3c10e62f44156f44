"""Errors as sentences, for whatever a view did not answer itself."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from psycopg.errors import DeadlockDetected

from secrel.core.drafts.drafts import sent_text
from secrel.core.errors import RuleBroken


class sentences:  # noqa: N801 - named as it reads in MIDDLEWARE
    """Shows a broken rule, and a database that is away, as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RuleBroken):
            template = "403.html" if exception.status == 403 else "refused.html"
            return render(
                request,
                template,
                {"sentence": exception.sentence, "link": exception.link},
                status=exception.status,
            )
        if isinstance(exception.__cause__, DeadlockDetected):
            sentence = (
                "Somebody changed the same thing at the same moment. Nothing of yours was saved; try again."
            )
            return render(request, "refused.html", {"sentence": sentence}, status=409)
        if isinstance(exception, OperationalError | InterfaceError):
            return database_away(request)
        return None


def database_away(request: HttpRequest) -> HttpResponse:
    """A page that stands alone, as every other asks who is signed in, and that is in the database."""
    if request.path.startswith("/api/"):
        detail = "The database does not answer. Nothing is lost; try again in a minute."
        return JsonResponse({"detail": detail}, status=503, headers={"Retry-After": "20"})
    response = render(None, "away.html", {"typed": sent_text(request)}, status=503)
    response["Retry-After"] = "20"
    return response
