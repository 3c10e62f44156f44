"""Problem details (RFC 9457): the one shape of every refusal of the API."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from rest_framework import serializers

PROBLEM = "application/problem+json"
TITLES = {
    400: "It cannot be read",
    401: "No sign-in",
    403: "Not allowed",
    404: "Not found",
    405: "Not a method of this address",
    406: "Not in this form",
    409: "A rule refuses it",
    412: "Changed by somebody else",
    413: "Too much at once",
    415: "Another type of content",
    422: "A field is wrong",
    428: "No version sent",
    429: "Too many requests",
    500: "A fault of ours",
    503: "Not available now",
    507: "No room",
}
"""The title of a problem by its status."""


def problem(status: int, detail: str, **more: Any) -> dict[str, Any]:
    """A problem document. `detail` is our sentence: what is wrong and what to do."""
    kind = f"{settings.SITE_URL}/api/#problem-{status}"
    title = TITLES.get(status, "Refused")
    return {"type": kind, "title": title, "status": status, "detail": detail} | more


def problem_response(
    status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:
    """For what is refused before or after the views of the API."""
    data = problem(status, detail, **more)
    return JsonResponse(data, status=status, content_type=PROBLEM, headers=headers)


class WrongFieldSerializer(serializers.Serializer):
    field = serializers.CharField(help_text="The name of the field; empty: the whole.")
    place = serializers.CharField(
        help_text="A JSON Pointer into what you sent; empty for a parameter of the address."
    )
    detail = serializers.CharField()


class SeeSerializer(serializers.Serializer):
    address = serializers.CharField()
    name = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """Why a request was refused (RFC 9457)."""

    type = serializers.CharField(help_text="The paragraph of the API’s page on this kind.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and what to do, in a sentence.")
    errors = WrongFieldSerializer(many=True, required=False, help_text="Each wrong field with its place.")
    see = SeeSerializer(required=False, help_text="The page that the sentence is about.")
    yours = serializers.JSONField(required=False, help_text="412: what you sent.")
    theirs = serializers.JSONField(required=False, help_text="412: what is stored now, by field.")
    stored = serializers.CharField(required=False, help_text="412: the version to send in If-Match next.")


def error(field: str, place: Iterable[object], detail: str) -> dict[str, str]:
    """One wrong field; its place is written as a JSON Pointer."""
    pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)
    return {"field": field[:100], "place": pointer[:300], "detail": detail}
