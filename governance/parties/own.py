"""What the page for an organisation shows to one person: what is due from them, and drafts open for their comment."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.brief.types import BriefAnswer, BriefContent
from governance.parties.queries import open_drafts
from governance.regression.queries.participants import registration_of
from governance.watch.waiting.now import ShownTask, tasks_now
from secrel.core.models.people import User


@dataclass(frozen=True)
class Asked:
    """A consultation. `is_answered`: by the person's organisation."""

    answer: BriefAnswer
    is_answered: bool = False


def page_of(task: ShownTask) -> str:
    """The page of a task, without the place on it."""
    return task.path.partition("#")[0]


def for_you(user: User | None, brief: BriefContent, on: date) -> dict[str, Any]:
    """The consultations for everybody; for a person with an account also drafts, for a Party user also tasks."""
    if user is None:
        return {"asked": [Asked(row) for row in brief.answers]}
    registration = registration_of(user)
    groups = tasks_now(user, on).groups if registration else {}
    tasks = [task for _, rows in groups.values() for task in rows]
    drafts = open_drafts(user, brief, on)
    shown = {*(row.path for row in brief.answers), *(row.version.get_absolute_url() for row in drafts)}
    waiting = {page_of(task) for task in tasks}
    return {
        "registration": registration,
        "asked": [Asked(row, registration is not None and row.path not in waiting) for row in brief.answers],
        "tasks": [task for task in tasks if page_of(task) not in shown],
        "drafts": drafts,
    }
