"""What a person may see of the audit trail, and of what its verification finds."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat

from governance.models import Criterion, Evidence
from governance.queries.evidence import ON_SECURITY, evidence_seen_by, sits_on_ssc, teams_of
from secrel.core.models import AuditEntry, User
from secrel.core.record_readers import entries_seen


def record_seen_by(user: User) -> QuerySet[AuditEntry]:
    """Entries of the audit trail whose targets a person may see, newest first.

    An entry about evidence is shown to who may read the evidence. Of a criterion on security others see that it was
    reviewed, not that anything was asked or why.
    """
    seen = evidence_seen_by(user, Evidence.objects.all())
    about = Q(target__regex=r"^releases/[^/]+/evidence/[^/]+$")
    # Before evidence was drafted and released, a submission was an entry about its criterion.
    submitted = Q(action="governance.submit_evidence")
    rows = entries_seen(user.permissions())
    rows = rows.alias(receipt=KeyTextTransform(1, KeyTransform("receipt", "changes")))
    rows = rows.exclude(about & ~Q(target__in=_places(seen, "/evidence/", F("receipt"))))
    rows = rows.exclude(submitted & ~Q(receipt__in=seen.values("receipt")))
    if sits_on_ssc(user):
        return rows
    secret = Criterion.objects.filter(ON_SECURITY).exclude(owner__key__in=teams_of(user))
    key = (F("category"), Value("-"), Cast("number", TextField()))
    said = ~Q(action="governance.review_criterion", reason="") & ~submitted
    return rows.exclude(said & Q(target__in=_places(secret, "/criteria/", *key)))


def _places(rows: QuerySet, kind: str, *key: Combinable) -> QuerySet:
    """Targets of entries about the rows: releases/june-2021/evidence/E-2021-7QK4-M2XD."""
    parts = (Value("releases/"), F("release__slug"), Value(kind), *key)
    return rows.order_by().annotate(place=Concat(*parts, output_field=TextField())).values("place")


def as_told_to(user: User, sentences: Iterable[str]) -> list[str]:
    """Sentences about stored evidence, without the receipts of what a person may not read."""
    told = list(sentences)
    if not told:
        return told
    seen = evidence_seen_by(user, Evidence.objects.all()).values("pk")
    for receipt in Evidence.objects.exclude(pk__in=seen).values_list("receipt", flat=True):
        told = [sentence.replace(receipt, "E-… (closed to you)") for sentence in told]
    return told
