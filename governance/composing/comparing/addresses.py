"""The addresses of a comparison: its page, and its files below it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from governance.composing.comparing.compare_pages import FORMS


def compare_paths(prefix: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """`name` is that of the page; those of the files end in -redline-pdf, -redline-docx, -changes-pdf, -changes-csv."""
    options: list[tuple[str, dict[str, Any], str]] = [("", {}, name)]
    options += [(form, {"form": form}, f"{name}-{form.replace('.', '-')}") for form in FORMS]
    return [path(f"{prefix}compare/{end}", view, form, name=full) for end, form, full in options]
