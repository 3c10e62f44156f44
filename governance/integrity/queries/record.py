"""The audit trail, and findings of its verification, as far as a user may read them."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from governance.acceptance.models import Evidence
from governance.acceptance.queries.evidence import ON_SECURITY, evidence_seen_by, sits_on_ssc, teams_of
from governance.consultations.models import Consultation
from governance.consultations.queries.readers import seen_by
from governance.criteria.models import Criterion
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record_readers import entries_seen
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry, OlderTarget

ABOUT_REGRESSION = (
    Target.TEST_PARTICIPANT.where()
    | Target.REGRESSION_DECLARATION.where()
    | Target.REGRESSION_REMINDERS.where()
)
"""Entries that only those who read all declarations may read. Texts and files are digests in them."""


def record_seen_by(user: User) -> QuerySet[AuditEntry]:
    """Entries of the audit trail that a user may read, newest first.

    An entry about evidence is shown to users who may read the evidence. For a security criterion, other users see
    that it was reviewed, but not the questions or the reason. An entry about a consultation is shown to those who may
    open the consultation.
    """
    seen = evidence_seen_by(user, Evidence.objects.all())
    open_to = Q(target__in=_targets(seen, Target.EVIDENCE.of(F("release__slug"), F("receipt"))))
    # In an earlier version, a submission of evidence was an entry about its criterion.
    submitted = Q(action="governance.submit_evidence")
    rows = entries_seen(user.permissions())
    rows = rows.exclude(Target.EVIDENCE.where() & ~open_to)
    unread = Consultation.objects.exclude(pk__in=seen_by(user).order_by().values("pk"))
    rows = rows.exclude(Q(target__in=_targets(unread, Target.PUBLIC_CONSULTATION.of(F("slug")))))
    if Permission.READ_REGRESSION not in user.permissions():
        rows = rows.exclude(ABOUT_REGRESSION)
    rows = rows.exclude(submitted & ~Q(position__in=OlderTarget.objects.filter(open_to).values("position")))
    if sits_on_ssc(user):
        return rows
    secret = Criterion.objects.filter(ON_SECURITY).exclude(owner__key__in=teams_of(user))
    key = Concat(F("category"), Value("-"), Cast("number", TextField()), output_field=TextField())
    closed = ~Q(action="governance.review_criterion", reason="") & ~submitted
    return rows.exclude(closed & Q(target__in=_targets(secret, Target.CRITERION.of(F("release__slug"), key))))


def _targets(rows: QuerySet, target: Combinable) -> QuerySet:
    return rows.order_by().annotate(target=target).values("target")


def without_closed_receipts(user: User, sentences: Iterable[str]) -> list[str]:
    """Sentences about evidence, without the receipts of evidence that the user may not read."""
    shown = list(sentences)
    if not shown:
        return shown
    seen = evidence_seen_by(user, Evidence.objects.all()).values("pk")
    for receipt in Evidence.objects.exclude(pk__in=seen).values_list("receipt", flat=True):
        shown = [sentence.replace(receipt, "E-… (closed to you)") for sentence in shown]
    return shown
