"""Who may read news: readers of a class of documents, the members of a body, or whom a consultation names."""

from collections.abc import Callable
from datetime import date

from secrel.core.changes.permissions import Permission
from secrel.core.models.subscriptions import News
from secrel.core.people.queries import holders_of

NAMED = ("amber", "red", "consultation")
"""Audiences of which a release, or a consultation, names the readers."""
_named_readers: Callable[[News, date], set[int]] | None = None


def set_named_readers(find: Callable[[News, date], set[int]]) -> None:
    """Register how named readers are found, as the app that names them stands above this one."""
    global _named_readers
    _named_readers = find


def readers_of(news: News, *, on: date) -> set[int] | None:
    """Primary keys of those who may read it on a day; None: everybody."""
    if news.audience == "white":
        return None
    if news.audience == "green":
        return {user.pk for user in holders_of(Permission.READ_GREEN, on=on)}
    readers = {user.pk for user in holders_of(Permission.READ_DRAFTS, on=on)}
    kind, _, body = news.audience.partition(":")
    if kind == "body":
        readers |= {user.pk for user in holders_of(Permission.READ_PRESENTED, on=on, body=body)}
        readers |= {user.pk for user in holders_of(Permission.RECORD_MEETINGS, on=on)}
    elif kind in NAMED and _named_readers is not None:
        readers |= _named_readers(news, on)
    return readers
