"""The tasks that a person has on a day, each with its date and what to do; no tasks of other people.

A task that was handed to a colleague is that colleague's while the handover is in force (`TaskHandover`).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from governance.watch.queries.handovers import handovers_in_force
from governance.watch.waiting import (
    consulting,
    deciding,
    flagged,
    noticing,
    papers,
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
            deciding.service_accounts,
        ),
    ),
    "review": ("To review", (reviewing.criteria, reviewing.comments, reviewing.to_answer)),
    "submit": (
        "To submit",
        (
            submitting.drafts,
            submitting.evidence,
            submitting.deliverables,
            submitting.conditions,
            submitting.actions,
            regression.declarations,
            regression.answers,
            consulting.answers,
        ),
    ),
    "publish": ("To publish", (papers.papers, noticing.notices)),
    "consult": ("To consult on", (consulting.consultations,)),
    "chase": ("To chase", (flagged.flags, regression.missing)),
}


Groups = dict[str, tuple[str, list[Task]]]


def waiting_on(user: User, on: date) -> Groups:
    """The tasks by group; groups without tasks are left out.

    In each group they are ordered by due date, and without one by the go-live of their release.
    """
    return tasks_of(user, on)[0]


def tasks_of(user: User, on: date) -> tuple[Groups, list[Task]]:
    """The same, and the tasks that the person has handed to a colleague."""
    found = {
        key: (label, [task for subject in subjects for task in subject(user, on)])
        for key, (label, subjects) in SUBJECTS.items()
    }
    in_force = handovers_in_force((task.code for _, rows in found.values() for task in rows), on)
    groups: Groups = {}
    away: list[Task] = []
    for key, (label, rows) in found.items():
        own = []
        for task in rows:
            handover = in_force.get(task.code)
            task = replace(task, handover=handover) if handover else task
            (away if handover and handover.given_by_id == user.pk else own).append(task)
        if own:
            groups[key] = (label, sorted(own, key=lambda task: task.urgency))
    return groups, sorted(away, key=lambda task: task.urgency)


def task_with(user: User, code: str, on: date) -> Task | None:
    """The one of a person's tasks with a code, also if they have handed it to a colleague."""
    groups, away = tasks_of(user, on)
    tasks = (task for rows in (*(rows for _, rows in groups.values()), away) for task in rows)
    return next((task for task in tasks if task.code == code), None)
