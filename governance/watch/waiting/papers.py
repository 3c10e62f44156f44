"""Papers that are drafted and not issued, for their author."""

from collections.abc import Iterator
from datetime import date

from governance.meetings.queries.meetings import papers_due
from governance.papers.models import Paper
from governance.watch.waiting.task import Task, kind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.people.queries import LeadTimes, holders_of, working_days

ISSUE = kind(
    "issue-paper",
    "Issue the paper",
    Permission.PRESENT_VERSIONS,
    "You are the author of a paper that is a draft. Finish it and issue it by the day on which papers are due. A paper "
    "whose author has no account is a task of everybody at SECAS who may issue it.",
)


def papers(user: User, on: date) -> Iterator[Task]:
    """Drafts of coming meetings whose author is this person, or nobody who may issue papers."""
    if Permission.PRESENT_VERSIONS not in user.permissions():
        return
    rows = Paper.objects.filter(state="draft", meeting__state="planned", meeting__on__gte=on)
    rows = list(rows.select_related("meeting__body").order_by("meeting__on", "item"))
    if not rows:
        return
    others = {person.name for person in holders_of(Permission.PRESENT_VERSIONS, on=on)} - {user.name}
    calendar, leads = working_days(), LeadTimes()
    for row in rows:
        if row.author not in others:
            thing, due = "/".join(map(str, row.address)), papers_due(row.meeting, calendar, leads)
            note = f"By {row.author}; the day is when papers are due"
            yield Task(ISSUE, thing, str(row), row.get_absolute_url(), due, note, label="Draft")
