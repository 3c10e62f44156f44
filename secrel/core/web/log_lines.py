"""Log lines as JSON, one per event, with time (UTC), person, network address and path, without secrets."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from logging import LogRecord
from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

# deploy/nginx/secrel.conf.template has the same list.
_SECRET = re.compile(
    r"(/(?:accounts/password/reset/key|accounts/confirm-email|calendar/private|news/private|stop|following|emails"
    r"|consultations/link)/)"
    r"[^\s\"'<>]+"
)
"""Addresses that need no sign-in: one-time links, private feeds, links that stop emails."""
_NOT_LOGGED = [*RESERVED_ATTRS, "taskName", "request", "data"]
"""Attributes of a log record that are left out: Django adds its request, Celery a job's arguments."""
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def without_secrets(text: str) -> str:
    return _SECRET.sub(r"\1…", text)


class in_request:  # noqa: N801 - named as it reads in MIDDLEWARE
    """The outermost middleware: adds the request's facts to everything logged meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(before)


class JsonLines(JsonFormatter):
    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger"},
            reserved_attrs=_NOT_LOGGED,
            json_ensure_ascii=False,
        )

    def add_fields(self, log_data: dict[str, Any], record: LogRecord, message_dict: dict[str, Any]) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        super().add_fields(log_data, record, message_dict)
        request = getattr(record, "request", None) or _request.get()
        if isinstance(request, HttpRequest):
            for name, value in _circumstances(request).items():
                log_data.setdefault(name, value)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {
            name: without_secrets(value) if isinstance(value, str) else value
            for name, value in log_data.items()
        }


def _circumstances(request: HttpRequest) -> dict[str, Any]:
    """Person, network address, method and path of a request, without a database query, which may fail."""
    user = getattr(request, "_cached_user", None)
    try:
        address = get_ip(request)
    except PermissionDenied:  # fewer proxies than TRUSTED_PROXIES states
        address = request.META.get("REMOTE_ADDR", "")
    return {
        "person": getattr(user, "pk", None),
        "address": address,
        "method": request.method,
        "path": request.path,
    }
