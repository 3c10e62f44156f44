"""Due dates of evidence for criteria."""

from collections.abc import Mapping
from datetime import date

from governance.criteria.models import Criterion
from releases.models.timeline import TimelineRow
from releases.workflow import COMING
from secrel.core.dates.working_days import WorkingDays
from secrel.core.people.queries import LeadTimes


def rows_by_step() -> dict[int, dict[str, TimelineRow]]:
    """The timetable rows with steps of coming releases, by release and step."""
    found: dict[int, dict[str, TimelineRow]] = {}
    rows = TimelineRow.objects.filter(release__life__in=COMING).exclude(steps=[]).select_related("release")
    for row in rows:
        found.setdefault(row.release_id, {}).update(dict.fromkeys(row.steps, row))
    return found


def evidence_due(
    rows: Mapping[str, TimelineRow], criterion: Criterion, calendar: WorkingDays, leads: LeadTimes
) -> date | None:
    """The day by which evidence for a criterion is due; None where the timetable does not give one.

    `rows` are the timetable rows of the release by step. The row for the evidence gives the day; else it is the
    body's lead time in Working Days before the body's recommendation.
    """
    if (row := rows.get(f"evidence_{criterion.category}")) and row.date:
        return row.date.interval()[1]
    reviewer = criterion.reviewer.key
    if (row := rows.get(f"recommend_{reviewer}")) and row.date.day:
        meets = row.date.interval()[0]
        return calendar.before(meets, leads.evidence(reviewer, meets))
    return None
