"""What is asked of versions, acceptance, and of where modifications and documents stand in releases."""

from governance.queries.acceptance import evidence_owed_by, open_flags, to_review_by
from governance.queries.criteria import criteria_of
from governance.queries.impacts import (
    affected_by,
    changed_by,
    impacts_shown,
    visible_documents,
)
from governance.queries.standings import (
    Standing,
    gone_from,
    standings,
    visible_change_requests,
)
from governance.queries.versions import (
    as_shown,
    earlier_versions,
    history_of,
    latest_downloadable,
    versions_and_earlier,
    versions_of,
    visible_versions,
)

__all__ = [
    "Standing",
    "affected_by",
    "as_shown",
    "changed_by",
    "criteria_of",
    "earlier_versions",
    "evidence_owed_by",
    "gone_from",
    "history_of",
    "impacts_shown",
    "latest_downloadable",
    "open_flags",
    "standings",
    "to_review_by",
    "versions_and_earlier",
    "versions_of",
    "visible_change_requests",
    "visible_documents",
    "visible_versions",
]
