"""What browsers and proxies may cache: `private, no-store`, unless a view is marked `public_for`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe
from whitenoise.middleware import WhiteNoiseFileResponse

from secrel.core.files.ranges import in_part
from secrel.core.web.page_cache import CachedPage

SHORT = 60
"""Seconds for pages, published drafts and the latest PDF, which may change or be withdrawn."""
FEEDS = 300
HOUR = 3600
"""For responses that only a new release of this application changes."""
DAY = 24 * 3600
"""For copies of what never changes, in a form that a new release of this application may change."""
FOR_EVER = 365 * DAY
"""For what never changes, a version in force at its own number: a year, the longest that caches accept."""
CACHEABLE = (200, 206, 304)

View = Callable[..., HttpResponse]


def public_for(seconds: int) -> Callable[[View], View]:
    """Let anybody cache a view's responses to the public for this long. Pages are kept until anything changes.

    A response whose time depends on its content sets `response.public_for` itself; None: it is not public. A page that
    says something else from a moment on sets `response.true_until`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            page = getattr(request, "cached_page", None)
            response = view(request, *args, **kwargs)
            if not hasattr(response, "public_for"):
                response.public_for = seconds
            if page:
                page.store(response)
            return response

        return wrapped

    return decorate


def stored_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answers with a stored page before anything asks who the reader is. Views store what they make."""

    def answer(request: HttpRequest) -> HttpResponse:
        page = CachedPage.of(request)
        if page and (stored := page.response()):
            return stored
        request.cached_page = page  # type: ignore[attr-defined]
        return get_response(request)

    return answer


class caching:  # noqa: N801 - named as it reads in MIDDLEWARE
    """The outer middleware, as it must see all redirects, errors and cookies.

    Public responses have an ETag and support 304, 206 and 416. A response to a signed-in user, or one that sets a
    cookie, is never public.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, WhiteNoiseFileResponse):  # static files set their own header
            return response
        is_api = request.path.startswith("/api/")
        patch_vary_headers(response, ["Cookie", "Authorization"] if is_api else ["Cookie"])
        age = getattr(response, "public_for", None)
        is_public = age is not None and _is_for_everybody(request, response)
        response = _answered(request, response, with_etag=is_public or is_api)
        is_public = is_public and response.status_code in CACHEABLE
        ends = "immutable" if age == FOR_EVER else "must-revalidate"
        response["Cache-Control"] = f"public, max-age={age}, {ends}" if is_public else "private, no-store"
        return response


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.cookies:
        return False
    user = getattr(request, "user", None)
    return user is None or not user.is_authenticated


def _answered(request: HttpRequest, response: HttpResponse, *, with_etag: bool) -> HttpResponse:
    """The response, or 304, 412, 206 or 416 in its place, by the request's conditions (RFC 9110)."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if with_etag and not response.has_header("ETag"):
        set_response_etag(response)
    modified = response.get("Last-Modified")
    validators = {
        "etag": response.get("ETag"),
        "last_modified": parse_http_date_safe(modified) if modified else None,
    }
    if not any(validators.values()):
        return response
    answer = get_conditional_response(request, **validators, response=response)
    patch_vary_headers(answer, response["Vary"].split(", "))
    return in_part(request, answer)
