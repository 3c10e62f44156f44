"""Filters of lists: those of the pages. A value that none of them knows is 400 in words."""

from collections.abc import Iterable

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from secrel.core.web.http import searched


def choice(name: str, values: Iterable[str]) -> OpenApiParameter:
    """Describes a filter with these values."""
    return OpenApiParameter(name, str, description="Only those.", enum=list(values))


def chosen(request: Request, name: str, values: Iterable[str]) -> str:
    """What a filter asks for; empty without it."""
    value, known = searched(request, name), list(values)
    if value and value not in known:
        raise ParseError(f"“{value[:60]}” is no {name} here. Use {', '.join(known)}, or leave it out.")
    return value
