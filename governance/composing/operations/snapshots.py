"""Storing frozen documents of any kind. The calling operation names the snapshot in its audit entry."""

from governance.composing.models import Content, Snapshot
from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from governance.documents.engine.snapshot import Frozen, NotValid, freeze
from secrel.core.changes.errors import RuleBroken
from secrel.core.dates import clock


def store_frozen(kind: DocumentKind, document: Fact) -> Snapshot:
    """Validate a document, compute its digests and store it; an identical one that exists is returned."""
    frozen = _freeze(kind, document)
    Content.objects.bulk_create(
        [Content(digest=frozen.content_digest, data=frozen.content)], ignore_conflicts=True
    )
    stored, _ = Snapshot.objects.get_or_create(
        digest=frozen.digest,
        defaults={
            "kind": kind.key,
            "content_id": frozen.content_digest,
            "issue": frozen.issue,
            "issue_digest": frozen.issue_digest,
            "frozen_at": clock.now(),
        },
    )
    if stored.kind != kind.key:
        raise RuleBroken(f"The same data is already stored as a document of another kind ({stored.kind}).")
    return stored


def _freeze(kind: DocumentKind, document: Fact) -> Frozen:
    try:
        return freeze(kind, document)
    except NotValid as error:
        raise RuleBroken(
            f"The document cannot be frozen as it is. {error}. Correct it and try again."
        ) from error
