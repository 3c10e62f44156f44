"""The version of what is changed, as ETag and If-Match: the operations' token, and a digest of what was answered."""

import hashlib
import json
import re
from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.request import Request

NO_VERSION = (
    "Send the ETag that you got when you read this in the If-Match header, so that nobody’s change is lost. Nothing "
    "was changed."
)
NEVER = -1
"""The token of a validator that is none of ours: it fits no row."""
_TAG = re.compile(r'"([0-9]{1,18})(?:\.[0-9a-f]+)?"')


class NoVersion(APIException):
    """A change without If-Match."""

    status_code = 428
    default_detail = NO_VERSION
    default_code = "no_version"


def etag_of(token: int, data: Any = None) -> str:
    """The validator of an answer; without data, only its version, which If-Match takes too."""
    if data is None:
        return f'"{token}"'
    written = json.dumps(data, default=str, sort_keys=True)
    return f'"{token}.{hashlib.sha256(written.encode()).hexdigest()[:16]}"'


def version_sent(request: Request) -> int:
    """The token in If-Match. Raises NoVersion without one; "*" would overwrite what nobody has read."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        raise NoVersion
    found = _TAG.fullmatch(given)
    return int(found[1]) if found else NEVER
