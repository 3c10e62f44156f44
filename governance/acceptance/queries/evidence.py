"""Evidence: who may read it and the questions and reviews about it, what is in force, and its data."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from governance.acceptance.models import Evidence, Question, Reply, Review
from governance.criteria.models import SECURITY_BODY, Category, Criterion
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.models.people import Body, User

ON_SECURITY = Q(category=Category.SECURITY) | Q(reviewer__key=SECURITY_BODY)
"""The criteria for which `Criterion.is_security` is true."""
Span = tuple[datetime, datetime | None]


def closed_evidence() -> QuerySet[Evidence]:
    """Evidence on security, which only its submitting team and the SSC may read. The field's rule.

    It has the security class, is for a security criterion, or has a ClosedEvidence row. Every page, file, list,
    message and entry of the audit trail uses `evidence_seen_by`, which uses this.
    """
    serving = Evidence.criteria.through.objects.filter(
        criterion__in=Criterion.objects.filter(ON_SECURITY)
    ).values("evidence")
    by_class = Q(classification=Evidence.Classification.SECURITY)
    return Evidence.objects.filter(by_class | Q(closed__isnull=False) | Q(pk__in=serving))


def is_closed(evidence: Evidence) -> bool:
    return closed_evidence().filter(pk=evidence.pk).exists()


def evidence_seen_by(user: User, rows: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """The rows that a user may read today.

    Drafts: the people of its body who may submit evidence. Released evidence: those people as well; on security, the
    SSC; else its reviewers and users who may read evidence. A program: what it wrote itself, and released evidence
    that is not on security.
    """
    if not user.is_authenticated:
        return rows.none()
    closed = closed_evidence().values("pk")
    open_to_reviewers = Q(state="released") & ~Q(pk__in=closed)
    seen = Q(body__key__in=teams_of(user))
    if user.is_service:
        seen = Q(writers=user) | (seen & open_to_reviewers)
    if sits_on_ssc(user):
        seen |= Q(state="released", pk__in=closed)
    if Permission.READ_EVIDENCE in user.permissions():
        seen |= open_to_reviewers
    else:
        seen |= open_to_reviewers & Q(criteria__reviewer__key__in=user.bodies())
    return rows.filter(pk__in=Evidence.objects.filter(seen).values("pk"))


def teams_of(user: User) -> set[str]:
    """The bodies for which a user may submit evidence."""
    return {key for key in user.bodies() if user.may_in(key, Permission.SUBMIT_EVIDENCE)}


def sits_on_ssc(user: User) -> bool:
    return user.may_in(SECURITY_BODY, Permission.REVIEW_EVIDENCE)


def closed_spans(criteria: Iterable[Criterion]) -> dict[int, list[Span]]:
    """By criterion: the periods in which other reviewers could read evidence that is closed now.

    Questions and reviews from these periods may reveal what is in that evidence.
    """
    rows = Evidence.objects.filter(
        state="released", criteria__in=criteria, pk__in=closed_evidence().values("pk")
    )
    spans: dict[int, list[Span]] = {}
    for criterion, since, until in rows.values_list("criteria", "released_at", "closed__closed_at"):
        spans.setdefault(criterion, []).append((since, until))
    return spans


def reads_text(
    user: User, criterion: Criterion, row: Question | Reply | Review, spans: dict[int, list[Span]]
) -> bool:
    """Whether a user may read a question, an answer or the text of a review; `spans` are from `closed_spans`.

    Only the team that provides evidence on security and the SSC may read texts about it.
    """
    if sits_on_ssc(user) or (criterion.owner.key in teams_of(user) and not user.is_service):
        return True
    asked_by = row.question.body if isinstance(row, Reply) else row.body
    written_at = row.asked_at if isinstance(row, Question) else row.made_at
    if criterion.is_security or asked_by.key == SECURITY_BODY:
        return False
    return not any(
        since <= written_at and (until is None or written_at < until)
        for since, until in spans.get(criterion.pk, ())
    )


def in_force(criterion: Criterion) -> list[Evidence]:
    """Released evidence for a criterion that is not replaced, newest first. Uses prefetched rows."""
    released = [row for row in criterion.evidence.all() if row.state == "released"]
    replaced = {row.replaces_id for row in released}
    return [row for row in released if row.pk not in replaced]


def basis_of(criterion: Criterion) -> str:
    """The digest of the evidence in force for a criterion, on which it is reviewed."""
    return digest_of(sorted(row.receipt for row in in_force(criterion)))


def evidence_data(evidence: Evidence) -> dict[str, Any]:
    """The whole evidence as data: the input of its digest."""
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


def pieces_of(
    user: User,
    release: Release,
    *,
    body: Body | None = None,
    state: str = "",
    category: str = "",
    criterion: str = "",
) -> QuerySet[Evidence]:
    """The evidence of a release that a user may read: of a body, in a state, for a criterion ("testing-1") or a
    category of criteria."""
    rows = Evidence.objects.filter(release=release).select_related("body").order_by("pk")
    rows = evidence_seen_by(user, rows)
    rows = rows.filter(body=body) if body else rows
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__in=_for(category=category)) if category else rows
    if criterion:
        of, _, number = criterion.rpartition("-")
        rows = rows.filter(pk__in=_for(category=of, number=int(number)))
    return rows


def _for(**criterion: Any) -> QuerySet:
    named = {f"criterion__{name}": value for name, value in criterion.items()}
    return Evidence.criteria.through.objects.filter(**named).values("evidence")
