"""What was typed when a sign-in had expired: kept for whoever it was, and shown again after signing in.

A signed cookie says who was signed in last; only for them is a post kept, in the session that the browser
gets then, and only to them is it shown, at the address it was meant for. Files are not kept.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, QueryDict

from secrel.core.http import SeeOther

COOKIE = "last-signed-in"
MOST_BYTES = 3_000_000  # more than a form may send at all
MOST_PAGES = 5
NOT_KEPT = {"csrfmiddlewaretoken"}


class typed_text_is_kept:  # noqa: N801 - named as it reads in MIDDLEWARE
    """Stands before the demand to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and _last(request) != str(user.pk):
            response.set_signed_cookie(
                COOKIE,
                str(user.pk),
                max_age=30 * 24 * 3600,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, args: list, kwargs: dict
    ) -> HttpResponse | None:
        expired = request.method == "POST" and not request.user.is_authenticated
        if not expired or not getattr(view, "login_required", True) or not _last(request):
            return None
        typed = request.POST.copy()
        for name in NOT_KEPT:
            typed.pop(name, None)
        text = typed.urlencode()
        if len(text) > MOST_BYTES:
            return None
        others = {at: kept for at, kept in request.session.get("typed", {}).items() if at != request.path}
        newest = dict(list(others.items())[-MOST_PAGES + 1 :])  # one text a page, of a few pages
        request.session["typed"] = newest | {request.path: {"by": _last(request), "text": text}}
        return SeeOther(f"/accounts/login/?{urlencode({'next': request.get_full_path(), 'kept': 1})}")


def _last(request: HttpRequest) -> str:
    try:
        return request.get_signed_cookie(COOKIE, default="")
    except BadSignature:
        return ""


def kept_for(request: HttpRequest) -> QueryDict | None:
    """What the person typed at this address when the sign-in had expired; it is shown once, not saved."""
    if hasattr(request, "_kept"):
        return request._kept
    pages = request.session.get("typed", {})
    typed = pages.get(request.path)
    request._kept = None
    if typed and typed["by"] == str(request.user.pk):
        request.session["typed"] = {at: kept for at, kept in pages.items() if at != request.path}
        request._kept = QueryDict(typed["text"])
    return request._kept
