"""Freezing: content and issue joined, checked against the schema, given their digests."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jsonschema import FormatChecker

from governance.documents.schemas import SNAPSHOT, Validator, schema
from governance.documents.types.rid import Rid
from secrel.core.record import digest_of


class NotValid(Exception):
    """The data breaks the schema; the message names the place, the value and the rule."""


@dataclass(frozen=True)
class Frozen:
    """A snapshot as data, before it is stored, with the digests of content, issue and whole."""

    content: dict[str, Any]
    issue: dict[str, Any]
    content_digest: str
    issue_digest: str
    digest: str


def freeze(rid: Rid) -> Frozen:
    """Check and seal; raises NotValid."""
    whole = rid.as_data()
    content, issue = whole["content"], whole["issue"]
    errors = sorted(_validator().iter_errors(whole), key=lambda error: list(map(str, error.path)))
    if errors:
        place = "/".join(map(str, errors[0].path)) or "the document"
        raise NotValid(f"{place}: {errors[0].message}")
    return Frozen(content, issue, digest_of(content), digest_of(issue), digest_of(whole))


@lru_cache(maxsize=1)
def _validator() -> Any:
    return Validator(schema(SNAPSHOT), format_checker=FormatChecker())
