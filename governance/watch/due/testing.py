"""Testing deliverables that the timetables want of the DCC and that it did not submit."""

from collections.abc import Iterator
from datetime import date

from governance.acceptance.models import Deliverable, Kind
from releases.models.timeline import TimelineRow
from releases.steps import BASELINE_STEPS
from releases.workflow import COMING


def deliverables_due() -> Iterator[tuple[TimelineRow, date, str]]:
    """Rows with their day and what is lacking, named. Where a row stands for other steps too, its actual date may be
    theirs: what was not submitted is lacking all the same."""
    submitted = set(Deliverable.objects.values_list("release", "kind"))
    rows = TimelineRow.objects.filter(release__life__in=COMING, steps__overlap=list(Kind.values))
    for row in rows.select_related("release").order_by("release__slug", "position"):
        wanted = [step for step in row.steps if step in Kind.values]
        noted = bool(row.actual) and BASELINE_STEPS.issuperset(set(row.steps).difference(wanted))
        lacking = [Kind(step).label for step in wanted if (row.release_id, step) not in submitted]
        if row.date and lacking and not noted:
            yield row, row.date.interval()[1], " and ".join(lacking)
