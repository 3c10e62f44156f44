"""How many requests of the API one person, or one network address without a sign-in, may send, with headers.

The counts are in Valkey. While it is away nothing is limited here; the proxy has limits of its own.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from secrel.core.processes.jobs import Pause

log = logging.getLogger("secrel")
WINDOW = 60
"""Seconds in which requests are counted."""
_pause = Pause(seconds=5)


class Requests(BaseThrottle):
    """So many requests a minute: `API_REQUESTS` of a person, `API_PUBLIC_REQUESTS` of an address."""

    def allow_request(self, request: Request, view: Any) -> bool:
        signed_in = request.user.is_authenticated
        most = settings.API_REQUESTS if signed_in else settings.API_PUBLIC_REQUESTS
        who = request.user.pk if signed_in else get_ip(request._request)
        window, self.left_seconds = divmod(time.time(), WINDOW)
        self.left_seconds = WINDOW - int(self.left_seconds)
        sent = _counted(f"api:{window:.0f}:{who}")
        request._request.rate = most, max(most - sent, 0), self.left_seconds
        return sent <= most

    def wait(self) -> int:
        return self.left_seconds


def _counted(key: str) -> int:
    """Count one more; 0 while the cache is away."""
    if _pause:
        return 0
    try:
        cache = caches["presence"]
        cache.add(key, 0, 2 * WINDOW)
        return cache.incr(key)
    except Exception as error:
        _pause.begin()
        log.warning("The cache that counts requests of the API is not available: %r", error)
        return 0


def limited(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: says in the headers how many requests are left, and for how long."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if rate := getattr(request, "rate", None):
            most, left, seconds = rate
            response["RateLimit-Policy"] = f'"requests";q={most};w={WINDOW}'
            response["RateLimit"] = f'"requests";r={left};t={seconds}'
        return response

    return answer
