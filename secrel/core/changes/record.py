"""The chain of the audit trail: how an entry is sealed, appended and verified."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import rfc8785
from django.db import connection
from django.db.models import Q, QuerySet

from secrel.core.models.record import AuditEntry, OlderTarget
from secrel.core.values.nested import levels

CHAIN_LOCK = 0x5EC0
GENESIS = "0" * 64
SIMPLE = {str, int, bool, type(None), list, dict}
LARGEST_NUMBER = 2**53 - 1  # RFC 8785 refuses larger ones
SORTED = msgspec.json.Encoder(order="sorted")
SEALED = (
    *("position", "at", "on", "action", "target", "label", "actor", "actor_name"),
    *("changes", "reason", "cause", "composed", "previous"),
)


def digest_of(value: Any) -> str:
    """SHA-256 over canonical JSON (RFC 8785): equal contents have equal digests. Pass numbers as strings."""
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785). What consists of texts, whole numbers and ASCII names is written by msgspec, which
    writes the same ten times faster."""
    if _is_simple(value):
        with suppress(UnicodeEncodeError):  # half a character: refused below
            return SORTED.encode(value)
    return rfc8785.dumps(value)


def _is_simple(value: Any) -> bool:
    for level in levels(value):
        if not SIMPLE.issuperset(map(type, level)):
            return False
        if any(abs(one) > LARGEST_NUMBER for one in level if type(one) is int):
            return False
        if not all(
            type(name) is str and name.isascii() for one in level if type(one) is dict for name in one
        ):
            return False
    return True


def seal(entry: AuditEntry) -> str:
    """The digest that an entry must carry."""
    return digest_of({name: _plain(getattr(entry, name)) for name in SEALED})


def in_json(value: Any) -> Any:
    """A value of a change for JSON: strings, booleans, integers and None as they are, everything else as text."""
    if isinstance(value, list | tuple):
        return [in_json(item) for item in value]
    return (
        value
        if value is None or (isinstance(value, bool | int | str) and type(value) in (bool, int, str))
        else str(value)
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _sealed(entry: AuditEntry) -> str:
    """The digest that a stored entry should carry, or "" if its values cannot be sealed."""
    try:
        return seal(entry)
    except (TypeError, ValueError, rfc8785.CanonicalizationError):
        return ""


def hold_chain() -> None:
    """Lock the audit trail against other writers until the transaction ends. Take this lock last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def append(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """Link the entries to the chain, in order. Locks the chain until the transaction ends, so call it last."""
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
    """Position and digest of the newest entry; 0 and GENESIS for an empty audit trail."""
    with (
        connection.cursor() as cursor
    ):  # asked by each operation; Django takes longer to write it than to run it
        cursor.execute("SELECT position, digest FROM core_auditentry ORDER BY position DESC LIMIT 1")
        return cursor.fetchone() or (0, GENESIS)


def entries_about(target: Q) -> QuerySet[AuditEntry]:
    """Entries with such a target, and older ones about the same thing under another name."""
    older = OlderTarget.objects.filter(target).values("position")
    return AuditEntry.objects.filter(target | Q(position__in=older))


def newest_position() -> int:
    """The position of the newest entry. It grows with every operation."""
    return head()[0]


def broken_links() -> Iterator[str]:
    """The errors of the chain, in sentences; the first one says where it breaks."""
    position, digest = 0, GENESIS
    for entry in AuditEntry.objects.order_by("position").iterator(chunk_size=500):
        if entry.position != position + 1:
            yield f"Entry {position + 1} of the audit trail is missing: the next one is entry {entry.position}."
        elif entry.previous != digest:
            yield f"Entry {entry.position} of the audit trail does not follow from the one before it."
        if _sealed(entry) != entry.digest:
            yield f"Entry {entry.position} of the audit trail ({entry.action}) was changed after it was written."
        position, digest = entry.position, entry.digest
