"""Mail out of the outbox."""

import logging
import smtplib

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from secrel.core import clock
from secrel.core.models import Notification

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 5


@shared_task
def deliver_mail(*, notification: int) -> None:
    """Send one mail; a second worker with the same row finds it locked, a later one finds it sent."""
    with transaction.atomic():
        row = (
            Notification.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("user")
            .filter(pk=notification, mailed_at__isnull=True, attempts__lt=MAX_ATTEMPTS)
            .first()
        )
        if row is None:
            return
        row.attempts += 1
        try:
            _message(row).send()
            row.mailed_at, row.failure = clock.now(), ""
        except (smtplib.SMTPException, OSError) as error:
            row.failure = str(error)[:300]
            log.warning("Mail %s was not accepted: %s", row.pk, error)
        row.save(update_fields=["attempts", "mailed_at", "failure"])


@shared_task
def deliver_waiting_mail() -> None:
    waiting = Notification.objects.filter(mailed_at__isnull=True, attempts__lt=MAX_ATTEMPTS)
    for key in waiting.values_list("pk", flat=True)[:200]:
        deliver_mail.delay(notification=key)


def _message(row: Notification) -> EmailMessage:
    text = render_to_string(
        "emails/notification.txt", {"notification": row, "address": settings.SITE_URL + row.path}
    )
    return EmailMessage(subject=row.subject, body=text, to=[row.user.email])
