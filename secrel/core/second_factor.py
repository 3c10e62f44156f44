"""Who decides signs in with a second factor: demanded where the installation says so (SECOND_FACTOR)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from secrel.core.errors import NotAllowed


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether whoever asks has to set up a second factor before they decide."""
    return settings.SECOND_FACTOR and not is_mfa_enabled(request.user)


def decides(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that takes a decision, or a part of one; without a second factor it says how to set one up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if lacks_second_factor(request):
            raise NotAllowed(
                "Who decides signs in with a second factor. Set one up under “Second factor” of your account, then "
                "come back: nothing was recorded."
            )
        return view(request, *args, **kwargs)

    return guarded
