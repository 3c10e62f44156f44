"""How each refusal of a view of the API is answered: a problem with the right status."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError, IntegrityError
from rest_framework import serializers
from rest_framework.exceptions import (
    AuthenticationFailed,
    NotAcceptable,
    NotAuthenticated,
    ParseError,
    PermissionDenied,
    Throttled,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from secrel.core.api.etags import NoVersion, etag_of
from secrel.core.api.lists.filters import WrongFilter
from secrel.core.api.problems import PROBLEM, error, problem
from secrel.core.api.requests import NOT_JSON, OTHER_TYPE
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.reasons import NoReason
from secrel.core.editing.drafts.requests import CHALLENGE, CSRF_CODE

_NAMED = 10  # wrong fields that one sentence names
_LENGTH = 100  # characters of the name of one
NOT_STORED = (
    "A value is too long, out of range or not one of those that this field takes, so nothing was changed. Correct it "
    "and send it again."
)


def refusal(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Every refusal as a problem: 400 for what cannot be read, 422 a field, 409 a rule, 412 a stale version, 428 none,
    401 no sign-in."""
    if isinstance(exception, RuleBroken) and not isinstance(exception, NotAllowed):
        return _broken(exception, context["request"])
    if isinstance(exception, ValidationError | DjangoValidationError):
        return _wrong_fields(exception)
    if isinstance(exception, WrongFilter):
        wrong = [error(name, (), said) for name, said in exception.wrong.items()]
        return _problem(400, str(exception.detail), errors=wrong)
    if isinstance(exception, DataError | IntegrityError):
        return _problem(422, NOT_STORED)
    response = exception_handler(_in_words(exception, context["request"]), context)
    if response is not None:
        response.data = problem(response.status_code, str(response.data["detail"]))
        response.content_type = PROBLEM
    return response


def _problem(status: int, detail: str, **more: Any) -> Response:
    return Response(problem(status, detail, **more), status=status, content_type=PROBLEM)


def _broken(broken: RuleBroken, request: Request) -> Response:
    more: dict[str, Any] = {}
    if broken.field:
        more["errors"] = [error(broken.field, (broken.field,), broken.sentence)]
    if broken.link:
        more["see"] = dict(zip(("address", "name"), map(str, broken.link), strict=True))
    if isinstance(broken, Stale):
        theirs = {name: _plain(value) for name, value in broken.theirs.items()}
        stored = etag_of(broken.token)
        sides = {"yours": getattr(request, "was_sent", {}), "theirs": theirs, "stored": stored}
        return _problem(412, broken.sentence, **more, **sides)
    if isinstance(broken, NoReason):
        return _problem(422, broken.sentence, **more)
    return _problem(409 if broken.status == RuleBroken.status else broken.status, broken.sentence, **more)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value if value is None or type(value) in (bool, int, str) else str(value)


def _in_words(exception: Exception, request: Request) -> Exception:
    """The exception with a sentence of ours, where Django REST framework's own says less."""
    if isinstance(exception, NoVersion):
        return exception
    if isinstance(exception, Throttled):
        wait = exception.wait or 60
        slower = Throttled()
        slower.wait, slower.detail = wait, f"You sent too many requests. Try again in {wait:.0f} seconds."
        return slower
    if type(exception) is ParseError and str(exception.detail).startswith("JSON parse error"):
        return ParseError(NOT_JSON)
    if isinstance(exception, UnsupportedMediaType):
        return UnsupportedMediaType(request.content_type, detail=OTHER_TYPE)
    if isinstance(exception, NotAcceptable):
        return NotAcceptable("This address answers JSON only. Accept application/json.")
    if isinstance(exception, NotAllowed):
        exception = PermissionDenied(exception.sentence)
    if isinstance(exception, PermissionDenied) and exception.get_codes() == CSRF_CODE:
        return exception
    refused = isinstance(exception, PermissionDenied | DjangoPermissionDenied)
    if refused and not request.user.is_authenticated:
        reads = request.method in SAFE_METHODS
        exception = NotAuthenticated("Sign in to read this." if reads else "Sign in, then send this again.")
    if isinstance(exception, NotAuthenticated) and not isinstance(exception, AuthenticationFailed):
        exception.auth_header = CHALLENGE
    return exception


def _wrong_fields(exception: Exception) -> Response:
    """One sentence for each field that is wrong, by its path, and what to do; each with its place."""
    found = list(_found(serializers.as_serializer_error(exception)))
    sentences = [f"{'/'.join(path)[:_LENGTH]}: {said}" if path else said for path, said in found]
    more = [f"And {len(found) - _NAMED:,} more."] if len(found) > _NAMED else []
    detail = " ".join([*sentences[:_NAMED], *more, "Nothing was changed. Correct this and send it again."])
    errors = [error(path[-1] if path else "", path, said) for path, said in found[: 10 * _NAMED]]
    return _problem(422, detail, errors=errors)


def _found(detail: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            own = path if name == api_settings.NON_FIELD_ERRORS_KEY else (*path, *str(name).split("/"))
            yield from _found(inner, own)
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            yield from _found(inner, (*path, str(place)) if isinstance(inner, dict | list) else path)
    else:
        yield path, f"{str(detail).rstrip('.')}."
