"""What browsers and proxies may keep. Everything is `private, no-store` unless its view says that it is public."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe
from whitenoise.middleware import WhiteNoiseFileResponse

from secrel.core.files.ranges import in_part

SHORT = 60
"""Seconds for what can be taken back or change its readers: pages, published drafts, the latest PDF."""
FEEDS = 300
HOUR = 3600
"""For what a new release of this application may change."""
DAY = 24 * 3600
"""For what stays as it is for good: a version in force, at its own number."""
KEPT = (200, 206, 304)

View = Callable[..., HttpResponse]


def public_for(seconds: int) -> Callable[[View], View]:
    """Say that what a view gives to the public may be kept for so long by anybody.

    A response whose age depends on what it holds sets `response.public_for` itself; None: it is not public.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if not hasattr(response, "public_for"):
                response.public_for = seconds
            return response

        return kept

    return decorate


class caching:  # noqa: N801 - named as it reads in MIDDLEWARE
    """Stands outermost: it sees redirects, errors and cookies, whoever made them.

    What is public has an ETag and answers 304, 206 and 416. A response to somebody who is signed in, or one
    that sets a cookie, is never public, whatever its view says.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, WhiteNoiseFileResponse):  # static files say how long themselves
            return response
        patch_vary_headers(response, ["Cookie"])
        age = getattr(response, "public_for", None)
        is_public = age is not None and _is_for_everybody(request, response)
        response = _answered(request, response, with_etag=is_public)
        is_public = is_public and response.status_code in KEPT
        response["Cache-Control"] = (
            f"public, max-age={age}, must-revalidate" if is_public else "private, no-store"
        )
        return response


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.cookies:
        return False
    user = getattr(request, "user", None)
    return user is None or not user.is_authenticated


def _answered(request: HttpRequest, response: HttpResponse, *, with_etag: bool) -> HttpResponse:
    """The response, or 304, 412, 206 or 416 in its place, as the request's conditions have it (RFC 9110)."""
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if with_etag and not response.has_header("ETag"):
        set_response_etag(response)
    modified = response.get("Last-Modified")
    known = {
        "etag": response.get("ETag"),
        "last_modified": parse_http_date_safe(modified) if modified else None,
    }
    if not any(known.values()):
        return response
    answer = get_conditional_response(request, **known, response=response)
    patch_vary_headers(answer, ["Cookie"])
    return in_part(request, answer)
