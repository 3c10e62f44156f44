"""The chain of the record: how an entry is sealed, appended and verified."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import rfc8785
from django.db import connection
from django.db.models import Q, QuerySet

from secrel.core.models.record import AuditEntry, OlderTarget

CHAIN_LOCK = 0x5EC0
GENESIS = "0" * 64
SEALED = (
    *("position", "at", "on", "action", "target", "label", "actor", "actor_name"),
    *("changes", "reason", "cause", "composed", "previous"),
)


def digest_of(value: Any) -> str:
    """SHA-256 over canonical JSON (RFC 8785): one content, one digest. Numbers travel as strings."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def seal(entry: AuditEntry) -> str:
    """The digest that an entry must carry."""
    return digest_of({name: _plain(getattr(entry, name)) for name in SEALED})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _sealed(entry: AuditEntry) -> str:
    """The digest that a stored entry should carry; none where its shape is broken."""
    try:
        return seal(entry)
    except (TypeError, ValueError, rfc8785.CanonicalizationError):
        return ""


def hold_chain() -> None:
    """Keep every other writer of the record out until the transaction ends; the last lock to take."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def append(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """Link the entries to the chain, in order. Holds the chain until the transaction ends: call it last."""
    hold_chain()
    position, digest = head()
    written = []
    for entry in entries:
        position += 1
        entry.position, entry.previous = position, digest
        digest = entry.digest = seal(entry)
        written.append(entry)
    return written


def head() -> tuple[int, str]:
    """Position and digest of the newest entry; zero and zeros for an empty record."""
    return AuditEntry.objects.order_by("-position").values_list("position", "digest").first() or (0, GENESIS)


def entries_about(target: Q) -> QuerySet[AuditEntry]:
    """Entries with such a target, and older ones that are about the same under another name."""
    older = OlderTarget.objects.filter(target).values("position")
    return AuditEntry.objects.filter(target | Q(position__in=older))


def newest_position() -> int:
    """Where the chain ends: it grows with every change there is."""
    return head()[0]


def broken_links() -> Iterator[str]:
    """What is wrong with the chain, in sentences; the first one tells where it breaks."""
    position, digest = 0, GENESIS
    for entry in AuditEntry.objects.order_by("position").iterator(chunk_size=500):
        if entry.position != position + 1:
            yield f"Entry {position + 1} of the audit trail is missing: the next one there is entry {entry.position}."
        elif entry.previous != digest:
            yield f"Entry {entry.position} of the audit trail does not follow from the one before it."
        if _sealed(entry) != entry.digest:
            yield f"Entry {entry.position} of the audit trail ({entry.action}) was changed after it was written."
        position, digest = entry.position, entry.digest
