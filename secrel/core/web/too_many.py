"""Limits on what somebody without an account asks for: by network address, with the wait in the answer."""

from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest, HttpResponse

from secrel.core.changes.errors import RuleBroken
from secrel.core.people.sign_in.throttle import Throttle, allows


class TooMany(RuleBroken):
    """Too many requests from one network address, or for one mail address."""

    status = 429


def count_from(request: HttpRequest, limit: Throttle) -> None:
    """Count a request from its network address. Raises TooMany if the limit is reached."""
    if not allows(limit, get_ip(request)):
        raise TooMany(
            "Too many requests have come from your network address. Nothing was saved. Try again in "
            f"{_seconds(limit)} seconds."
        )


def with_wait(response: HttpResponse, limit: Throttle) -> HttpResponse:
    """The response; if it refuses for this limit, with the time after which to try again."""
    if response.status_code == TooMany.status:
        response["Retry-After"] = str(_seconds(limit))
    return response


def _seconds(limit: Throttle) -> int:
    return limit.forgets // timedelta(seconds=1)
