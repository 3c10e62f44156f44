"""Regression testing: what a Party user's organisation declares, and what the DCC asks for."""

from collections.abc import Iterator
from datetime import date

from governance.watch.due.regression import missing_by_release, missing_from, unanswered
from governance.watch.late.facts import WARNING
from governance.watch.waiting.submitting import AHEAD
from governance.watch.waiting.task import Task, kind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.people.queries import working_days

DECLARE = kind(
    "declare",
    "Declare the plan",
    Permission.DECLARE_REGRESSION,
    "Your organisation takes part in UIT. Declare its regression testing plan before UIT begins, and its results "
    "before UIT ends.",
)
TAKES_PART = kind(
    "takes-part",
    "Answer",
    Permission.DECLARE_REGRESSION,
    "A release affects your category. Say whether your organisation takes part in User Integration Testing (UIT).",
)
MISSING = kind(
    "regression-missing",
    "See who has not declared",
    Permission.MANAGE_PARTICIPANTS,
    "A Test Participant has not declared its plan or results, and the day is near or past.",
)


def declarations(user: User, on: date) -> Iterator[Task]:
    """Plans and results due from a Party user's organisation within AHEAD, or overdue."""
    if Permission.DECLARE_REGRESSION not in user.permissions():
        return
    for row in missing_from(user):
        if row.due.on and row.due.on <= on + AHEAD:
            release = row.participant.release
            path = f"/releases/{release.slug}/regression/own/"
            what, step = f"{release.short_name}: {row.kind.phrase}", f"Declare the {row.kind.value}"
            thing, facts = f"{release.slug}/{row.kind.value}", {"step": step, "release": release}
            yield Task(DECLARE, thing, what, path, row.due.on, label="Not declared", body="parties", **facts)


def answers(user: User, on: date) -> Iterator[Task]:
    """Releases that affect the category, while their plans are still to come."""
    if Permission.DECLARE_REGRESSION not in user.permissions():
        return
    for release, due in unanswered(user):
        if on <= due <= on + AHEAD:
            path = f"/releases/{release.slug}/regression/own/"
            what = f"{release.short_name}: does your organisation take part in UIT?"
            facts = {"label": "No answer", "release": release, "body": "parties"}
            yield Task(TAKES_PART, release.slug, what, path, due, "Plans are due by then", **facts)


def missing(user: User, on: date) -> Iterator[Task]:
    """For the DCC: what Test Participants have not declared, from WARNING Working Days before the due day."""
    if not user.may_in("dcc", Permission.MANAGE_PARTICIPANTS):
        return
    found = list(missing_by_release())
    calendar = working_days() if found else None
    for release, kind_of, due, rows in found:
        if calendar and on >= calendar.before(due, WARNING):
            count = "1 Test Participant" if len(rows) == 1 else f"{len(rows)} Test Participants"
            what = f"{release.short_name}: {kind_of.phrase} missing from {count}"
            path, tone = f"/releases/{release.slug}/regression/", "red" if on > due else "amber"
            facts = {"tone": tone, "label": "Not declared", "release": release, "body": "dcc"}
            yield Task(MISSING, f"{release.slug}/{kind_of.value}", what, path, due, **facts)
