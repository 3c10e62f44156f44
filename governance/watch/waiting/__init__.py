"""The tasks that a person has on a day, each with its date and what to do; no tasks of other people."""

from collections.abc import Callable, Iterator
from datetime import date

from governance.watch.waiting import (
    consulting,
    deciding,
    flagged,
    noticing,
    regression,
    reviewing,
    submitting,
)
from governance.watch.waiting.task import Task
from secrel.core.models.people import User

SUBJECTS: dict[str, tuple[str, tuple[Callable[[User, date], Iterator[Task]], ...]]] = {
    "decide": (
        "To decide",
        (
            deciding.items,
            deciding.proposals,
            deciding.registrations,
            deciding.roles,
            deciding.powers,
            deciding.factors,
        ),
    ),
    "review": ("To review", (reviewing.criteria, reviewing.comments, reviewing.to_answer)),
    "submit": (
        "To submit",
        (
            submitting.evidence,
            submitting.deliverables,
            submitting.conditions,
            submitting.actions,
            regression.declarations,
            regression.answers,
        ),
    ),
    "publish": ("To publish", (noticing.notices,)),
    "consult": ("To consult on", (consulting.consultations,)),
    "chase": ("To chase", (flagged.flags, regression.missing)),
}


def waiting_on(user: User, on: date) -> dict[str, tuple[str, list[Task]]]:
    """The tasks by group, ordered by date; groups without tasks are left out."""
    found = {}
    for key, (label, subjects) in SUBJECTS.items():
        rows = [task for subject in subjects for task in subject(user, on)]
        if rows:
            found[key] = (label, sorted(rows, key=lambda row: (row.when is None, row.when or on)))
    return found
