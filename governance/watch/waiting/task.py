"""A task of a person, and the kinds of tasks. The texts of a kind are those of pages, mails and the Help pages."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of

if TYPE_CHECKING:
    from governance.watch.models import TaskHandover

Urgency = tuple[bool, date, bool]
KINDS: "dict[str, TaskKind]" = {}
"""All kinds, by key, in the order of the modules that define them."""


@dataclass(frozen=True)
class TaskKind:
    """A kind of task: what a person does (`act`), the permission it takes, and when it appears (a sentence).

    `needs` is None where the task comes from something else than a role. A task that `is_own` is for one person only,
    such as a vote, and cannot be handed to a colleague.
    """

    key: str
    act: str
    needs: Permission | None
    sentence: str
    is_own: bool = False


def kind(key: str, act: str, needs: Permission | None, sentence: str, *, is_own: bool = False) -> TaskKind:
    """Define a kind of task."""
    KINDS[key] = TaskKind(key, act, needs, sentence, is_own)
    return KINDS[key]


@dataclass(frozen=True)
class Task:
    """`thing` names what it is about among the tasks of its kind, and stays the same while the task is open.

    `path` is the page on which it is done, `when` its due date, if there is one, `release` the one that it is for, and
    `body` the key of the body for which it is done, if only that body's people may do it.
    """

    kind: TaskKind
    thing: str
    what: str
    path: str
    when: date | None = None
    note: str = ""
    tone: str = "amber"
    label: str = ""
    """Shown as a chip in the tone; empty for no chip."""
    step: str = ""
    """What to do, where that is not always the same for the kind."""
    release: Release | None = None
    body: str = ""
    handover: "TaskHandover | None" = None
    """By whom the task was handed to whom, if it was and that is in force."""

    @property
    def act(self) -> str:
        """What to do, as the button says."""
        return self.step or self.kind.act

    @property
    def code(self) -> str:
        """The task in addresses and in the audit trail: the same for everybody who has it."""
        return digest_of(f"{self.kind.key}/{self.thing}")[:16]

    @property
    def go_live_on(self) -> date | None:
        """The go-live of its release, which orders a task that has no date of its own."""
        return self.release.go_live_on if self.release else None

    @property
    def urgency(self) -> Urgency:
        return urgency(self.when, self.go_live_on)


def urgency(when: date | None, go_live_on: date | None) -> Urgency:
    """By due date, and without one by the go-live of its release; tasks with neither come last."""
    day = when or go_live_on
    return day is None, day or date.max, when is None
