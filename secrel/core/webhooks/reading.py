"""Whether owners may read events, asked so that a question that fails stops nobody else's events."""

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction

from secrel.core.webhooks.events import may_receive
from secrel.core.webhooks.models import Webhook, WebhookDelivery, WebhookEvent

logger = logging.getLogger(__name__)


def readable(webhook: Webhook, events: Sequence[WebhookEvent]) -> Iterable[tuple[WebhookEvent, bool]]:
    """The events that the owner may read, with True; with False those of which that cannot be known now."""
    answers = _answers(webhook, events)
    if answers is None:
        answers = [one for event in events for one in _answers(webhook, [event]) or [None]]
    pairs = zip(events, answers, strict=True)
    return [(event, may is not None) for event, may in pairs if may is not False]


def may_read(row: WebhookDelivery) -> bool | None:
    """Whether the owner may read an event now; None if that cannot be known."""
    answers = _answers(row.webhook, [row.event])
    return answers[0] if answers else None


def _answers(webhook: Webhook, events: Sequence[WebhookEvent]) -> list[bool | None] | None:
    """One answer for each event; None, and a line in the log, if the question failed."""
    try:
        with transaction.atomic():
            return [may_receive(webhook.owner, event) for event in events]
    except Exception:
        logger.exception("Cannot tell what webhook %s may get; its events are asked about again.", webhook.pk)
        return None
