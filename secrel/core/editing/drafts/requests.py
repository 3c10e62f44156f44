"""Distinguish a page that a person opens from a fragment that a script requests."""

from django.http import HttpRequest, HttpResponse, JsonResponse

SIGNED_OUT = "You have been signed out. Sign in again, then send this again."
OTHER_PERSON = "Another person is signed in now. Sign in as the person who opened the page."
STALE = "You signed in again after you opened this page. Send this again."
CHALLENGE = 'Session realm="secrel"'
"""A 401 must name an authentication scheme. For one that a browser does not know, it shows no dialog of its own."""
STALE_HEADER = "X-Stale-Token"
CSRF_CODE = "csrf"
"""Of the API's refusal over a CSRF token: the session holds, so the answer is 403 and not 401."""


def is_fragment(request: HttpRequest) -> bool:
    """Whether the response goes to a script (htmx, fetch) and not into the window."""
    headers = request.headers
    if headers.get("HX-Request") == "true" or headers.get("X-Requested-With") == "XMLHttpRequest":
        return True
    if headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return True
    return wants_json(request)


def is_opened(request: HttpRequest) -> bool:
    """Whether a browser opens a fragment's address in its window."""
    return not is_fragment(request) and "text/html" in request.headers.get("Accept", "")


def wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def fragment_refused(request: HttpRequest, sentence: str, status: int = 401) -> HttpResponse:
    """The sentence alone, as JSON if that was requested; the requesting page shows its own notice."""
    if wants_json(request):
        response: HttpResponse = JsonResponse({"detail": sentence}, status=status)
    else:
        response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    if status == 401:
        response["WWW-Authenticate"] = CHALLENGE
    response["Cache-Control"] = "no-store"
    return response
