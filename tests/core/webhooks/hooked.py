"""Webhooks of people, and events that happen."""

from datetime import date, datetime, timedelta

from secrel.core.dates import clock
from secrel.core.webhooks.delivering import deliver, spread
from secrel.core.webhooks.models import Webhook, WebhookDelivery
from secrel.core.webhooks.operations.owning import add_webhook

ON = date(2021, 10, 15)


def hooked(user, address: str, *events: str, release: str = "") -> tuple[Webhook, str]:
    facts = {"name": "Plan", "address": address, "events": events or ["rid.published"], "release": release}
    return add_webhook(by=user, on=ON, **facts)


def sent(row: Webhook, at: datetime | None = None, **options) -> int:
    """Spread what is new and send what is due, as the jobs do. Returns the number of attempts."""
    at = at or clock.now() + timedelta(seconds=1)
    spread(at)
    return deliver(row.pk, now=lambda: at, on=ON, **options)


def deliveries(row: Webhook) -> list[WebhookDelivery]:
    return list(row.deliveries.order_by("pk"))
