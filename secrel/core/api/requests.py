"""What the API's endpoints share: who may use one, and what was sent to it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, UnsupportedMediaType, ValidationError
from rest_framework.request import Request

from secrel.core.changes.permissions import Permission
from secrel.core.web.http import held_by

JSON = "application/json"
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NOT_JSON = "The content is not JSON that can be read. Correct it and send it again."
OTHER_TYPE = f"This address takes {JSON}, not the type of content that was sent. Nothing was changed."


def let_in(request: Request, *permissions: Permission) -> None:
    """Let in who holds any of the permissions. Others get 403 with a sentence, or 401 without a sign-in."""
    if not set(permissions) & held_by(request):
        raise PermissionDenied("Your role does not open this. Ask SECAS if you think that it should.")


def sent(request: Request, form: type[serializers.Serializer]) -> dict[str, Any]:
    """What was sent, as the serializer reads it. Nothing else reads `request.data`.

    Refuses fields that the serializer does not know, which would be dropped without a word, and forms: of several
    parts, one was read before the view, so that Django REST framework takes it for an empty one.
    """
    if is_form(request):
        raise UnsupportedMediaType(request.content_type)
    return read_as(request, request.data, form)


def is_form(request: HttpRequest | Request) -> bool:
    return (request.content_type or "").partition(";")[0].strip().lower() in FORMS


def read_as(request: Request, data: Any, form: type[serializers.Serializer]) -> dict[str, Any]:
    """JSON as the serializer reads it; the request keeps it, as the other side of a conflict."""
    if not isinstance(data, dict):
        raise ValidationError("Send one JSON object, with the fields of this address as its names.")
    request.was_sent = data
    serializer = form(data=data, context={"request": request})
    serializer.is_valid(raise_exception=True)
    if unknown := dict.fromkeys(
        _unknown(serializer, serializer.initial_data), "This address takes no such field."
    ):
        raise ValidationError(unknown)
    return serializer.validated_data


def _unknown(field: serializers.Field, given: Any, where: str = "") -> Iterator[str]:
    """Paths of fields that were sent and that the serializer does not have."""
    if isinstance(given, list) and (child := getattr(field, "child", None)):
        for place, item in enumerate(given):
            yield from _unknown(child, item, f"{where}{place}/")
    elif isinstance(given, dict) and isinstance(field, serializers.Serializer):
        for name, value in given.items():
            if name in field.fields:
                yield from _unknown(field.fields[name], value, f"{where}{name}/")
            else:
                yield f"{where}{name}"
