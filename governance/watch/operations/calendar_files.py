"""The events of a calendar file: current ones, ones that changed for its readers, and ones that are gone.

What was sent is stored when a file is read, outside the audit trail (ADR 24): what nobody has read is no change.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from governance.watch.due.entry import Due
from governance.watch.models import CalendarEvent, CalendarFile
from secrel.core.dates import clock

GONE_FOR = timedelta(days=90)
"""How long a file lists a removed event as cancelled, for clients that rarely refresh."""
OF_GONE = ("begins", "on", "place")
Found = tuple[list[CalendarEvent], list[CalendarEvent], list[CalendarEvent]]


def events_of_file(address: str, find: Callable[[], Iterable[Due]]) -> list[CalendarEvent]:
    """The events of the file at an address, by date, from what `find` returns for its readers now."""
    file, _ = CalendarFile.objects.get_or_create(address=address)
    events, made, changed = _compared(file, find())
    if made or changed:
        with transaction.atomic():
            CalendarFile.objects.select_for_update(no_key=True).get(pk=file.pk)
            # Compared again under the lock: others may have been sent newer events meanwhile.
            events, made, changed = _compared(file, find())
            CalendarEvent.objects.bulk_create(made)
            CalendarEvent.objects.bulk_update(changed, ["sent", "sequence", "changed_at", "is_gone"])
            file.events.filter(is_gone=True, changed_at__lt=clock.moment() - GONE_FOR).delete()
    return sorted(events, key=lambda event: (event.sent["on"], event.sent["begins"], event.key))


def _compared(file: CalendarFile, rows: Iterable[Due]) -> Found:
    """All events to send, the new ones among them, and the changed ones."""
    now = clock.moment()
    stored = {event.key: event for event in file.events.all()}
    events: dict[str, CalendarEvent] = {}
    made: list[CalendarEvent] = []
    changed: list[CalendarEvent] = []
    for row in rows:
        key, sent = _key(row, events), _facts(row)
        known = stored.pop(key) if key in stored else None
        event = events[key] = known or CalendarEvent(calendar=file, key=key, sequence=0)
        if event.pk is None or event.is_gone or event.sent != sent:
            (made if event.pk is None else changed).append(_updated(event, sent, now))
    for event in stored.values():
        if not event.is_gone:
            sent = {name: event.sent[name] for name in OF_GONE}
            changed.append(_updated(event, sent, now, is_gone=True))
        if event.changed_at >= now - GONE_FOR:
            events[event.key] = event
    return list(events.values()), made, changed


def _updated(
    event: CalendarEvent, sent: dict[str, Any], now: datetime, *, is_gone: bool = False
) -> CalendarEvent:
    """The event with its new facts. Its sequence is at least the minutes since 1970, so that it grows even if the
    stored one was lost or restored from a backup.
    """
    event.sent, event.is_gone, event.changed_at = sent, is_gone, now
    event.sequence = max(event.sequence + 1, int(now.timestamp()) // 60)
    return event


def _facts(row: Due) -> dict[str, Any]:
    return {
        "begins": row.begins.isoformat(),
        "on": row.on.isoformat(),
        "label": row.label,
        "what": row.what,
        "place": row.place,
        "path": row.path,
        "is_off": row.is_off,
    } | {name: text for name in ("note", "sources", "impact", "stated") if (text := getattr(row, name))}


def _key(row: Due, events: dict[str, CalendarEvent]) -> str:
    """The key of an event. Rows of an old timetable may share a name; the later ones get a number."""
    key, number = row.key, 1
    while key in events:
        number += 1
        key = f"{row.key}-{number}"
    return key
