"""Which version of a document each person read last. It is no fact of the field, so this is no operation (ADR 35)."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from governance.composing.models import LastRead
from secrel.core.models.people import User

Reader = User | AnonymousUser


def last_read(reader: Reader, subject: str) -> LastRead | None:
    """The version of a document that the reader read last; None for the public."""
    if not reader.is_authenticated:
        return None
    return LastRead.objects.filter(reader=reader, subject=subject).first()


def remember_read(reader: Reader, subject: str, version: str, on: date) -> LastRead | None:
    """Remember that the reader reads a version, unless they have read a later one. Returns what they read before."""
    before = last_read(reader, subject)
    is_news = before is None or (_number(before.version), before.on) < (_number(version), on)
    if reader.is_authenticated and is_news:
        LastRead.objects.bulk_create(
            [LastRead(reader=reader, subject=subject, version=version, on=on)],
            update_conflicts=True,
            unique_fields=["reader", "subject"],
            update_fields=["version", "on"],
        )
    return before


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
