"""Evidence, testing deliverables and conditions due from a person's bodies, and the person's own actions.

A draft of evidence waits for a colleague who wrote none of it, who reads and releases it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from django.utils.timezone import localtime

from governance.acceptance.models import Condition
from governance.acceptance.queries.acceptance import evidence_due_from
from governance.acceptance.queries.drafts import drafted_criteria, drafts_for
from governance.acceptance.queries.evidence_due import evidence_due, rows_by_step
from governance.criteria.models import Criterion
from governance.meetings.queries.actions import owned_by
from governance.watch.due.testing import deliverables_due
from governance.watch.late.facts import day_text
from governance.watch.waiting.task import Task, kind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.people.queries import LeadTimes, working_days
from secrel.core.values.texts import joined

AHEAD = timedelta(days=60)
EVIDENCE = kind(
    "evidence",
    "Submit evidence",
    Permission.SUBMIT_EVIDENCE,
    "Your body provides the evidence for criteria of a coming release, and some have none yet. You get one task for "
    "each category of criteria. One person writes the draft, and a colleague releases it.",
)
RELEASE_DRAFT = kind(
    "release-evidence",
    "Read and release",
    Permission.SUBMIT_EVIDENCE,
    "A colleague has drafted evidence. Read it, then release it to its reviewers, change it, or discard it. If you "
    "change it, you become one of its authors, and another colleague has to release it.",
)
DELIVERABLE = kind(
    "deliverable",
    "Submit the deliverable",
    Permission.SUBMIT_EVIDENCE,
    "The timetable asks the DCC for a testing deliverable, such as the Testing Approach Document (TAD).",
)
CONDITION = kind(
    "condition",
    "Report it as met",
    Permission.SUBMIT_EVIDENCE,
    "A body decided on a condition that your body has to meet. Enter how it was met. SECAS then closes it.",
)
ACTION = kind(
    "action",
    "See the action",
    None,
    "A meeting gave you an action, with the day by which it is due.",
    is_own=True,
)


def evidence(user: User, on: date) -> Iterator[Task]:
    """One task for each category of criteria of a release."""
    if Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    rows = list(evidence_due_from(user.bodies()))
    dated, calendar, leads = (rows_by_step(), working_days(), LeadTimes()) if rows else ({}, None, None)
    drafted = drafted_criteria(rows)
    for (release, category), group in groupby(rows, key=lambda row: (row.release, row.category)):
        criteria = list(group)
        due = evidence_due(dated.get(release.pk, {}), criteria[0], calendar, leads)
        count = f"{len(criteria)} {category} {'criterion' if len(criteria) == 1 else 'criteria'}"
        note = f"{_without(criteria, drafted)}; reviewed by {criteria[0].reviewer.the}"
        path, what = f"/releases/{release.slug}/criteria/", f"{release.short_name}: {count}"
        facts = {"label": "No evidence", "release": release, "body": criteria[0].owner.key}
        yield Task(EVIDENCE, f"{release.slug}/{category}", what, path, due, note, **facts)


def _without(criteria: list[Criterion], drafted: set[int]) -> str:
    """Which criteria have no evidence, and which of them have a draft that waits for a colleague."""
    named = [
        ", ".join(str(row.number) for row in criteria if (row.pk in drafted) is is_drafted)
        for is_drafted in (False, True)
    ]
    parts = ("No evidence yet for {}", "drafted, and waiting for a colleague to release it: {}")
    sentence = "; ".join(part.format(names) for part, names in zip(parts, named, strict=True) if names)
    return sentence[:1].upper() + sentence[1:]


def drafts(user: User, on: date) -> Iterator[Task]:
    """Drafts that colleagues wrote. Each has text or a file; the person wrote none of it."""
    if Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    for row in drafts_for(user):
        names, release = joined([str(criterion) for criterion in row.criteria.all()]), row.release
        facts = {"label": "Draft", "release": release, "body": row.body.key}
        note = f"Drafted by {row.prepared_by} on {day_text(localtime(row.prepared_at).date())}"
        what, path = f"{release.short_name}: evidence for {names}", row.get_absolute_url()
        yield Task(RELEASE_DRAFT, row.receipt, what, path, note=note, **facts)


def deliverables(user: User, on: date) -> Iterator[Task]:
    """Deliverables due from the DCC within AHEAD, or overdue."""
    if "dcc" not in user.bodies() or Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    for row, due, names in deliverables_due():
        if due <= on + AHEAD:
            path = f"/releases/{row.release.slug}/testing/"
            thing, what = f"{row.release.slug}/{row.key}", f"{row.release.short_name}: {names}"
            facts = {"label": "Not submitted", "release": row.release, "body": "dcc"}
            yield Task(DELIVERABLE, thing, what, path, due, **facts)


def conditions(user: User, on: date) -> Iterator[Task]:
    if Permission.SUBMIT_EVIDENCE not in user.permissions():
        return
    rows = Condition.objects.outstanding().filter(
        release__sources_until=None, state="open", owner__key__in=user.bodies()
    )
    for row in rows.select_related("release", "owner"):
        thing, path = f"{row.release.slug}/{row.number}", f"/releases/{row.release.slug}/criteria/"
        facts = {"label": "Open", "release": row.release, "body": row.owner.key}
        yield Task(CONDITION, thing, str(row), path, row.due_on, row.text, **facts)


def actions(user: User, on: date) -> Iterator[Task]:
    """Open actions that a meeting gave to the person."""
    for row in owned_by(user):
        is_late = row.due_on < on
        tone, label = ("red", "Overdue") if is_late else ("amber", "Open")
        note = f"From the {row.meeting}"
        what, path = f"{row}: {row.what}", row.get_absolute_url()
        yield Task(ACTION, row.number, what, path, row.due_on, note, tone, label)
