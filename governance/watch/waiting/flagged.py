"""Open flags, for the people who act on them."""

from collections.abc import Iterator
from datetime import date

from governance.watch.late.facts import day_text
from governance.watch.models import FlagKind
from governance.watch.queries.flags import open_flags
from governance.watch.waiting.task import Task, kind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User

FLAG = kind(
    "flag",
    "Decide what to do",
    Permission.EDIT_RELEASES,
    "Something is late or due soon. Send a reminder, make the change, or dismiss the flag with a reason.",
)


def flags(user: User, on: date) -> Iterator[Task]:
    if Permission.EDIT_RELEASES not in user.permissions():
        return
    rows = open_flags().filter(is_set_aside=False)
    if Permission.PRESENT_VERSIONS in user.permissions():
        rows = rows.exclude(kind=FlagKind.COMMENTS_OPEN)  # the comments to answer are a task of their own
    for flag in rows:
        tone = "red" if flag.is_late else "amber"
        note = f"Reminded on {day_text(flag.reminded_on)}" if flag.reminded_on else ""
        path, label = flag.get_absolute_url(), flag.get_kind_display()
        due = (
            None if flag.kind == FlagKind.EVIDENCE_UNDATED else flag.due_on
        )  # then its due date is the go-live
        yield Task(FLAG, flag.key, flag.sentence, path, due, note, tone, label, release=flag.release)
