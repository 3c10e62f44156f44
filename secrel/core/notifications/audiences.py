"""Who may read news: a class of documents, or the members of a body (DOMAIN 2)."""

from collections.abc import Callable
from datetime import date

from secrel.core.changes.permissions import Permission
from secrel.core.models.subscriptions import News
from secrel.core.people.queries import holders_of

NAMED = ("amber", "red")
"""Classes that are for the readers whom a release names."""
_named_readers: Callable[[News, date], set[int]] | None = None


def set_named_readers(find: Callable[[News, date], set[int]]) -> None:
    """Say how the readers of Amber and Red news are found: what names them is not known here."""
    global _named_readers
    _named_readers = find


def readers_of(news: News, *, on: date) -> set[int] | None:
    """Keys of those who may on a day; None: everybody."""
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
