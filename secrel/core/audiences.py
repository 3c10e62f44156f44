"""Who may read news: a class of documents, or the members of a body (DOMAIN 2)."""

from datetime import date

from secrel.core.permissions import Permission
from secrel.core.queries import holders_of


def readers_of(audience: str, *, on: date) -> set[int] | None:
    """Keys of those who may on a day; None: everybody."""
    if audience == "white":
        return None
    if audience == "green":
        return {user.pk for user in holders_of(Permission.READ_GREEN, on=on)}
    readers = {user.pk for user in holders_of(Permission.READ_DRAFTS, on=on)}
    kind, _, body = audience.partition(":")
    if kind == "body":
        readers |= {user.pk for user in holders_of(Permission.READ_PRESENTED, on=on, body=body)}
        readers |= {user.pk for user in holders_of(Permission.RECORD_MEETINGS, on=on)}
    return readers
