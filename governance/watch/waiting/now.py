"""A person's tasks as pages show them at each visit: computed once, and read until anything changes."""

from dataclasses import dataclass
from datetime import date

import msgspec
from django.db.models import Q

from governance.watch.models import TaskHandover
from governance.watch.waiting import tasks_of
from governance.watch.waiting.task import Task, Urgency, urgency
from secrel.core.changes.result_cache import cached_results
from secrel.core.models.people import User


@dataclass(frozen=True)
class ShownHandover:
    """A handover in force. `task` is the code of the task; `given_by` and `given_to` are names."""

    task: str
    what: str
    token: int
    given_by: str
    given_by_id: int
    given_to: str
    given_to_id: int
    since_on: date
    until_on: date
    reason: str

    @classmethod
    def of(cls, row: TaskHandover) -> "ShownHandover":
        return cls(
            *(row.task, row.what, row.token, str(row.given_by), row.given_by_id),
            *(str(row.given_to), row.given_to_id, row.since_on, row.until_on, row.reason),
        )


@dataclass(frozen=True)
class ShownTask:
    """A task: see `Task`. One that `is_own` cannot be handed over. `release` is a short name, empty for none."""

    code: str
    act: str
    is_own: bool
    what: str
    path: str
    when: date | None
    note: str
    tone: str
    label: str
    go_live_on: date | None
    release: str
    release_slug: str
    handover: ShownHandover | None

    @classmethod
    def of(cls, task: Task) -> "ShownTask":
        return cls(
            *(task.code, task.act, task.kind.is_own, task.what, task.path, task.when),
            *(task.note, task.tone, task.label, task.go_live_on),
            *((task.release.short_name, task.release.slug) if task.release else ("", "")),
            ShownHandover.of(task.handover) if task.handover else None,
        )

    @property
    def urgency(self) -> Urgency:
        return urgency(self.when, self.go_live_on)

    def is_overdue(self, on: date) -> bool:
        return self.when is not None and self.when < on


@dataclass(frozen=True)
class TasksNow:
    """`groups`: by key, with a label, as of `waiting_on`. `away`: those that the person handed to a colleague."""

    on: date
    groups: dict[str, tuple[str, list[ShownTask]]]
    away: list[ShownTask]

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.groups.values())


def tasks_now(user: User, on: date) -> TasksNow:
    """The tasks of a person on a day. Those of a program, which has some of their permissions only, are not kept."""
    if user.allowed is not None:
        return _computed(user, on)
    key = f"tasks/{user.pk}"
    found = cached_results({key: Q()})
    if key in found.data and found.data[key]["on"] == on.isoformat():
        return msgspec.convert(found.data[key], TasksNow)
    tasks = _computed(user, on)
    found.store({key: msgspec.to_builtins(tasks)})
    return tasks


def _computed(user: User, on: date) -> TasksNow:
    groups, away = tasks_of(user, on)
    return TasksNow(
        on,
        {name: (label, [ShownTask.of(row) for row in rows]) for name, (label, rows) in groups.items()},
        [ShownTask.of(row) for row in away],
    )
