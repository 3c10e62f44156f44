"""The jobs of webhooks: spreading events, sending what is due, and dropping old logs."""

from celery import shared_task

from secrel.core.dates import clock
from secrel.core.webhooks.delivering import deliver, due, forget, spread


@shared_task
def spread_events() -> None:
    """Make the deliveries of new events, and have them sent."""
    for webhook in sorted(spread(clock.now())):
        deliver_events.delay(webhook=webhook)


@shared_task
def deliver_events(*, webhook: int) -> None:
    """Send what is due to one webhook, and what is left then after other jobs. A second worker finds it busy."""
    made = deliver(webhook, on=clock.today())
    if made and due(clock.now()).filter(webhook=webhook).exists():
        deliver_events.delay(webhook=webhook)


@shared_task
def deliver_due_events() -> None:
    """Spread what is left, and have everything sent that is due; started by beat."""
    spread(clock.now())
    rows = due(clock.now()).order_by("webhook").values_list("webhook", flat=True).distinct()
    for webhook in rows[:100]:
        deliver_events.delay(webhook=webhook)


@shared_task
def forget_deliveries() -> None:
    """Drop the log of what ended long ago; started by beat."""
    forget(clock.now())
