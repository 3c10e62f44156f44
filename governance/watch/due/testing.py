"""Testing deliverables in timetables that the DCC has not submitted."""

from collections.abc import Iterator
from datetime import date

from governance.acceptance.models import Deliverable, Kind
from releases.models.releases import coming
from releases.models.timeline import TimelineRow
from releases.steps import BASELINE_STEPS


def deliverables_due() -> Iterator[tuple[TimelineRow, date, str]]:
    """Rows with their due date and the names of what is missing. An actual date does not count as submission if the row
    also stands for other steps, because it may be theirs.
    """
    submitted = set(Deliverable.objects.values_list("release", "kind"))
    rows = TimelineRow.objects.filter(coming("release__"), steps__overlap=list(Kind.values))
    for row in rows.select_related("release").order_by("release__slug", "position"):
        deliverables = [step for step in row.steps if step in Kind.values]
        noted = bool(row.actual) and BASELINE_STEPS.issuperset(set(row.steps).difference(deliverables))
        missing = [Kind(step).label for step in deliverables if (row.release_id, step) not in submitted]
        if row.date and missing and not noted:
            yield row, row.date.interval()[1], " and ".join(missing)
