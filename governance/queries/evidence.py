"""Evidence: who sees it, which of it counts, and all that a piece of it says."""

from typing import Any

from django.db.models import Q, QuerySet

from governance.models import Criterion, Evidence
from secrel.core.models import User
from secrel.core.permissions import Permission
from secrel.core.record import digest_of


def evidence_seen_by(user: User, rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Drafts: the body that writes them. Released: it, the reviewers; and who reads evidence, but for security's.

    Security evidence is for the submitting team and the reviewing body only (DOMAIN 6).
    """
    bodies = user.bodies()
    own, reviewed = Q(body__key__in=bodies), Q(criteria__reviewer__key__in=bodies, state="released")
    seen = own | reviewed
    if Permission.READ_EVIDENCE in user.permissions():
        seen |= Q(state="released", classification=Evidence.Classification.REVIEWERS)
    return rows.filter(pk__in=Evidence.objects.filter(seen).values("pk"))


def in_force(criterion: Criterion) -> list[Evidence]:
    """Released evidence for a criterion that nothing has replaced, the latest first; prefetched or asked for."""
    released = [row for row in criterion.evidence.all() if row.state == "released"]
    replaced = {row.replaces_id for row in released}
    return [row for row in released if row.pk not in replaced]


def basis_of(criterion: Criterion) -> str:
    """The digest of the evidence that a review of the criterion is about."""
    return digest_of(sorted(row.receipt for row in in_force(criterion)))


def evidence_data(evidence: Evidence) -> dict[str, Any]:
    """All that evidence says, as its digest seals it."""
    return {
        "release": evidence.release.slug,
        "receipt": evidence.receipt,
        "body": evidence.body.key,
        "criteria": sorted(row.key for row in evidence.criteria.all()),
        "classification": evidence.classification,
        "text": evidence.text,
        "files": sorted([row.name, row.file_id] for row in evidence.files.all()),
        "defects": {severity: str(count) for severity, count in evidence.counted},
        "expires_on": evidence.expires_on.isoformat() if evidence.expires_on else None,
        "replaces": evidence.replaces.receipt if evidence.replaces else None,
    }
