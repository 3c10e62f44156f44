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
    """Users who wrote or released the evidence, submitted the deliverable or drafted the standard set that it is on."""
    if item.deliverable_id:
        return {item.deliverable.submitted_by_id}
    if item.standard_id:
        entries = AuditEntry.objects.filter(target=f"criteria/{item.standard.number}")
        actors = entries.values_list("actor", flat=True).distinct()
        return {int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")}
    rows = Evidence.objects.filter(criteria__in=criteria_asked(item), state="released")
    pairs = rows.values_list("writers", "released_by")
    return {user for pair in pairs for user in pair if user is not None}


NO_EDITS = (
    *("governance.confirm_decision", "governance.confirm_changes", "governance.record_go_live"),
    *("governance.submit_deliverable", "governance.release_evidence", "governance.consult_on_tad"),
)
"""Acts of which only what follows from them changes what a release says: the day of a row, an annex."""


def editors_of(version: RidVersion) -> set[str]:
    """Actors ("user:7") who changed the release since its last version in force and before this one was frozen, as
    the record says."""
    release = version.release
    whole = release.versions.exclude(kind=VersionKind.DRAFT).exclude(pk=version.pk)
    earlier = [row for row in whole if (row.major, row.minor) < (version.major, version.minor)]
    last = max(earlier, key=lambda row: (row.major, row.minor), default=None)
    rows = AuditEntry.objects.filter(composed__has_key=release.slug).exclude(action__in=NO_EDITS)
    rows = rows.filter(position__gt=_frozen_at(last) if last else 0, position__lte=_frozen_at(version))
    return set(rows.values_list("actor", flat=True).distinct())


def _frozen_at(version: RidVersion) -> int:
    """Where the record stood when what the version says was frozen first; an imported one stands at its own entry, as
    it prints the head of another record."""
    if version.is_imported:
        place = f"releases/{version.release.slug}/rid/{version.number}"
        entry = AuditEntry.objects.filter(target=place).order_by("position").first()
        return entry.position if entry else 0
    first = version.steps.select_related("snapshot").order_by("pk").first()
    return first.snapshot.issue["record_head"]["position"] if first else 0


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
