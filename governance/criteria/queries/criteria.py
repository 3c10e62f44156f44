"""The criteria of a release."""

from django.db.models import Case, IntegerField, QuerySet, When

from governance.criteria.models import Category, Criterion
from releases.models.releases import Release


def _place_of_category() -> Case:
    """General, operational, testing, security: the order of the document."""
    order = [When(category=key, then=place) for place, key in enumerate(Category.values)]
    return Case(*order, output_field=IntegerField())


def criteria_of(release: Release) -> QuerySet[Criterion]:
    """Criteria in document order."""
    return (
        release.criteria.select_related("owner", "reviewer", "release")
        .annotate(place=_place_of_category())
        .order_by("place", "number")
    )
