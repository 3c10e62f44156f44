"""Idempotency keys: a request that is sent again with the same key gets the first answer, and changes nothing twice."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from secrel.core.api.models import KEPT, GivenAnswer
from secrel.core.dates import clock
from secrel.core.files.uploads import CheckedFile

HEADER = "Idempotency-Key"
_KEY = re.compile("[!-~]{1,100}")
REPEATED = ("ETag", "Location")


def given_once(request: Request, data: dict[str, Any], change: Callable[[], Response]) -> Response:
    """The answer of `change`, which runs once for each key. Refusals are not kept: correct it and use the key again.

    The key, the change and the answer are one transaction, so that a second request waits for the first.
    """
    key = request.headers.get(HEADER, "")
    if not key:
        return change()
    if not _KEY.fullmatch(key):
        raise ParseError(f"The {HEADER} is 1 to 100 letters, digits and signs without spaces.")
    now, what = clock.now(), _digest(request, data)
    GivenAnswer.objects.filter(at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            row = GivenAnswer.objects.create(user=request.user, key=key, request=what, at=now)
            return _kept(row, change())
    except IntegrityError:
        first = GivenAnswer.objects.filter(user=request.user, key=key).first()
        if first is None:
            raise
    if first.request != what:
        sentence = f"You sent another request with this {HEADER}. Use a new key for each change."
        raise ValidationError({HEADER: sentence})
    return Response(first.data, status=first.status, headers=first.headers | {"Idempotent-Replayed": "true"})


def _kept(row: GivenAnswer, answer: Response) -> Response:
    row.status, row.data = answer.status_code, answer.data
    row.headers = {name: answer[name] for name in REPEATED if answer.has_header(name)}
    row.save(update_fields=["status", "data", "headers"])
    return answer


def _digest(request: Request, data: dict[str, Any]) -> str:
    files = [one.digest for value in data.values() for one in _listed(value) if isinstance(one, CheckedFile)]
    sent = getattr(request, "was_sent", None), files
    version = request.headers.get("If-Match", "")
    return hashlib.sha256(f"{request.method} {request.path} {version} {sent!r}".encode()).hexdigest()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
