"""Small things that views share. Requests end here: nothing below a view sees one."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.core.handlers.wsgi import WSGIRequest
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.http import parse_header_parameters

from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.permissions import Permission

Row = TypeVar("Row", bound=models.Model)


class Request(WSGIRequest):
    """A request that is always decoded as UTF-8.

    Django would decode the address with the character set of the body, and fail on an unknown one. The middleware
    `readable` refuses such bodies.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class SeeOther(HttpResponseRedirect):
    """The redirect after a POST (303): the browser loads the page with GET."""

    status_code = 303


def found_or_404(rows: Iterable[Row], what: str) -> Row:
    """The first row, or a 404 that names what was not found."""
    row = rows.first() if isinstance(rows, models.QuerySet) else next(iter(rows), None)
    if row is None:
        raise Http404(f"There is no {what} at this address.")
    return row


def sent_token(request: HttpRequest) -> int | None:
    """The version token of a POST without a form; None if missing, which operations refuse."""
    token = request.POST.get("token", "")
    return int(token) if re.fullmatch("[0-9]{1,18}", token) else None


def needs(*permissions: Permission) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Restrict a view to holders of any of the permissions; other signed-in users get 403."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not set(permissions) & request.user.permissions():
                raise NotAllowed(
                    "Your role does not give you access to this page. Ask SECAS if you think it should."
                )
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def searched(request: HttpRequest, name: str) -> str:
    """A query parameter, trimmed to 100 characters and without NUL characters."""
    return request.GET.get(name, "").replace("\x00", "").strip()[:100]


def held_by(request: HttpRequest) -> frozenset[Permission]:
    """Permissions of the user; none for the public."""
    return request.user.permissions() if request.user.is_authenticated else frozenset()


def paginate(rows: Any, query: QueryDict, per_page: int = 50) -> Page:
    """One page of a list; a page number out of range gives the nearest page."""
    return Paginator(rows, per_page).get_page(query.get("page"))
