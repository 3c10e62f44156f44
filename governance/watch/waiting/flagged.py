"""Open flags, for the people who act on them."""

from collections.abc import Iterator
from datetime import date

from governance.watch.late.facts import day_text
from governance.watch.queries.flags import open_flags
from governance.watch.waiting.task import Task
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User


def flags(user: User, on: date) -> Iterator[Task]:
    if Permission.EDIT_RELEASES not in user.permissions():
        return
    for flag in open_flags().filter(is_set_aside=False):
        tone = "red" if flag.is_late else "amber"
        note = f"Reminded on {day_text(flag.reminded_on)}" if flag.reminded_on else ""
        yield Task(
            flag.sentence,
            "Decide what to do",
            flag.get_absolute_url(),
            flag.due_on,
            note,
            tone,
            flag.get_kind_display(),
        )
