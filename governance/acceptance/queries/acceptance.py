"""Criteria by who owes evidence for them or reviews it, and what an agenda item on acceptance is about."""

from django.db.models import Q, QuerySet

from governance.acceptance.models import RECOMMEND, Evidence
from governance.criteria.models import Category, Criterion
from governance.meetings.models import Item
from releases.models.releases import Release
from releases.workflow import COMING
from secrel.core.models.people import Body


def evidence_due_from(bodies: set[str]) -> QuerySet[Criterion]:
    """Criteria of releases to come for which the bodies still owe evidence."""
    return (
        Criterion.objects.filter(release__life__in=COMING, owner__key__in=bodies, state="open")
        .select_related("release", "owner", "reviewer")
        .order_by("release__go_live_on", "category", "number")
    )


def to_review_by(bodies: set[str]) -> QuerySet[Criterion]:
    """Criteria of releases to come whose evidence waits for the review of the bodies."""
    own = Q(release__profile=Release.Profile.DOCUMENT, owner__key="secas")
    theirs = Q(own, owner__key__in=bodies) | Q(~own, reviewer__key__in=bodies)
    return (
        Criterion.objects.filter(theirs, release__life__in=COMING, state="submitted")
        .select_related("release", "owner", "reviewer")
        .order_by("release__go_live_on", "category", "number")
    )


def reviewing_body(criterion: Criterion) -> Body:
    """Who reviews it. In a document-only release SECAS checks its own, by a second person (DOMAIN 4)."""
    own = criterion.release.profile == Release.Profile.DOCUMENT and criterion.owner.key == "secas"
    return criterion.owner if own else criterion.reviewer


def named(key: str) -> str:
    """A criterion's name from its key: testing-3 is Testing 3."""
    category, _, number = key.rpartition("-")
    return f"{Category(category).label} {number}"


def criteria_asked(item: Item) -> list[Criterion]:
    """The criteria that an item on acceptance is about: those that the body reviews, or all for go or no-go."""
    rows = Criterion.objects.filter(release=item.release_id).select_related("owner", "reviewer", "release")
    if item.kind == RECOMMEND:
        rows = rows.filter(reviewer=item.meeting.body_id)
    return list(rows.order_by("category", "number"))


def writers_of_evidence(item: Item) -> set[int]:
    """Users who wrote or released the evidence that an item on acceptance is about."""
    rows = Evidence.objects.filter(criteria__in=criteria_asked(item), state="released")
    pairs = rows.values_list("writers", "released_by")
    return {user for pair in pairs for user in pair if user is not None}
