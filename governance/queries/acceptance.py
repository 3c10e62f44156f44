"""Criteria, evidence and flags."""

from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from governance.models import Category, Criterion, Evidence, Flag
from releases.models import Release


def open_flags() -> QuerySet[Flag]:
    return Flag.objects.filter(cleared_on__isnull=True).select_related(
        "item__release", "item__part__modification"
    )


def _place_of_category() -> Case:
    """General, operational, testing, security: the order of the document."""
    order = [When(category=key, then=place) for place, key in enumerate(Category.values)]
    return Case(*order, output_field=IntegerField())


def criteria_of(release: Release) -> QuerySet[Criterion]:
    """Criteria in document order, each with the number of files submitted for it."""
    return (
        release.criteria.select_related("owner", "reviewer", "release")
        .annotate(files=Count("evidence"), place=_place_of_category())
        .order_by("place", "number")
    )


def evidence_owed_by(bodies: set[str], on: date) -> QuerySet[Criterion]:
    """Criteria of releases not live by the day that the bodies owe and for which nothing was submitted."""
    coming = Q(release__go_live_on__gte=on) | Q(release__go_live_on__isnull=True)
    return (
        Criterion.objects.filter(coming, owner__key__in=bodies, evidence__isnull=True)
        .select_related("release", "owner", "reviewer")
        .order_by("release__go_live_on", "category", "number")
    )


def evidence_for(criterion: Criterion) -> QuerySet[Evidence]:
    return criterion.evidence.select_related("submitted_by", "body", "file")
