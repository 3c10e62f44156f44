"""The order in which a person sees their tasks: by release, or by due date alone. The browser remembers the choice."""

from dataclasses import dataclass
from datetime import date, timedelta

from governance.watch.waiting.now import ShownTask, TasksNow
from secrel.core.templatetags.ui import SOON

ORDERS = {"release": "By release", "date": "Overdue first"}
USUAL = "release"
OTHER = "Other tasks"
FEW = 6
"""Up to so many tasks all stand open; of more, only the most urgent group does."""
PARTS = ("Overdue", f"Due within {SOON} days", "Later, or without a day")


@dataclass(frozen=True)
class TaskGroup:
    """The tasks of one release, or of one part of the plain order, most urgent first."""

    title: str
    key: str
    tasks: tuple[ShownTask, ...]
    on: date
    is_open: bool

    @property
    def rows(self) -> list[tuple[str, ShownTask]]:
        """Each with what it is about, without the name of the release where the title says it."""
        return [(_without(self.title, task.what), task) for task in self.tasks]

    @property
    def overdue(self) -> int:
        return sum(task.is_overdue(self.on) for task in self.tasks)

    @property
    def next_day(self) -> date | None:
        """The first due day that is not past."""
        return min((task.when for task in self.tasks if task.when and task.when >= self.on), default=None)


def ordered(tasks: TasksNow, order: str) -> list[TaskGroup]:
    """The tasks in groups, most urgent first; those about no release come after those about one."""
    rows = sorted((task for _, rows in tasks.groups.values() for task in rows), key=lambda task: task.urgency)
    found: dict[tuple[bool | int, str, str], list[ShownTask]] = {}
    for task in rows:
        found.setdefault(_place(task, order, tasks.on), []).append(task)
    groups = sorted(found.items(), key=lambda group: group[0][0])
    return [
        TaskGroup(title, key, tuple(own), tasks.on, is_open=number == 0 or len(rows) <= FEW)
        for number, ((_, key, title), own) in enumerate(groups)
    ]


def _place(task: ShownTask, order: str, on: date) -> tuple[bool | int, str, str]:
    """Which group a task is in: what orders the groups, beside their most urgent tasks, with their key and title."""
    if order != "date":
        return not task.release, task.release_slug or "other", task.release or OTHER
    is_soon = task.when is not None and task.when <= on + timedelta(SOON)
    part = 0 if task.is_overdue(on) else 1 if is_soon else 2
    return part, f"due-{part}", PARTS[part]


def _without(title: str, what: str) -> str:
    for lead in (f"{title}: ", f"{title} SEC Release: "):
        if what.startswith(lead):
            return what[len(lead) :][:1].upper() + what[len(lead) + 1 :]
    return what
