"""Writes events down in the transaction of what happened; a job spreads them once it is committed."""

from collections.abc import Iterable
from datetime import UTC

from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News
from secrel.core.processes.jobs import wake
from secrel.core.webhooks.events import of_entry, of_news, sources
from secrel.core.webhooks.models import Webhook, WebhookEvent
from secrel.core.webhooks.tasks import spread_events


def keep_entries(entries: Iterable[AuditEntry]) -> None:
    """Write down the events of a transaction's entries, if any webhook is in use."""
    found = [(kind, entry) for entry in entries for kind in of_entry(entry)]
    if not found or not Webhook.objects.in_use().exists():
        return
    rows = []
    for kind, entry in found:
        about = sources().of_entry(entry)
        rows.append(
            WebhookEvent(
                kind=kind.name,
                at=entry.at.astimezone(UTC),
                reference=entry.target,
                title=entry.label,
                page=about.page,
                api=about.api,
                releases=list(about.releases),
                position=entry.position,
            )
        )
    _keep(rows)


def keep_news(news: News) -> None:
    """Write down the events of news, if any webhook is in use."""
    kinds = of_news(news)
    if not kinds or not Webhook.objects.in_use().exists():
        return
    about = sources().of_news(news)
    _keep(
        [
            WebhookEvent(
                kind=kind.name,
                at=news.at.astimezone(UTC),
                reference=news.path.strip("/")[:200],
                title=news.subject,
                page=about.page,
                api=about.api,
                releases=list(about.releases),
                news=news,
            )
            for kind in kinds
        ]
    )


def _keep(rows: list[WebhookEvent]) -> None:
    WebhookEvent.objects.bulk_create(rows)
    wake(spread_events)
