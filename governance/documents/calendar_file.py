"""What is due, as a file for calendar programmes (RFC 5545): stable ids, changes and cancellations as updates."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from governance.queries.due.entry import Due


def as_ics(rows: Iterable[Due], name: str, site: str, made_at: datetime) -> bytes:
    """A calendar of days. An event keeps its UID whatever becomes of its date; its SEQUENCE grows
    with each change of what holds it (the timetable, the scope, the meeting)."""
    file = Calendar()
    file.add("prodid", "-//secrel//SEC releases//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", name)
    host = site.partition("://")[2]
    for row in rows:
        file.add_component(_event(row, site, host, made_at))
    return file.to_ical()


def _event(row: Due, site: str, host: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{row.key}@{host}")
    event.add("dtstamp", made_at)
    event.add("sequence", row.sequence)
    event.add("dtstart", row.begins)
    event.add("dtend", row.on + timedelta(days=1))  # the first day after it
    event.add("summary", f"{row.what} ({row.place})")
    if row.begins != row.on:
        event.add("description", f"Planned for {row.label}; the day is not set yet.")
    event.add("url", site + row.path)
    event.add("status", "CANCELLED" if row.is_off else "CONFIRMED" if row.begins == row.on else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event
