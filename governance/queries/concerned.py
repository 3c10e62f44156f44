"""Whose own work an item of an agenda judges: they have no voice in it. Source: DOMAIN 2."""

from django.db.models import Q

from governance.models import Criterion, Evidence, Item, Matter, RidVersion
from governance.models.versions import VersionKind
from secrel.core.models import AuditEntry, Body, Membership


def criteria_asked(item: Item) -> list[Criterion]:
    """The criteria that an item on acceptance is about; none for any other."""
    if item.kind not in (Matter.RECOMMEND, Matter.GO):
        return []
    rows = Criterion.objects.filter(release=item.release_id).select_related("owner", "reviewer", "release")
    if item.kind == Matter.RECOMMEND:
        rows = rows.filter(reviewer=item.meeting.body_id)
    return list(rows.order_by("category", "number"))


def authors_of(item: Item) -> set[int]:
    """Users who wrote or released the evidence, or submitted the deliverable, that the item is about."""
    if item.deliverable_id:
        return {item.deliverable.submitted_by_id}
    rows = Evidence.objects.filter(criteria__in=criteria_asked(item), state="released")
    pairs = rows.values_list("writers", "released_by")
    return {user for pair in pairs for user in pair if user is not None}


def editors_of(version: RidVersion) -> set[str]:
    """Actors ("user:7") who changed the release since its last version in force, up to this one, as the record says."""
    release = version.release
    whole = release.versions.exclude(kind=VersionKind.DRAFT).exclude(pk=version.pk).select_related("snapshot")
    earlier = [row for row in whole if (row.major, row.minor) < (version.major, version.minor)]
    last = max(earlier, key=lambda row: (row.major, row.minor), default=None)
    since = _head_of(last) if last else 0
    rows = AuditEntry.objects.filter(composed__has_key=release.slug, position__gt=since)
    return set(rows.filter(position__lte=_head_of(version)).values_list("actor", flat=True).distinct())


def _head_of(version: RidVersion) -> int:
    """Where the record stood when the version was frozen; an imported one does not say."""
    return (version.snapshot.issue.get("record_head") or {}).get("position", 0)


def seats_of_owners(item: Item) -> set[int]:
    """Users who hold the seat of a body whose evidence the item is about, or stand in for it."""
    owners = {row.owner_id for row in criteria_asked(item)}
    if item.deliverable_id:
        owners = set(Body.objects.filter(key="dcc").values_list("pk", flat=True))
    if not owners:
        return set()
    of_owner = Q(represents__in=owners) | Q(stands_in_for__represents__in=owners)
    rows = Membership.objects.in_force(item.meeting.on).filter(of_owner, body=item.meeting.body_id)
    return set(rows.values_list("user", flat=True))
