"""The summaries of agenda items on testing and acceptance, with what all readers of an agenda may read."""

from django.utils.text import capfirst

from governance.acceptance.models import Condition, Deliverable, DeliverableItem, Kind
from governance.acceptance.workflow import DELIVERABLE
from governance.documents.engine.text import long_date
from governance.documents.pack.summary import ItemSummary, SummaryPoint, SummaryRow
from governance.documents.rid.types.rid import is_testing_approach
from governance.meetings.models import Item
from governance.meetings.queries.positions import objections_point
from governance.versions.queries.deciding.points import release_points
from releases.models.releases import Release
from secrel.core.values.present import present
from secrel.core.values.texts import one_line


def testing_summary(item: Item, lacks: list[str]) -> ItemSummary:
    """A deliverable before the body that advises or decides on it; `lacks`: what is missing for a positive result."""
    deliverable, release = item.deliverable_item.deliverable, present(item.release)
    decides = item.kind == DeliverableItem.TESTING
    after = DELIVERABLE.states["accepted" if decides else "advised"].label
    rows = [SummaryRow(label="This version", cells=(deliverable.workflow_state.label, after))]
    rows += _dated(release, f"{deliverable.kind}_{'decision' if decides else 'view'}", item)
    if decides and deliverable.kind == Kind.TAD:
        rows.append(SummaryRow(label="Annex A of the RID", cells=(_annex(release), str(deliverable))))
    points = [
        SummaryPoint(label="Grounds", lines=_note(deliverable), none="The DCC added no note"),
        SummaryPoint(label="Open defects allowed", lines=_limits(deliverable), none="No limits stated"),
        SummaryPoint(
            label="Earlier versions",
            lines=tuple(f"{row}: {row.workflow_state.label.lower()}" for row in _earlier(deliverable)),
        ),
        SummaryPoint(
            label="Advice", lines=tuple(_advice(deliverable, item)), none="No body has advised on it"
        ),
        SummaryPoint(label="Missing", lines=tuple(lacks), none="Nothing is missing"),
        *closing_points(item, release),
    ]
    return ItemSummary(
        columns=("Now", f"If {'accepted' if decides else 'advised on'}"),
        rows=tuple(rows),
        points=tuple(points),
    )


def closing_points(item: Item, release: Release) -> list[SummaryPoint]:
    """Conditions of earlier decisions, objections, and the comments on the RID with the findings in it."""
    return [conditions_point(release), objections_point(item), *release_points(release)]


def conditions_point(release: Release) -> SummaryPoint:
    rows = Condition.objects.outstanding().filter(release=release).select_related("owner").order_by("number")
    lines = (
        f"{row.number}: {one_line(row.text)} ({row.owner}, by {long_date(row.due_on.isoformat())}; "
        f"{row.workflow_state.label.lower()})"
        for row in rows
    )
    return SummaryPoint(label="Conditions", lines=tuple(lines), none="No conditions outstanding")


def _dated(release: Release, step: str, item: Item) -> list[SummaryRow]:
    """The row of the timetable that the decision dates."""
    row = release.timeline.filter(steps__contains=[step], actual="").order_by("position").first()
    if row is None:
        return []
    now = f"{capfirst(row.event)}: {row.date.label or 'to be set'}"
    day = long_date(item.meeting.on.isoformat())
    return [SummaryRow(label="Timetable", cells=(now, f"Took place on {day}"))]


def _annex(release: Release) -> str:
    row = next((row for row in release.annexes.all() if is_testing_approach(row.title)), None)
    return "None" if row is None else f"{row.title}{f' ({row.outlook})' if row.outlook else ''}"


def _note(deliverable: Deliverable) -> tuple[str, ...]:
    return (one_line(deliverable.note),) if deliverable.note else ()


def _limits(deliverable: Deliverable) -> tuple[str, ...]:
    return tuple(f"Severity {severity}: at most {most}" for severity, most in deliverable.limited)


def _earlier(deliverable: Deliverable) -> list[Deliverable]:
    rows = Deliverable.objects.filter(release=deliverable.release_id, kind=deliverable.kind)
    return list(rows.filter(number__lt=deliverable.number).select_related("release").order_by("-number")[:3])


def _advice(deliverable: Deliverable, item: Item) -> list[str]:
    """What other bodies said of this version, as their Chairs confirmed it."""
    rows = deliverable.items.filter(state="decided").exclude(pk=item.pk).select_related("meeting__body")
    found = []
    for row in rows.order_by("meeting__on", "pk"):
        outcome = row.outcome
        if outcome:
            reason = f". {one_line(outcome.reason)}" if outcome.reason else ""
            found.append(f"{row.meeting}: {outcome.get_result_display().lower()}{reason}")
    return found
