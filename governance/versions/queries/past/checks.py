"""What the checks find in a document as it stood at the end of a day."""

from governance.documents.checks.run import check
from governance.versions.queries.check_context import check_context
from governance.versions.queries.checking import CheckedFinding
from governance.versions.queries.past.documents import PastDocument, before_then, past_rid
from releases.models.releases import Release


def check_past(release: Release, past: PastDocument) -> list[CheckedFinding]:
    """The findings, without waivers: nobody knows which were in force on that day."""
    rid = past_rid(release, past)
    context = check_context(rid.content, as_now=False, before=before_then(release, past.day))
    return [CheckedFinding(row, None) for row in check(rid, context)]
