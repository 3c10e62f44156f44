"""Turning a webhook off and on, and sending an event by hand: a test, or one again."""

from datetime import date, timedelta

from django.urls import reverse

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.dates import clock
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify_owner
from secrel.core.processes.jobs import wake
from secrel.core.webhooks.events import TEST
from secrel.core.webhooks.models import Webhook, WebhookDelivery, WebhookEvent
from secrel.core.webhooks.operations.owning import own, target_of
from secrel.core.webhooks.tasks import deliver_events

MOST_TESTS = 10
"""Test events of one owner in an hour."""
HOUR = timedelta(hours=1)
OFF = "This webhook is off. Turn it on first."
TURNED_OFF = "Not sent: the webhook was turned off."


@operation("core.turn_webhook_off", None)
def turn_webhook_off(*, by: Actor, webhook: Webhook, because: str = "", on: date) -> Webhook:
    """Send nothing to a webhook any more. The job does so after a long failure, and tells the owner."""
    is_own = by.pk is not None
    row = own(by if is_own else webhook.owner, webhook)
    if not row.is_on:
        raise RuleBroken("This webhook is off already. Reload the page.")
    row.off_on, row.off_because = on, (because or "You turned it off.")[:300]
    row.save(update_fields=["off_on", "off_because"])
    row.deliveries.filter(next_at__isnull=False).update(next_at=None, ended=TURNED_OFF)
    record(**target_of(row), changes={"off": [False, True]}, reason=because, on=on)
    if not is_own:
        notify_owner(
            row.owner,
            subject=f"Your webhook {row.name} was turned off",
            body=f"{row.off_because} Nothing is sent to it until you turn it on again.",
            path=reverse("webhook", args=[row.pk]),
            on=on,
        )
    return row


@operation("core.turn_webhook_on", None)
def turn_webhook_on(*, by: User, webhook: Webhook, on: date) -> Webhook:
    """Send events to a webhook again. What happened while it was off is not sent by itself."""
    row = own(by, webhook)
    if row.is_on:
        raise RuleBroken("This webhook is on already. Reload the page.")
    row.off_on, row.off_because, row.failing_since, row.busy_until = None, "", None, None
    row.save(update_fields=["off_on", "off_because", "failing_since", "busy_until"])
    record(**target_of(row), changes={"off": [True, False]}, on=on)
    return row


@operation("core.send_test_event", None)
def send_test_event(*, by: User, webhook: Webhook, on: date) -> WebhookDelivery:
    """Send an event of the type webhook.test, which says nothing, to try the receiver."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
    row, now = own(by, webhook), clock.now()
    if not row.is_on:
        raise RuleBroken(OFF)
    made = WebhookDelivery.objects.filter(webhook__owner=by, event__kind=TEST, made_at__gt=now - HOUR)
    if made.count() >= MOST_TESTS:
        raise RuleBroken(f"You have sent {MOST_TESTS} test events within an hour. Try again later.")
    event = WebhookEvent.objects.create(
        kind=TEST, at=now, reference="webhooks", title="A test event", spread_at=now
    )
    delivery = WebhookDelivery.objects.create(webhook=row, event=event, made_at=now, next_at=now)
    record(**target_of(row), changes={"test": [None, event.key]}, on=on)
    _now(row)
    return delivery


@operation("core.send_event_again", None)
def send_event_again(*, by: User, delivery: WebhookDelivery, on: date) -> WebhookDelivery:
    """Send an event again, now, with the same id. It is tried for three days, as at first."""
    row, now = own(by, delivery.webhook), clock.now()
    if not row.is_on:
        raise RuleBroken(OFF)
    again = WebhookDelivery.objects.select_for_update(of=("self",), no_key=True).get(pk=delivery.pk)
    if not again.may_be_sent_again(now):
        raise RuleBroken("This event is being sent already. Reload the page in a minute.")
    again.attempts, again.next_at, again.arrived_at, again.ended = 0, now, None, ""
    again.save(update_fields=["attempts", "next_at", "arrived_at", "ended"])
    record(**target_of(row), changes={"sent_again": [None, again.event.key]}, on=on)
    _now(row)
    return again


def _now(row: Webhook) -> None:
    """Wake a worker, also while the webhook rests after a failure."""
    Webhook.objects.filter(pk=row.pk, failing_since__isnull=False).update(busy_until=None)
    wake(deliver_events, webhook=row.pk)
