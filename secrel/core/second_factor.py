"""Who has shown a second factor, and who must: demanded where the installation says so (SECOND_FACTOR).

The demand itself is made inside operations (`changes.py`), for every permission of NEEDS_SECOND_FACTOR.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from secrel.core.errors import NotAllowed
from secrel.core.models import User
from secrel.core.permissions import NEEDS_SECOND_FACTOR, Permission

SYSTEM_DOES = frozenset({"core.add_user", "core.change_user", "core.give_role", "core.end_role"})
"""What the application itself does although a person would show a second factor: it opens the accounts of Parties
that register and of the first administrators (and closes one of those whose address was mistyped), and gives and ends
the roles that follow from a registration."""
_examples: ContextVar[bool] = ContextVar("examples are being loaded", default=False)


@contextmanager
def loading_examples() -> Iterator[None]:
    """The example accounts decide without a second factor while they are loaded, which production refuses."""
    mark = _examples.set(True)
    try:
        yield
    finally:
        _examples.reset(mark)


def refuse_without(action: str, needs: Permission | None, by: Any) -> None:
    """Raise NotAllowed where `action` needs a second factor and `by` has not shown one."""
    if not settings.SECOND_FACTOR or needs not in NEEDS_SECOND_FACTOR or _examples.get():
        return
    if by.second_factor or (by.pk is None and action in SYSTEM_DOES):
        return
    raise NotAllowed(
        "You need to sign in with a second factor to do this. Set one up, or sign out and in again with the one you "
        "have. Nothing was recorded.",
        link=(reverse("mfa_index"), "Second factor"),
    )


def lacks_second_factor(user: User) -> bool:
    """Whether whoever asks would be refused, so that a page can say so before anything is typed."""
    return settings.SECOND_FACTOR and not user.second_factor


def actors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: whoever is signed in carries whether a second factor was shown in this session."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(_actor, request))
        return get_response(request)

    return answer


def _actor(request: HttpRequest) -> Any:
    user = get_user(request)
    if user.is_authenticated:
        user.second_factor = any(
            record.get("method") == "mfa" for record in get_authentication_records(request, user)
        )
    return user
