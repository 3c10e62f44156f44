"""Evidence: who may read it and what was said about it, which of it counts, and all that a piece of it says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from governance.acceptance.models import Evidence, Question, Reply, Review
from governance.criteria.models import SECURITY_BODY, Category, Criterion
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.models.people import User

ON_SECURITY = Q(category=Category.SECURITY) | Q(reviewer__key=SECURITY_BODY)
"""Criteria that `Criterion.is_security` holds for."""
Span = tuple[datetime, datetime | None]


def closed_evidence() -> QuerySet[Evidence]:
    """Evidence on security: its submitting team and the SSC alone may read it (DOMAIN 6).

    Its class says so, or a criterion that it serves, or it was closed for good. Every page, file, list, message and
    entry of the audit trail asks `evidence_seen_by`, which asks this.
    """
    serving = Evidence.criteria.through.objects.filter(
        criterion__in=Criterion.objects.filter(ON_SECURITY)
    ).values("evidence")
    by_class = Q(classification=Evidence.Classification.SECURITY)
    return Evidence.objects.filter(by_class | Q(closed__isnull=False) | Q(pk__in=serving))


def is_closed(evidence: Evidence) -> bool:
    return closed_evidence().filter(pk=evidence.pk).exists()


def evidence_seen_by(user: User, rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """The rows that a person may read today.

    Drafts: the people of the body who may submit evidence. Released evidence: those people; the SSC where it is on
    security; elsewhere whoever reviews it or reads evidence.
    """
    if not user.is_authenticated:
        return rows.none()
    closed = closed_evidence().values("pk")
    open_to_reviewers = Q(state="released") & ~Q(pk__in=closed)
    seen = Q(body__key__in=teams_of(user))
    if sits_on_ssc(user):
        seen |= Q(state="released", pk__in=closed)
    if Permission.READ_EVIDENCE in user.permissions():
        seen |= open_to_reviewers
    else:
        seen |= open_to_reviewers & Q(criteria__reviewer__key__in=user.bodies())
    return rows.filter(pk__in=Evidence.objects.filter(seen).values("pk"))


def teams_of(user: User) -> set[str]:
    """The bodies for which a person may submit evidence."""
    return {key for key in user.bodies() if user.may_in(key, Permission.SUBMIT_EVIDENCE)}


def sits_on_ssc(user: User) -> bool:
    return user.may_in(SECURITY_BODY, Permission.REVIEW_EVIDENCE)


def closed_spans(criteria: Iterable[Criterion]) -> dict[int, list[Span]]:
    """By criterion: when evidence that is closed now was read by its other reviewers still.

    What was asked and found of the criterion in that time may tell what is in that evidence.
    """
    rows = Evidence.objects.filter(
        state="released", criteria__in=criteria, pk__in=closed_evidence().values("pk")
    )
    spans: dict[int, list[Span]] = {}
    for criterion, since, until in rows.values_list("criteria", "released_at", "closed__closed_at"):
        spans.setdefault(criterion, []).append((since, until))
    return spans


def reads_words(
    user: User, criterion: Criterion, row: Question | Reply | Review, spans: dict[int, list[Span]]
) -> bool:
    """Whether a person may read a question, an answer or the words of a review; `spans` of `closed_spans`.

    What was said about evidence on security is for the team that owes it and the SSC.
    """
    if sits_on_ssc(user) or criterion.owner.key in teams_of(user):
        return True
    asked_by = row.question.body if isinstance(row, Reply) else row.body
    said_at = row.asked_at if isinstance(row, Question) else row.made_at
    if criterion.is_security or asked_by.key == SECURITY_BODY:
        return False
    return not any(
        since <= said_at and (until is None or said_at < until)
        for since, until in spans.get(criterion.pk, ())
    )


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
