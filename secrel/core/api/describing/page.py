"""The page of the API: what each endpoint takes and answers, from its own description, under the strict policy."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from secrel.core.api.models import Scope
from secrel.core.api.problems import TITLES
from secrel.core.web.caching import HOUR, public_for
from secrel.core.webhooks.description import EXAMPLE
from secrel.core.webhooks.events import KINDS

METHODS = ("get", "post", "put", "patch", "delete")


@login_not_required
@require_safe
@public_for(HOUR)
def api_page(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": groups(),
        "problems": TITLES,
        "scopes": Scope.choices,
        "site": settings.SITE_URL,
        "events": KINDS.values(),
        "message": json.dumps(EXAMPLE, indent=2),
    }
    return render(request, "api/page.html", context)


@cache
def groups() -> list[tuple[str, list[dict[str, Any]]]]:
    """The endpoints by the first word of their address; made once, as only a new release changes them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in description()["paths"].items():
        title = path.removeprefix("/api/v1/").partition("/")[0].replace("-", " ").capitalize()
        for method in METHODS:
            if method in methods:
                found.setdefault(title, []).append(_endpoint(path, method, methods[method]))
    return sorted(found.items())


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description, as the address of the schema serves it."""
    return SchemaGenerator().get_schema(request=None, public=True)


def _endpoint(path: str, method: str, described: dict[str, Any]) -> dict[str, Any]:
    answered = {status: body for status, body in described["responses"].items() if status.startswith("2")}
    return {
        "method": method.upper(),
        "path": path,
        "name": described["operationId"],
        "summary": described.get("summary") or described.get("description", "").partition(". ")[0],
        "description": described.get("description", ""),
        "parameters": [_parameter(row) for row in described.get("parameters", [])],
        "sent": _example(described.get("requestBody", {})),
        "answers": [(status, _example(body)) for status, body in answered.items()],
        "refusals": sorted(set(described["responses"]) - set(answered) - {"304", "500"}),
    }


def _parameter(row: dict[str, Any]) -> dict[str, Any]:
    """With the values that it takes, and an example."""
    examples = [one["value"] for one in row.get("examples", {}).values()]
    return row | {"values": row.get("schema", {}).get("enum", []), "example": next(iter(examples), "")}


def _example(body: dict[str, Any]) -> str:
    content = body.get("content", {}).get("application/json", {})
    value = content.get("example")
    for example in content.get("examples", {}).values():
        value = example["value"]
    return "" if value is None else json.dumps(value, indent=2, ensure_ascii=False, default=str)
