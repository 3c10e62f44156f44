"""What is due, when and from whom: steps of timetables, meetings and their papers, cut-offs, comments, conditions."""

from collections.abc import Mapping
from datetime import date

from governance.models import Criterion
from releases.models import TimelineRow
from secrel.core.queries import Leads
from secrel.core.working_days import WorkingDays


def evidence_due(
    rows: Mapping[str, TimelineRow], criterion: Criterion, calendar: WorkingDays, leads: Leads
) -> date | None:
    """The day by which evidence for a criterion is due; None where the timetable says nothing of it.

    `rows` of the release, by step: the row for that evidence, else as many Working Days before the body reviews it
    as the body wants.
    """
    if (row := rows.get(f"evidence_{criterion.category}")) and row.date:
        return row.date.interval()[1]
    reviewer = criterion.reviewer.key
    if (row := rows.get(f"recommend_{reviewer}")) and row.date.day:
        meets = row.date.interval()[0]
        return calendar.before(meets, leads.evidence(reviewer, meets))
    return None
