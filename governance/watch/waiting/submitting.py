"""Evidence, testing deliverables and conditions due from a person's bodies, and the person's own actions."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from governance.acceptance.models import Condition
from governance.acceptance.queries.acceptance import evidence_due_from
from governance.acceptance.queries.evidence_due import evidence_due, rows_by_step
from governance.meetings.queries.actions import owned_by
from governance.watch.due.testing import deliverables_due
from governance.watch.waiting.task import Task
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.people.queries import LeadTimes, working_days

AHEAD = timedelta(days=60)


def evidence(user: User, on: date) -> Iterator[Task]:
    """One task for each category of criteria of a release."""
    if Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    rows = list(evidence_due_from(user.bodies()))
    dated, calendar, leads = (rows_by_step(), working_days(), LeadTimes()) if rows else ({}, None, None)
    for (release, category), group in groupby(rows, key=lambda row: (row.release, row.category)):
        criteria = list(group)
        due = evidence_due(dated.get(release.pk, {}), criteria[0], calendar, leads)
        count = f"{len(criteria)} {category} {'criterion' if len(criteria) == 1 else 'criteria'}"
        names = ", ".join(str(row.number) for row in criteria)
        note = f"No evidence yet for {names}; reviewed by {criteria[0].reviewer.the}"
        path = f"/releases/{release.slug}/criteria/"
        yield Task(f"{release.short_name}: {count}", "Submit evidence", path, due, note, label="No evidence")


def deliverables(user: User, on: date) -> Iterator[Task]:
    """Deliverables due from the DCC within AHEAD, or overdue."""
    if "dcc" not in user.bodies() or Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    for row, due, names in deliverables_due():
        if due <= on + AHEAD:
            path = f"/releases/{row.release.slug}/testing/"
            yield Task(
                f"{row.release.short_name}: {names}",
                "Submit the deliverable",
                path,
                due,
                label="Not submitted",
            )


def conditions(user: User, on: date) -> Iterator[Task]:
    if Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    rows = Condition.objects.outstanding().filter(
        release__sources_until=None, state="open", owner__key__in=user.bodies()
    )
    for row in rows.select_related("release"):
        path = f"/releases/{row.release.slug}/criteria/"
        yield Task(str(row), "Report it as met", path, row.due_on, row.text, label="Open")


def actions(user: User, on: date) -> Iterator[Task]:
    """Open actions that a meeting gave to the person."""
    for row in owned_by(user):
        is_late = row.due_on < on
        tone, label = ("red", "Overdue") if is_late else ("amber", "Open")
        note = f"From the {row.meeting}"
        yield Task(
            f"{row}: {row.what}", "See the action", row.get_absolute_url(), row.due_on, note, tone, label
        )
