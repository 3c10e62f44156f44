"""What the API's endpoints share: who may use one, what was sent to it, and how a refusal is answered."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers
from rest_framework.exceptions import (
    NotAuthenticated,
    ParseError,
    PermissionDenied,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.editing.drafts.requests import CHALLENGE, CSRF_CODE
from secrel.core.processes.no_room import NoRoom
from secrel.core.web.http import held_by

JSON = "application/json"
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NOT_JSON = "The content is not JSON that can be read. Correct it and send it again."
OTHER_TYPE = f"This address takes {JSON}, not the type of content that was sent. Nothing was changed."
_NAMED = 10  # wrong fields that one sentence names
_LENGTH = 100  # characters of the name of one


def let_in(request: Request, *permissions: Permission) -> None:
    """Let in who holds any of the permissions. Others get 403 with a sentence, or 401 without a sign-in."""
    if not set(permissions) & held_by(request):
        raise PermissionDenied("Your role does not open this. Ask SECAS if you think that it should.")


def sent(request: Request, form: type[serializers.Serializer]) -> dict[str, Any]:
    """What was sent, as the serializer reads it. Nothing else reads `request.data`.

    Refuses fields that the serializer does not know, which would be dropped without a word, and forms: of several
    parts, one was read before the view, so that Django REST framework takes it for an empty one.
    """
    if (request.content_type or "").partition(";")[0].strip().lower() in FORMS:
        raise UnsupportedMediaType(request.content_type)
    if not isinstance(request.data, dict):
        raise ValidationError("Send one JSON object, with the fields of this address as its names.")
    serializer = form(data=request.data)
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


def refusal(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as {"detail": sentence}: 400 for what cannot be read, 422 a field, 409 a rule, 401 no sign-in."""
    if isinstance(exception, RuleBroken) and not isinstance(exception, NotAllowed):
        status = exception.status if isinstance(exception, NoRoom) else 409
        return Response({"detail": exception.sentence}, status=status)
    if isinstance(exception, ValidationError | DjangoValidationError):
        return Response({"detail": _wrong_fields(exception)}, status=422)
    return exception_handler(_in_words(exception, context["request"]), context)


def _in_words(exception: Exception, request: Request) -> Exception:
    """The exception with a sentence of ours, where Django REST framework's own says less."""
    if isinstance(exception, ParseError):
        return ParseError(NOT_JSON)
    if isinstance(exception, UnsupportedMediaType):
        return UnsupportedMediaType(request.content_type, detail=OTHER_TYPE)
    if isinstance(exception, NotAllowed):
        exception = PermissionDenied(exception.sentence)
    if isinstance(exception, PermissionDenied) and exception.get_codes() == CSRF_CODE:
        return exception
    refused = isinstance(exception, PermissionDenied | DjangoPermissionDenied)
    if refused and not request.user.is_authenticated:
        reads = request.method in SAFE_METHODS
        exception = NotAuthenticated("Sign in to read this." if reads else "Sign in, then send this again.")
    if isinstance(exception, NotAuthenticated):
        exception.auth_header = CHALLENGE
    return exception


def _wrong_fields(exception: Exception) -> str:
    """One sentence for each field that is wrong, by its path, and what to do."""
    found = list(_sentences(serializers.as_serializer_error(exception)))
    more = [f"And {len(found) - _NAMED:,} more."] if len(found) > _NAMED else []
    return " ".join([*found[:_NAMED], *more, "Nothing was changed. Correct this and send it again."])


def _sentences(detail: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _sentences(
                inner, path if name == api_settings.NON_FIELD_ERRORS_KEY else (*path, str(name))
            )
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            yield from _sentences(inner, (*path, str(place)) if isinstance(inner, dict | list) else path)
    else:
        where = "/".join(path)[:_LENGTH]
        sentence = f"{str(detail).rstrip('.')}."
        yield f"{where}: {sentence}" if where else sentence
