"""Keeping a document frozen, whatever its kind. The operation that calls this names the snapshot in its entry."""

from governance.composing.models import Content, Snapshot
from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from governance.documents.engine.snapshot import Frozen, NotValid, freeze
from secrel.core.changes.errors import RuleBroken
from secrel.core.dates import clock


def store_frozen(kind: DocumentKind, document: Fact) -> Snapshot:
    """Check, seal and keep a snapshot given whole; one that is kept already is that one."""
    frozen = _freeze(kind, document)
    Content.objects.bulk_create(
        [Content(digest=frozen.content_digest, data=frozen.content)], ignore_conflicts=True
    )
    kept, _ = Snapshot.objects.get_or_create(
        digest=frozen.digest,
        defaults={
            "kind": kind.key,
            "content_id": frozen.content_digest,
            "issue": frozen.issue,
            "issue_digest": frozen.issue_digest,
            "frozen_at": clock.now(),
        },
    )
    if kept.kind != kind.key:
        raise RuleBroken(f"The same words are kept as a document of another kind ({kept.kind}) already.")
    return kept


def _freeze(kind: DocumentKind, document: Fact) -> Frozen:
    try:
        return freeze(kind, document)
    except NotValid as error:
        raise RuleBroken(
            f"The document cannot be frozen as it is. {error}. Correct it and try again."
        ) from error
