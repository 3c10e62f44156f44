"""What a calendar file tells: events as they are, those that changed for its readers, those that are gone.

This memory is written when a file is read, outside of the record (ADR 24): what nobody was told is no change.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from governance.watch.due.entry import Due
from governance.watch.models import CalendarEvent, CalendarFile
from secrel.core.dates import clock

GONE_FOR = timedelta(days=90)
"""How long a file says that an event is cancelled, for programmes that seldom look."""
OF_GONE = ("begins", "on", "place")
Found = tuple[list[CalendarEvent], list[CalendarEvent], list[CalendarEvent]]


def events_of_file(address: str, find: Callable[[], Iterable[Due]]) -> list[CalendarEvent]:
    """The events of the file at an address, in the order of time, from what `find` gives for its readers now."""
    file, _ = CalendarFile.objects.get_or_create(address=address)
    events, made, changed = _compared(file, find())
    if made or changed:
        with transaction.atomic():
            CalendarFile.objects.select_for_update(no_key=True).get(pk=file.pk)
            # Found again: what was found before the lock may be older than what others were told meanwhile.
            events, made, changed = _compared(file, find())
            CalendarEvent.objects.bulk_create(made)
            CalendarEvent.objects.bulk_update(changed, ["sent", "sequence", "changed_at", "is_gone"])
            file.events.filter(is_gone=True, changed_at__lt=clock.now() - GONE_FOR).delete()
    return sorted(events, key=lambda event: (event.sent["on"], event.sent["begins"], event.key))


def _compared(file: CalendarFile, rows: Iterable[Due]) -> Found:
    """The events to tell, and of them the new ones and the changed ones."""
    now = clock.now()
    known = {event.key: event for event in file.events.all()}
    events: dict[str, CalendarEvent] = {}
    made: list[CalendarEvent] = []
    changed: list[CalendarEvent] = []
    for row in rows:
        key, sent = _key(row, events), _facts(row)
        event = events[key] = known.pop(key, None) or CalendarEvent(calendar=file, key=key, sequence=0)
        if event.pk is None or event.is_gone or event.sent != sent:
            (made if event.pk is None else changed).append(_moved_on(event, sent, now))
    for event in known.values():
        if not event.is_gone:
            sent = {name: event.sent[name] for name in OF_GONE}
            changed.append(_moved_on(event, sent, now, is_gone=True))
        if event.changed_at >= now - GONE_FOR:
            events[event.key] = event
    return list(events.values()), made, changed


def _moved_on(
    event: CalendarEvent, sent: dict[str, Any], now: datetime, *, is_gone: bool = False
) -> CalendarEvent:
    """Minutes, so that the number grows although memory of the last one was lost or restored from a backup."""
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
    }


def _key(row: Due, events: dict[str, CalendarEvent]) -> str:
    """Two rows of an old timetable may have one name; each is an event of its own."""
    key, number = row.key, 1
    while key in events:
        number += 1
        key = f"{row.key}-{number}"
    return key
