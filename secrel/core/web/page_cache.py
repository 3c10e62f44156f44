"""Pages for everybody, kept as they were made until anything changes: one query instead of making them again.

Only what is asked for without cookies, sign-in or query string is kept: it is the same for all who ask so on a day. Of
pages for people who are signed in, parts are kept: they are the same for all with the same permissions, unless their
key names somebody. Forms have no place in them.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from secrel.core.changes.result_cache import CachedResults, cached_results
from secrel.core.dates.clock import moment, today
from secrel.core.models.cached import CachedResult
from secrel.core.web.http import held_by

BEARING = ~Q(kind__in=("users", "registrations", "flags", "files", "subscriptions"))
"""Entries that may change a public page: all but those about what is not public."""
MOST = 500
"""The most pages, and the most parts of pages, that are kept."""
PREFIX, PARTS = "page/", "part/"
NO_PAGES = ("/api/", "/health/")
"""Data, and what must answer without a database."""


@dataclass
class CachedPage:
    request: HttpRequest
    key: str
    found: CachedResults

    @classmethod
    def of(cls, request: HttpRequest) -> "CachedPage | None":
        """The cached page for a request; None if the answer may depend on who asks."""
        is_page = request.path.endswith("/") and not request.path.startswith(NO_PAGES)
        asks_for_all = is_page and request.method == "GET" and not request.META.get("QUERY_STRING")
        names_somebody = (
            request.COOKIES or "HTTP_AUTHORIZATION" in request.META or "HTTP_HX_REQUEST" in request.META
        )
        if settings.DEBUG or not asks_for_all or names_somebody:
            return None
        name = hashlib.sha256(
            f"{request.scheme} {request.get_host()} {today()} {request.path}".encode()
        ).hexdigest()
        key = f"{PREFIX}{name[:32]}"
        return cls(request, key, cached_results({key: BEARING}))

    def response(self) -> HttpResponse | None:
        data = self.found.data.get(self.key)
        if data is None or (data["true_until"] and moment() > datetime.fromisoformat(data["true_until"])):
            return None
        response = HttpResponse(data["body"], headers=data["headers"])
        response.public_for = data["public_for"]
        return response

    def store(self, response: HttpResponse) -> None:
        """Keep a page that everybody may cache; other responses are left alone.

        The middleware sets the cookies of forms and of sessions later: a page that needs one is for one person.
        """
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        has_form = "CSRF_COOKIE" in self.request.META
        has_session = getattr(getattr(self.request, "session", None), "modified", False)
        sets_cookie = response.cookies or has_form or has_session
        if response.status_code != 200 or sets_cookie or not is_page or response.public_for is None:
            return
        body = response.content.decode()
        until = getattr(response, "true_until", None)
        data = {
            "body": body,
            "headers": dict(response.headers),
            "public_for": response.public_for,
            "true_until": until.isoformat() if until else None,
        }
        if self.found.store({self.key: data}):
            keep_few(PREFIX)


def keep_few(prefix: str) -> None:
    """Delete all but the newest MOST results of a kind."""
    rows = CachedResult.objects.filter(key__startswith=prefix)
    beyond = rows.order_by("-position", "key").values("pk")[MOST:]
    CachedResult.objects.filter(pk__in=beyond).delete()


def kept_parts(
    request: HttpRequest,
    key: str,
    template: str,
    names: tuple[str, ...],
    context: Callable[[], Mapping[str, Any]],
    bearing: Q | None = None,
) -> dict[str, SafeString]:
    """The partials of a template by name, made with `context` where they are not kept. `bearing`: the entries that may
    change them; all, if it is not given. They are made anew each day."""

    def made() -> dict[str, str]:
        facts = dict(context())
        return {name: render_to_string(f"{template}#{name}", facts, request) for name in names}

    held = " ".join(sorted(held_by(request)))
    parts = kept(f"{key} {held} {request.user.is_authenticated} {names}", made, bearing)
    return {name: mark_safe(text) for name, text in parts.items()}  # noqa: S308 - made by our templates


def kept(asks: str, make: Callable[[], Any], bearing: Q | None = None) -> Any:
    """Data for JSON, made where it is not kept: anew each day, and once an entry is written that may change it.
    `asks` names all that it depends on beside the facts and the day: who reads it, and what is asked for."""
    key = f"{PARTS}{hashlib.sha256(asks.encode()).hexdigest()[:32]}"
    found = cached_results({key: Q() if bearing is None else bearing})
    row = found.data.get(key)
    if row is None or row["on"] != today().isoformat():
        row = {"on": today().isoformat(), "parts": make()}
        if found.store({key: row}):
            keep_few(PARTS)
    return row["parts"]


def kept_for(request: HttpRequest, key: str, make: Callable[[], Any]) -> Any:
    """Data for JSON that one person reads, kept until any entry is written."""
    return kept(f"{key} {request.user.pk} {' '.join(sorted(held_by(request)))}", make)
