"""Spreads events over webhooks, and sends what is due. Rows are the schedule: nothing is lost with a worker.

One worker at a time sends to a webhook, and after a failure the webhook rests, so that a receiver that is away costs
one attempt a minute, whatever waits for it.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from secrets import SystemRandom

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from secrel.core.dates import clock
from secrel.core.values.encrypted import Unreadable, renewed
from secrel.core.webhooks.addresses import Resolver
from secrel.core.webhooks.events import payload
from secrel.core.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery, WebhookEvent
from secrel.core.webhooks.reading import may_read, readable
from secrel.core.webhooks.sending import Answer, send
from secrel.core.webhooks.signing import headers

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=24)
MOST_ATTEMPTS = 11
"""With the waits between them, a little more than three days."""
AT_MOST = timedelta(seconds=5)
"""After which a job begins no further attempt, so that what is quick or due at a time does not wait for receivers."""
LEASE = timedelta(seconds=150)
"""Longer than a job may take: a worker that was killed lets go then."""
REST = timedelta(minutes=1)
EVENTS_AT_A_TIME = 200
GONE = 410
NO_MORE = "Given up after three days."
CLOSED = "Not sent: you may no longer read what it is about."
UNKNOWN = "Not sent: a fault of this site. Whether you may read it could not be found out within three days."
UNREADABLE = "The secret was encrypted with another key of this site. Make a new secret."


def wait_after(attempts: int) -> timedelta:
    """The wait after so many failures: three times as long each time, up to a day, give or take a fifth."""
    return min(FIRST_WAIT * 3 ** (attempts - 1), LONGEST_WAIT) * SystemRandom().uniform(0.8, 1.2)


def spread(now: datetime) -> set[int]:
    """Make the deliveries of new events, for whoever may read them. Returns the webhooks that got some.

    Where that cannot be known, the delivery is closed to its owner, and it is asked again before it is sent.
    """
    with transaction.atomic():
        waiting = WebhookEvent.objects.filter(spread_at__isnull=True).select_related("news").order_by("pk")
        events = list(waiting.select_for_update(skip_locked=True, of=("self",))[:EVENTS_AT_A_TIME])
        webhooks = list(Webhook.objects.in_use().select_related("owner")) if events else []
        rows = [
            WebhookDelivery(webhook=webhook, event=event, made_at=now, next_at=now, is_open=is_open)
            for webhook in webhooks
            for event, is_open in readable(webhook, [event for event in events if _wants(webhook, event)])
        ]
        WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
        WebhookEvent.objects.filter(pk__in=[event.pk for event in events]).update(spread_at=now)
    return {row.webhook_id for row in rows}


def _wants(webhook: Webhook, event: WebhookEvent) -> bool:
    return event.kind in webhook.events and (not webhook.release or webhook.release in event.releases)


def due(now: datetime) -> QuerySet[WebhookDelivery]:
    """What is to be sent now, to webhooks to which nobody is sending."""
    free = Q(webhook__busy_until__isnull=True) | Q(webhook__busy_until__lt=now)
    return WebhookDelivery.objects.filter(
        free, next_at__lte=now, webhook__in=Webhook.objects.in_use().order_by()
    )


def deliver(
    webhook: int, *, now: Callable[[], datetime] = clock.now, on: date, resolve: Resolver | None = None
) -> int:
    """Send what is due to a webhook, one after the other, until one fails or the time is over. Returns the number of
    attempts.
    """
    begun, made, rest = now(), 0, None
    free = Webhook.objects.in_use().filter(Q(busy_until__isnull=True) | Q(busy_until__lt=begun), pk=webhook)
    if not free.update(busy_until=begun + LEASE):
        return 0
    try:
        while now() - begun < AT_MOST and (row := _next_of(webhook, now())):
            made += 1
            if not attempt(row, now(), on, resolve):
                rest = now() + REST
                break
    finally:
        Webhook.objects.filter(pk=webhook).update(busy_until=rest)
    return made


def _next_of(webhook: int, now: datetime) -> WebhookDelivery | None:
    rows = WebhookDelivery.objects.filter(webhook=webhook, next_at__lte=now).order_by("next_at", "pk")
    return rows.filter(webhook__in=Webhook.objects.in_use().order_by()).first()


def attempt(row: WebhookDelivery, now: datetime, on: date, resolve: Resolver | None = None) -> bool:
    """Send one event to one webhook; False if the receiver did not take it. What its owner may not read now is not
    sent.
    """
    row = WebhookDelivery.objects.select_related("webhook__owner", "event__news").get(pk=row.pk)
    may = may_read(row)
    if not may:
        _keep_back(row, now, is_closed=may is False)
        return True
    row.attempts += 1
    row.is_open = True
    row.next_at = now + LEASE  # counted before it is sent: after a killed worker it is tried again
    row.save(update_fields=["attempts", "next_at", "is_open"])
    answer = _sent(row, now, resolve)
    _note(row, answer, now)
    if not answer.is_taken:
        _note_failure(row.webhook_id, answer, now, on)
    return answer.is_taken


def _keep_back(row: WebhookDelivery, now: datetime, *, is_closed: bool) -> None:
    """Send nothing: its owner may not read it, or that cannot be known, and it is asked again later."""
    if is_closed and not row.is_open:
        row.delete()  # it was never theirs to see
        return
    if is_closed:
        row.next_at, row.ended = None, CLOSED
    else:
        row.attempts += 1
        _wait(row, now, UNKNOWN)
    row.save(update_fields=["attempts", "next_at", "ended"])


def _wait(row: WebhookDelivery, now: datetime, gives_up: str) -> None:
    if row.attempts >= MOST_ATTEMPTS:
        row.next_at, row.ended = None, gives_up
    else:
        row.next_at = now + wait_after(row.attempts)


def _note(row: WebhookDelivery, answer: Answer, now: datetime) -> None:
    """Log an attempt, and what follows from it, unless the owner decided something else while it was made."""
    with transaction.atomic():
        Webhook.objects.select_for_update(no_key=True).get(pk=row.webhook_id)
        kept = WebhookDelivery.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        WebhookAttempt.objects.create(
            delivery=row,
            at=now,
            status=answer.status,
            took=answer.took,
            said=answer.text,
            failure=answer.failure[:300],
        )
        if answer.is_taken:
            Webhook.objects.filter(pk=row.webhook_id).update(failing_since=None)
        if kept.next_at and kept.next_at != row.next_at:
            return  # it is to be sent again
        if answer.is_taken:
            kept.next_at, kept.arrived_at, kept.ended = None, now, ""
        elif kept.next_at:  # without one, the webhook was turned off
            _wait(kept, now, NO_MORE)
        kept.save(update_fields=["next_at", "arrived_at", "ended"])


def _sent(row: WebhookDelivery, now: datetime, resolve: Resolver | None) -> Answer:
    body = json.dumps(payload(row.event, settings.SITE_URL), ensure_ascii=False, separators=(",", ":"))
    try:
        signed = headers(row.webhook, row.event.key, body, now)
    except Unreadable:
        return Answer(None, "", UNREADABLE, 0)
    sent = {
        "Content-Type": "application/json",
        "User-Agent": "secrel-webhooks",
        "Accept-Encoding": "identity",
    }
    return send(row.webhook.address, body.encode(), signed | sent, resolve=resolve)


def _note_failure(webhook: int, answer: Answer, now: datetime, on: date) -> None:
    """Remember since when it fails; after a number of days, or if the receiver says that it is gone, turn it off."""
    from secrel.core.changes.errors import RuleBroken
    from secrel.core.changes.operations import SYSTEM
    from secrel.core.webhooks.operations.running import turn_webhook_off

    Webhook.objects.filter(pk=webhook, failing_since__isnull=True).update(failing_since=now)
    row = Webhook.objects.get(pk=webhook)
    days = settings.WEBHOOK_OFF_DAYS
    if not row.is_on:
        return
    if answer.status == GONE:
        because = "The receiver answered 410: it wants no more events."
    elif row.failing_since and now - row.failing_since >= timedelta(days=days):
        because = f"Nothing has arrived for {days} days. The last failure: {answer.failure}"
    else:
        return
    with suppress(RuleBroken):  # its owner was quicker
        turn_webhook_off(by=SYSTEM, webhook=row, because=because, on=on)


def forget(now: datetime) -> int:
    """Drop the log of what ended long ago and secrets that sign no more, and encrypt the others with the present key.
    Returns the rows dropped.
    """
    before = now - timedelta(days=settings.WEBHOOK_LOG_DAYS)
    ended = WebhookDelivery.objects.filter(made_at__lt=before)
    ended = ended.filter(Q(next_at__isnull=True) | Q(webhook__removed_on__isnull=False))
    keys = list(ended.values_list("pk", flat=True)[:5_000])
    with transaction.atomic():
        WebhookAttempt.objects.filter(delivery__in=keys).delete()
        WebhookDelivery.objects.filter(pk__in=keys).delete()
        old = WebhookEvent.objects.filter(at__lt=before, spread_at__isnull=False, deliveries__isnull=True)
        WebhookEvent.objects.filter(pk__in=old.values("pk")[:5_000]).delete()
    over = Webhook.objects.filter(former_until__lt=now)
    over.update(former_secret="", former_until=None)
    for row in Webhook.objects.kept():
        _renew(row)
    return len(keys)


def _renew(row: Webhook) -> None:
    """The secrets with the present key; those that it cannot read stay, for an older key may come back."""
    try:
        secret = renewed(row.secret)
        former = renewed(row.former_secret) if row.former_secret else ""
    except Unreadable:
        return
    Webhook.objects.filter(pk=row.pk, secret=row.secret, former_secret=row.former_secret).update(
        secret=secret, former_secret=former
    )
