"""Telling people: a row in the outbox at once, a mail once the change is committed."""

from collections.abc import Iterable
from datetime import date, timedelta

from secrel.core.clock import today
from secrel.core.jobs import wake
from secrel.core.models import Notification, User
from secrel.core.tasks import deliver_mail

NEWS = timedelta(days=31)
SUBJECT = 200


def notify(people: Iterable[User], *, subject: str, body: str, path: str, on: date) -> None:
    """Write a message to each person. It leaves with the transaction, or not at all.

    `on` is the day of what it tells: what is entered long after the fact is no news, and nobody is told.
    """
    if on < today() - NEWS:
        return
    rows = Notification.objects.bulk_create(
        Notification(user=person, subject=_cut(subject), body=body, path=path) for person in people
    )
    for row in rows:
        wake(deliver_mail, notification=row.pk)


def _cut(subject: str) -> str:
    """No longer than a subject can be kept; the page that it points at says all of it."""
    return subject if len(subject) <= SUBJECT else f"{subject[: SUBJECT - 1]}…"
