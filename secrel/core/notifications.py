"""Telling people: a row in the outbox at once, a mail once the change is committed."""

from collections.abc import Iterable

from secrel.core.jobs import wake
from secrel.core.models import Notification, User
from secrel.core.tasks import deliver_mail


def notify(people: Iterable[User], *, subject: str, body: str, path: str) -> None:
    """Write a message to each person. It leaves with the transaction, or not at all."""
    rows = Notification.objects.bulk_create(
        Notification(user=person, subject=subject, body=body, path=path) for person in people
    )
    for row in rows:
        wake(deliver_mail, notification=row.pk)
