"""Who must show a second factor, and who has; required if the setting SECOND_FACTOR is on.

A factor counts once another administrator has confirmed it (`sign_in/confirming.py`). Operations require one for
every permission in NEEDS_SECOND_FACTOR.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR, Permission
from secrel.core.models.factors import ConfirmedFactor
from secrel.core.models.people import User
from secrel.core.people.sign_in.sessions import end_if_over

DECIDES_NOTHING = "A token shows no second factor. Sign in and do this on its page. Nothing was recorded."
_examples: ContextVar[bool] = ContextVar("examples are being loaded", default=False)


@contextmanager
def loading_examples() -> Iterator[None]:
    """Let the example accounts decide without a second factor while they are loaded; refused in production."""
    mark = _examples.set(True)
    try:
        yield
    finally:
        _examples.reset(mark)


def refuse_without(needs: Permission | None, by: Any, *, system_may: bool) -> None:
    """Raise NotAllowed if the permission requires a second factor and `by` has not shown one.

    `system_may`: the application itself needs none.
    """
    if needs in NEEDS_SECOND_FACTOR and getattr(by, "allowed", None) is not None:
        raise NotAllowed(DECIDES_NOTHING)
    if not settings.SECOND_FACTOR or needs not in NEEDS_SECOND_FACTOR or _examples.get():
        return
    if by.second_factor or (by.pk is None and system_may):
        return
    if getattr(by, "factor_waits", False):
        raise NotAllowed(
            "Another administrator must confirm your second factor first, because anybody with your password could "
            "have set it up. Ask one to do so. Nothing was recorded."
        )
    raise NotAllowed(
        "You need to sign in with a second factor to do this. Set one up, or sign out and in again with the one you "
        "have. Nothing was recorded.",
        link=(reverse("mfa_index"), "Second factor"),
    )


def lacks_second_factor(user: User) -> bool:
    """Whether the user would be refused, so that a page can say so before they enter anything."""
    return settings.SECOND_FACTOR and not user.second_factor


def actors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: adds to the signed-in user whether this session has shown a second factor."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(_actor, request))
        return get_response(request)

    return answer


def _actor(request: HttpRequest) -> Any:
    end_if_over(request)
    user = get_user(request)
    if user.is_authenticated:
        shown = [
            record.get("id") for record in get_authentication_records(request, user) if _is_factor(record)
        ]
        user.second_factor = bool(shown) and factors_that_count(user).filter(authenticator__in=shown).exists()
        user.factor_waits = bool(shown) and not user.second_factor
    return user


def _is_factor(record: dict[str, Any]) -> bool:
    return record.get("method") == "mfa" and isinstance(record.get("id"), int)


def factors_that_count(user: User) -> QuerySet[ConfirmedFactor]:
    return ConfirmedFactor.objects.filter(user=user)
