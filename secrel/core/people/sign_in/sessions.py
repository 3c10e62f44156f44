"""When a session ends: so long after its sign-in, when nobody did anything for so long, or with a new second factor."""

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
NOTED_EVERY = 12
"""That often within the idle time a use is noted, so that few requests write the session."""


def begin(request: HttpRequest, user: User, **_: Any) -> None:
    """At sign-in: both times count from now."""
    request.session[BEGAN] = request.session[USED] = _now()


def end_if_over(request: HttpRequest) -> None:
    """Sign out whoever has been signed in too long, or has done nothing too long. What is typed then is kept (ADR 16).

    What an open page asks by itself (fragments read with GET) is no use of the session.
    """
    session = request.session
    if SESSION_KEY not in session:
        return
    began, used = session.get(BEGAN), session.get(USED)
    if began is None or used is None:  # signed in under an earlier version
        _note(session, **{BEGAN: _now(), USED: _now()})
    elif _now() - began >= settings.SESSION_COOKIE_AGE or _now() - used >= settings.SESSION_IDLE_SECONDS:
        session.flush()
    elif _now() - used >= settings.SESSION_IDLE_SECONDS / NOTED_EVERY and _is_use(request):
        _note(session, **{USED: _now()})


def _is_use(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD") or not is_fragment(request)


def _note(session: SessionBase, **times: int) -> None:
    """Write it now: a full disk, or a sign-out at the same moment, is no reason to refuse a page."""
    was_modified = session.modified
    session.update(times)
    with suppress(DatabaseError, UpdateError):
        session.save()
    session.modified = was_modified


def _now() -> int:
    return int(clock.now().timestamp())


def renew(request: HttpRequest, user: User) -> None:
    """Go on with this session under a new key, also where all others of this person were ended."""
    before = request.session.session_key
    user.refresh_from_db(fields=["times_signed_out"])
    update_session_auth_hash(request, user)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def clearing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the browser forget the pages that it keeps of whoever signs out. Cookies stay: one holds the theme."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        response = view(request, *args, **kwargs)
        if was_signed_in and SESSION_KEY not in request.session:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return answer


def signed_in_again(request: HttpRequest, user: User, reauthenticated: bool = False, **_: Any) -> None:
    """Somebody typed their password or showed their factor once more."""
    if reauthenticated:
        renew(request, user)
