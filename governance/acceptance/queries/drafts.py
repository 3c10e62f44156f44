"""Drafts of evidence that wait for a colleague: somebody who wrote none of it reads and releases it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from governance.acceptance.models import Evidence
from governance.acceptance.queries.evidence import teams_of
from governance.criteria.models import Criterion
from releases.models.releases import coming
from secrel.core.models.people import User


def drafts_for(user: User) -> QuerySet[Evidence]:
    """Complete drafts of the person's own teams, for coming releases, of which they wrote nothing."""
    complete = ~Q(text="") | Q(files__isnull=False)
    rows = Evidence.objects.filter(coming("release__"), complete, state="draft", body__key__in=teams_of(user))
    rows = rows.exclude(pk__in=Evidence.writers.through.objects.filter(user=user).values("evidence"))
    rows = rows.select_related("release", "body", "prepared_by").prefetch_related("criteria")
    return rows.order_by("release__go_live_on", "prepared_at", "pk").distinct()


def drafted_criteria(criteria: Iterable[Criterion]) -> set[int]:
    """Primary keys of those criteria for which there is a draft. One query; none without criteria."""
    keys = [row.pk for row in criteria]
    rows = Evidence.criteria.through.objects.filter(criterion__in=keys, evidence__state="draft")
    return set(rows.values_list("criterion", flat=True)) if keys else set()


def may_release(evidence: Evidence, holders: Iterable[User]) -> list[User]:
    """Those of the people who may submit evidence for its body that wrote none of it, by name."""
    wrote = set(evidence.writers.values_list("pk", flat=True))
    return sorted((person for person in holders if person.pk not in wrote), key=lambda person: person.name)
