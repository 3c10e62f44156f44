"""Criteria by owner and by reviewer, and the criteria of an agenda item on acceptance."""

from django.db.models import Q, QuerySet

from governance.acceptance.models import RECOMMEND, Evidence
from governance.criteria.models import Category, Criterion
from governance.meetings.models import Item
from releases.models.releases import Release, coming
from secrel.core.models.people import Body


def evidence_due_from(bodies: set[str]) -> QuerySet[Criterion]:
    """Open criteria of coming releases for which these bodies provide the evidence."""
    return (
        Criterion.objects.filter(coming("release__"), owner__key__in=bodies, state="open")
        .select_related("release", "owner", "reviewer")
        .order_by("release__go_live_on", "category", "number")
    )


def to_review_by(bodies: set[str]) -> QuerySet[Criterion]:
    """Criteria of coming releases that wait for a review by these bodies."""
    own = Q(release__profile=Release.Profile.DOCUMENT, owner__key="secas")
    reviewed = Q(own, owner__key__in=bodies) | Q(~own, reviewer__key__in=bodies)
    return (
        Criterion.objects.filter(reviewed, coming("release__"), state="submitted")
        .select_related("release", "owner", "reviewer")
        .order_by("release__go_live_on", "category", "number")
    )


def reviewing_body(criterion: Criterion) -> Body:
    """The body that reviews a criterion. The field's rule: in a document-only release SECAS reviews its own."""
    own = criterion.release.profile == Release.Profile.DOCUMENT and criterion.owner.key == "secas"
    return criterion.owner if own else criterion.reviewer


def criterion_name(key: str) -> str:
    """The name of a criterion by its key: Testing 3 for testing-3."""
    category, _, number = key.rpartition("-")
    return f"{Category(category).label} {number}"


def criteria_of_item(item: Item) -> list[Criterion]:
    """The criteria of an item on acceptance: those that the body reviews, or all for go or no-go."""
    rows = Criterion.objects.filter(release=item.release_id).select_related("owner", "reviewer", "release")
    if item.kind == RECOMMEND:
        rows = rows.filter(reviewer=item.meeting.body_id)
    return list(rows.order_by("category", "number"))


def writers_of_evidence(item: Item) -> set[int]:
    """Primary keys of users who wrote or released evidence for the item's criteria."""
    rows = Evidence.objects.filter(criteria__in=criteria_of_item(item), state="released")
    pairs = rows.values_list("writers", "released_by")
    return {user for pair in pairs for user in pair if user is not None}
