"""Consultations that a person's body runs: to open, to close, to summarise, to decide on."""

from collections.abc import Iterator
from datetime import date

from governance.consultations.models import Consultation
from governance.consultations.queries.readers import bodies_run_by, seen_by
from governance.watch.waiting.task import Task
from secrel.core.models.people import User


def consultations(user: User, on: date) -> Iterator[Task]:
    """The next step of each, with its day."""
    bodies = bodies_run_by(user)
    if not bodies:
        return
    rows = seen_by(user).filter(owner__key__in=bodies, state__in=("draft", "open", "closed"))
    rows = rows.exclude(release__sources_until__isnull=False)
    for row in rows.order_by("deadline", "pk"):
        act, when = _next(row, on)
        note = f"Answers until {row.deadline_words}"
        yield Task(
            str(row),
            act,
            row.get_absolute_url(),
            when,
            note,
            label=f"Consultation: {row.workflow_state.label.lower()}",
        )


def _next(row: Consultation, on: date) -> tuple[str, date | None]:
    if row.state == "draft":
        return "Open the consultation", row.deadline_day
    if row.state == "open":
        return ("Read the answers" if on <= row.deadline_day else "Close the consultation"), row.deadline_day
    if row.summarised_on is None:
        return "Write the summary", row.decides_on
    return "Record the decision", row.decides_on
