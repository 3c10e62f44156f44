"""Logs sign-ins, failed attempts and refusals, with the account and network address.

No password is logged, and of an email address only the account that it belongs to.
"""

import logging
from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from secrel.core.models.people import User

log = logging.getLogger("secrel.sign_in")
refusals = logging.getLogger("secrel.refused")
REFUSED = (401, 403)


def who(request: HttpRequest | None, account: User | None = None) -> str:
    """'user 5 from 192.0.2.1', for a log line."""
    if request is None:
        return "a command"
    user = account or getattr(request, "user", None)
    named = f"user {user.pk}" if user is not None and user.pk else "unknown user"
    return f"{named} from {_address(request)}"


def _address(request: HttpRequest) -> str:
    """The network address; a request without one is not refused because of a log line."""
    try:
        return get_ip(request)
    except PermissionDenied:
        return "an unknown address"


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    log.info("Signed in: %s", who(request, user))


def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    log.info("Signed out: %s", who(request, user))


def step_completed(
    request: HttpRequest, user: User, method: str, reauthenticated: bool = False, **_: Any
) -> None:
    log.info("%s (%s): %s", "Shown again" if reauthenticated else "Shown", method, who(request, user))


def password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    log.info("New password: %s", who(request, user))


def failed(what: str, account: User | None) -> None:
    """Log a wrong password or code."""
    log.warning("Wrong %s: %s", what, who(context.request, account or User()))


def throttled(what: str, account: object) -> None:
    """Log an attempt that came too early and was not checked. `account` is its key or the entered address."""
    user = (
        User.objects.filter(pk=account)
        if isinstance(account, int)
        else User.objects.filter(email__iexact=account)
    )
    log.warning("Throttled, %s not checked: %s", what, who(context.request, user.first() or User()))


def file_refused(sentence: str) -> None:
    refusals.warning("Refused a file of %s: %r", who(context.request), sentence)


def refused_pages_are_logged(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: logs each page or API address that was refused (401, 403)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code in REFUSED:
            refusals.warning(
                "Refused %s %r to %s: %d", request.method, request.path, who(request), response.status_code
            )
        return response

    return answer
