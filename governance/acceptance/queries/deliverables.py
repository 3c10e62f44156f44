"""Testing deliverables of a release, their limits of open defects, and their data."""

from django.db.models import Prefetch

from governance.acceptance.models import Deliverable, Kind
from governance.meetings.models import Item
from releases.models.releases import Release


def deliverables_of(release: Release) -> list[Deliverable]:
    """All versions, grouped by kind, newest first."""
    rows = release.deliverables.select_related("release", "file", "submitted_by")
    order = list(Kind.values)
    items = Item.objects.select_related("meeting__body").order_by("meeting__on", "order", "pk")
    rows = rows.prefetch_related(Prefetch("items", items.prefetch_related("outcomes")))
    return sorted(rows, key=lambda row: (order.index(row.kind), -row.number))


def limits_of(release: Release) -> dict[str, int]:
    """The largest numbers of open defects by severity, from the accepted TAD or else the latest one."""
    tads = [row for row in deliverables_of(release) if row.limits and row.state != "returned"]
    accepted = [row for row in tads if row.state == "accepted"]
    newest = [row for row in tads if row.kind == Kind.TAD] or tads
    chosen = accepted or newest
    return chosen[0].limits if chosen else {}


def deliverable_data(deliverable: Deliverable) -> dict[str, object]:
    """The whole deliverable as data: the content of its agenda items."""
    return {
        "release": deliverable.release.slug,
        "kind": deliverable.kind,
        "number": str(deliverable.number),
        "file": deliverable.file_id,
        "file_name": deliverable.file_name,
        "note": deliverable.note,
        "limits": {severity: str(most) for severity, most in deliverable.limited},
    }
