"""Freezing: content and issue are validated against the schema of their kind and their digests computed."""

import hashlib
from dataclasses import dataclass
from typing import Any

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from secrel.core.changes.record import canonical


class NotValid(Exception):
    """The data does not match the schema. The message names the place, the value and the rule."""


@dataclass(frozen=True)
class Frozen:
    """A snapshot as data before it is stored, with its digests."""

    content: dict[str, Any]
    issue: dict[str, Any]
    content_digest: str
    issue_digest: str
    digest: str


def freeze(kind: DocumentKind, document: Fact) -> Frozen:
    """Validate a document and compute its digests; raises NotValid."""
    whole = document.as_data()
    content, issue = whole["content"], whole["issue"]
    errors = sorted(kind.validator.iter_errors(whole), key=lambda error: list(map(str, error.path)))
    if errors:
        place = "/".join(map(str, errors[0].path)) or "the document"
        raise NotValid(f"{place}: {errors[0].message}")
    written, head = canonical(content), canonical(issue)
    both = b'{"content":%b,"issue":%b}' % (
        written,
        head,
    )  # the canonical form of the whole, without a second pass
    return Frozen(content, issue, *(hashlib.sha256(data).hexdigest() for data in (written, head, both)))
