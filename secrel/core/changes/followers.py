"""What a package above does once an operation is committed, registered at start-up: governance looks at its flags."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import partial

from django.db import transaction

from secrel.core.models.record import AuditEntry

Follower = Callable[[frozenset[str], date], None]
Keeper = Callable[[list[AuditEntry]], None]
_followers: list[tuple[frozenset[str], Follower]] = []
_keepers: list[tuple[frozenset[str], Keeper]] = []


def follow_operations(actions: Collection[str], follower: Follower) -> None:
    """Call `follower` after each commit that wrote an entry of one of the actions, with those and the day."""
    _followers.append((frozenset(actions), follower))


def keep_with_operations(actions: Collection[str], keeper: Keeper) -> None:
    """Call `keeper` with the entries of these actions in their transaction: what it writes is kept if they are."""
    _keepers.append((frozenset(actions), keeper))


def followed(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The entries of a transaction; what follows them is called after its commit. A failure there undoes nothing."""
    rows = list(entries)
    written = frozenset(row.action for row in rows)
    for actions, keeper in _keepers:
        if actions & written:
            keeper([row for row in rows if row.action in actions])
    for actions, follower in _followers:
        if found := actions & written:
            transaction.on_commit(partial(follower, found, rows[0].on), robust=True)
    return rows
