"""The events that a webhook may get: one declared list, filled at start-up by the apps that know them.

An event comes from news or from an entry of the audit trail, and its readers are those of its source.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from secrel.core.changes.followers import Keeper, keep_with_operations
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News
from secrel.core.webhooks.models import WebhookEvent

TEST = "webhook.test"
"""The type of a test event, which everybody may send to themselves."""


@dataclass(frozen=True)
class EventKind:
    """A type of event: what happens, who may receive it, and the news or the actions that make it."""

    name: str
    sentence: str
    readers: str
    news: str = ""
    actions: frozenset[str] = frozenset()
    only: Callable[[AuditEntry], bool] | None = None
    """Which entries of these actions; all without it."""
    subject: str = ""
    """The heading below which pages list it, together with others."""

    def is_made_by(self, entry: AuditEntry) -> bool:
        return entry.action in self.actions and (self.only is None or self.only(entry))


@dataclass(frozen=True)
class About:
    """Where what happened is shown, and which releases it is about."""

    page: str = ""
    api: str = ""
    releases: tuple[str, ...] = ()


class Sources(Protocol):
    """What only the apps above know of what happened."""

    def may_read(self, owner: User, event: WebhookEvent) -> bool:
        """Whether a person may read the source of an event now."""
        ...

    def of_entry(self, entry: AuditEntry) -> About: ...

    def of_news(self, news: News) -> About: ...

    def releases(self, user: User) -> Mapping[str, str]:
        """Names of the releases that a person may see, by slug."""
        ...


KINDS: dict[str, EventKind] = {}
_sources: list[Sources] = []


def declare_events(kinds: Iterable[EventKind], sources: Sources, keeper: Keeper) -> None:
    """Declare the events, who knows about them, and what writes them down with their operation."""
    KINDS.update({kind.name: kind for kind in kinds})
    _sources[:] = [sources]
    keep_with_operations({action for kind in KINDS.values() for action in kind.actions}, keeper)


def sources() -> Sources:
    return _sources[0]


def of_entry(entry: AuditEntry) -> list[EventKind]:
    return [kind for kind in KINDS.values() if kind.is_made_by(entry)]


def of_news(news: News) -> list[EventKind]:
    return [kind for kind in KINDS.values() if kind.news and kind.news == news.kind]


def may_receive(owner: User, event: WebhookEvent) -> bool:
    """Whether the owner of a webhook may receive an event now."""
    return owner.is_active and (event.is_test or sources().may_read(owner, event))


def choices_by_subject() -> list[tuple[str, list[tuple[str, str]]]]:
    """The types with their sentences, below the headings of their subjects."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS.values():
        rows.setdefault(kind.subject, []).append((kind.name, kind.sentence))
    return list(rows.items())


def choices() -> list[tuple[str, str]]:
    """The types with their sentences, for the API."""
    return [(kind.name, kind.sentence) for kind in KINDS.values()]


def payload(event: WebhookEvent, site: str) -> dict[str, Any]:
    """What is sent: little, so that a program reads the rest of the API as its owner."""
    return {
        "id": event.key,
        "type": event.kind,
        "timestamp": event.at.isoformat(),
        "data": {
            "reference": event.reference,
            "title": event.title,
            "releases": event.releases,
            "page": site + event.page if event.page else None,
            "api": site + event.api if event.api else None,
        },
    }
