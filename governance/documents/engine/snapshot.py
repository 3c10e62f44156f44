"""Freezing: content and issue joined, checked against the schema of their kind, given their digests."""

from dataclasses import dataclass
from typing import Any

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from secrel.core.changes.record import digest_of


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


def freeze(kind: DocumentKind, document: Fact) -> Frozen:
    """Check and seal; raises NotValid."""
    whole = document.as_data()
    content, issue = whole["content"], whole["issue"]
    errors = sorted(kind.validator.iter_errors(whole), key=lambda error: list(map(str, error.path)))
    if errors:
        place = "/".join(map(str, errors[0].path)) or "the document"
        raise NotValid(f"{place}: {errors[0].message}")
    return Frozen(content, issue, digest_of(content), digest_of(issue), digest_of(whole))
