"""Cookie names. In production they begin with `__Host-`, so browsers restrict them to this host and to HTTPS."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse

YEAR = 365 * 24 * 3600


def cookie_name(name: str) -> str:
    return settings.COOKIE_PREFIX + name


def chosen(request: HttpRequest, name: str, default: str) -> str:
    """A choice that the browser sends as a cookie, such as the theme."""
    return request.COOKIES.get(cookie_name(name), default)


def store_choice(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(cookie_name(name), value, max_age=YEAR, **flags())


def flags() -> dict[str, Any]:
    return {"secure": settings.SESSION_COOKIE_SECURE, "samesite": "Lax"}


class MessagesInCookie(CookieStorage):
    cookie_name = cookie_name(CookieStorage.cookie_name)


class Messages(FallbackStorage):
    """Django's message storage, with our name for its cookie."""

    storage_classes = (MessagesInCookie, SessionStorage)
