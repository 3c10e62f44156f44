"""Ends sessions: some hours after the sign-in, after idle time, or with a new second factor."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, update_session_auth_hash
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from secrel.core.dates import clock
from secrel.core.editing.drafts.requests import is_fragment
from secrel.core.models.people import User

BEGAN, USED = "signed_in_at", "used_at"
WRITES_PER_IDLE_TIME = 12
"""How often within the idle time a use is stored, so that few requests write the session."""


def begin(request: HttpRequest, user: User, **_: Any) -> None:
    """At sign-in, start both times."""
    request.session[BEGAN] = request.session[USED] = _now()


def end_if_over(request: HttpRequest) -> None:
    """Sign out a user whose session is too old or idle for too long. Unsaved input is stored (ADR 16).

    Requests that an open page makes by itself (fragments read with GET) do not count as use.
    """
    session = request.session
    if SESSION_KEY not in session:
        return
    began, used = session.get(BEGAN), session.get(USED)
    if began is None or used is None:  # signed in under an earlier version
        _note(session, **{BEGAN: _now(), USED: _now()})
    elif _now() - began >= settings.SESSION_COOKIE_AGE or _now() - used >= settings.SESSION_IDLE_SECONDS:
        session.flush()
    elif _now() - used >= settings.SESSION_IDLE_SECONDS / WRITES_PER_IDLE_TIME and _is_use(request):
        _note(session, **{USED: _now()})


def _is_use(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD") or not is_fragment(request)


def _note(session: SessionBase, **times: int) -> None:
    """Save the session now; a full disk, or a sign-out at the same moment, does not fail the request."""
    was_modified = session.modified
    session.update(times)
    with suppress(DatabaseError, UpdateError):
        session.save()
    session.modified = was_modified


def _now() -> int:
    return int(clock.now().timestamp())


def renew(request: HttpRequest, user: User) -> None:
    """Continue this session under a new key after all sessions of the user were ended."""
    before = request.session.session_key
    user.refresh_from_db(fields=["times_signed_out"])
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def clearing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Have the browser clear its cached pages on signing out. Cookies remain, as one holds the theme."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = view(request, *args, **kwargs)
        if was_signed_in and SESSION_KEY not in request.session:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return answer


def signed_in_again(request: HttpRequest, user: User, reauthenticated: bool = False, **_: Any) -> None:
    """Renew the session after the user has entered their password or shown their factor again."""
    if reauthenticated:
        renew(request, user)
