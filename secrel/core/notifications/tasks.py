"""Sends emails from the outbox, at once or as a digest. A refused one is tried again later."""

import logging
from collections.abc import Callable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from secrel.core.dates import clock
from secrel.core.models.attempts import Attempts, RateLimit
from secrel.core.models.outbox import Notification
from secrel.core.models.subscriptions import FollowLink, How
from secrel.core.notifications.audiences import readers_of
from secrel.core.notifications.mails import digest_of, message_of
from secrel.core.processes.no_room import is_full
from secrel.core.values.one_time_links import LINK_LIVES

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 8
AT_A_TIME = 200
SENDING_FIELDS = ["attempts", "mailed_at", "failure", "mail_after"]
DISK_FULL = "The server's disk is full, so emails cannot be sent. Free some space, then try again."
ATTEMPTS_LIFETIME = timedelta(days=2)
FIRST_WAIT = timedelta(minutes=1)
"""After the first refusal; twice as long after each further one."""


@shared_task
def deliver_mail(*, notification: int) -> None:
    """Send one email. A second worker with the same row finds it locked, a later one finds it sent."""
    _deliver(lambda rows: rows.filter(pk=notification), lambda rows: message_of(rows[0]))


@shared_task
def deliver_digest(*, user: int | None = None, email: str = "") -> None:
    """Send the due digest messages of a person, or of an address without an account, in one email."""
    owner = Q(user=user) if user else Q(user__isnull=True, subscription__email=email)
    _deliver(lambda rows: rows.filter(owner).exclude(how=How.AT_ONCE), digest_of)


def _deliver(
    narrowed: Callable[[QuerySet], QuerySet], made: Callable[[list[Notification]], EmailMessage]
) -> None:
    with transaction.atomic():
        locked = _due().select_for_update(skip_locked=True, of=("self",))
        rows = list(narrowed(locked.select_related("user", "subscription", "news")).order_by("pk"))
        rows = _readable(rows)
        if not rows:
            return
        for row in rows:  # before sending, so that a full database does not send it repeatedly
            row.mailed_at, row.failure, row.attempts = clock.now(), "", row.attempts + 1
        Notification.objects.bulk_update(rows, SENDING_FIELDS)
        try:
            made(rows).send()
        except Exception as error:  # any failure is stored with the email and shown
            words = f": {error}" if rows[0].user_id else ""  # the server's may name a public address
            reason = DISK_FULL if is_full(error) else f"{type(error).__name__}{words}"
            for row in rows:
                row.mailed_at, row.failure = None, reason[:300]
                row.mail_after = clock.now() + FIRST_WAIT * 2 ** (row.attempts - 1)
            log.warning("Mail to %s was not accepted: %s", rows[0].user_id or "a public address", reason)
            Notification.objects.bulk_update(rows, SENDING_FIELDS)


def _readable(rows: list[Notification]) -> list[Notification]:
    """The messages still to be sent. Those whose reader, news or subscription has lapsed meanwhile get no email."""
    sendable, stopped = [], []
    for row in rows:
        people = readers_of(row.news, on=clock.today()) if row.news else None
        reads = people is None or row.user_id in people
        (sendable if reads and _is_current(row) else stopped).append(row)
    Notification.objects.filter(pk__in=[row.pk for row in stopped]).update(mail_after=None)
    return sendable


def _is_current(row: Notification) -> bool:
    by = row.subscription
    return (row.news is None or row.news.is_current()) and (by is None or by.mails)


def _due() -> QuerySet[Notification]:
    """Messages whose email is due. Unconfirmed addresses get none, as anybody may have entered them; a subscription
    without an account is made only once its address is confirmed.
    """
    confirmed = EmailAddress.objects.filter(user=OuterRef("user"), verified=True)
    reached = Q(user__isnull=True) | Q(Exists(confirmed), user__is_active=True)
    waiting = Notification.objects.filter(reached, mailed_at__isnull=True)
    return waiting.filter(attempts__lt=MAX_ATTEMPTS, mail_after__lte=clock.now())


@shared_task
def deliver_waiting_mail() -> None:
    """Queue all due emails of the outbox; started by beat."""
    for key in _due().filter(how=How.AT_ONCE).order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]:
        deliver_mail.delay(notification=key)
    owners = ("user", "subscription__email")
    digests = _due().exclude(how=How.AT_ONCE).order_by(*owners).values_list(*owners)
    found = dict.fromkeys((user, "" if user else email) for user, email in digests)
    for user, email in list(found)[:AT_A_TIME]:
        deliver_digest.delay(**({"user": user} if user else {"email": email}))


@shared_task
def forget_attempts() -> None:
    """Drop counts of failed sign-ins and of requests that have faded, sessions that have ended, and expired links with
    which somebody wanted to follow something.
    """
    FollowLink.objects.filter(expires_at__lt=clock.now() - LINK_LIVES).delete()
    Attempts.objects.filter(counted_at__lt=clock.now() - ATTEMPTS_LIFETIME).delete()
    RateLimit.objects.filter(expires__lt=clock.now()).delete()
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
