"""What the page of a document shows beside its fields: findings of the checker, and differences to what is stored."""

from typing import Any

from django.conf import settings

from governance.documents.checks.findings import Finding, Severity
from governance.documents.checks.run import check
from governance.documents.engine.diff.change import Change
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import PLAIN, Rid
from governance.importer.completing import completed
from governance.importer.reading import check_document
from governance.importer.refused import Refused
from governance.versions.queries.check_context import check_context
from governance.versions.queries.current import current_rid
from releases.models.releases import Release


def rid_of(document: dict[str, Any]) -> tuple[Rid | None, list[str]]:
    """The RID that the document would be, or sentences on what is wrong with it."""
    try:
        checked = check_document(document)
    except Refused as refused:
        return None, refused.problems
    if checked.get("schema") != PLAIN:
        return Rid.of_data(checked), []
    return lift(checked, site=settings.SITE_URL, marks=settings.DOCUMENT_MARKS), []


def findings_of(rid: Rid) -> list[Finding]:
    """What the checker finds: errors first, then warnings, then notes."""
    found = check(rid, check_context(rid.content, as_now=False))
    return sorted(found, key=lambda one: list(Severity).index(one.severity))


def compared_with_stored(rid: Rid) -> tuple[Release | None, tuple[Change, ...]]:
    """The release that the document belongs to, and what differs from its facts now; (None, ()) for a new release."""
    release = Release.objects.filter(name=rid.content.release.name).first()
    if release is None:
        return None, ()
    now = current_rid(release).rid.content
    return release, tuple(RID_KIND.compare(now, completed(rid.content, now)))
