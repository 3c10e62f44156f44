"""Regression testing: what a Party user's organisation declares, and what the DCC asks for."""

from collections.abc import Iterator
from datetime import date

from governance.watch.due.regression import missing_by_release, missing_from, unanswered
from governance.watch.late.facts import WARNING
from governance.watch.waiting.submitting import AHEAD
from governance.watch.waiting.task import Task
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.people.queries import working_days


def declarations(user: User, on: date) -> Iterator[Task]:
    """Plans and results due from a Party user's organisation within AHEAD, or overdue."""
    if Permission.DECLARE_REGRESSION not in user.permissions():
        return
    for row in missing_from(user):
        if row.due.on and row.due.on <= on + AHEAD:
            release = row.participant.release
            path = f"/releases/{release.slug}/regression/own/"
            what, act = f"{release.short_name}: {row.kind.phrase}", f"Declare the {row.kind.value}"
            yield Task(what, act, path, row.due.on, label="Not declared")


def answers(user: User, on: date) -> Iterator[Task]:
    """Releases that affect the category, while their plans are still to come."""
    if Permission.DECLARE_REGRESSION not in user.permissions():
        return
    for release, due in unanswered(user):
        if on <= due <= on + AHEAD:
            path = f"/releases/{release.slug}/regression/own/"
            what = f"{release.short_name}: does your organisation take part in UIT?"
            yield Task(what, "Answer", path, due, "Plans are due by then", label="No answer")


def missing(user: User, on: date) -> Iterator[Task]:
    """For the DCC: what Test Participants have not declared, from WARNING Working Days before the due day."""
    if not user.may_in("dcc", Permission.MANAGE_PARTICIPANTS):
        return
    found = list(missing_by_release())
    calendar = working_days() if found else None
    for release, kind, due, rows in found:
        if calendar and on >= calendar.before(due, WARNING):
            count = "1 Test Participant" if len(rows) == 1 else f"{len(rows)} Test Participants"
            what = f"{release.short_name}: {kind.phrase} missing from {count}"
            path, tone = f"/releases/{release.slug}/regression/", "red" if on > due else "amber"
            yield Task(what, "See who has not declared", path, due, tone=tone, label="Not declared")
