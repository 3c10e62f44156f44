"""What is due, as a file for calendar programmes (RFC 5545): stable ids, changes and cancellations as updates."""

from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, Event, vText

from governance.watch.models import CalendarEvent
from secrel.core.values.texts import one_line


def as_ics(events: Iterable[CalendarEvent], name: str, site: str) -> bytes:
    """A calendar of days; the same events give the same bytes. An event keeps its UID whatever becomes of its date;
    its SEQUENCE and its time stamps change when what its readers see of it does."""
    file = Calendar()
    file.add("prodid", "-//secrel//SEC releases//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", vText(one_line(name)))  # no standard property, so not escaped by itself
    host = site.partition("://")[2]
    for event in events:
        file.add_component(_event(event, site, host))
    return file.to_ical()


def _event(row: CalendarEvent, site: str, host: str) -> Event:
    sent, event = row.sent, Event()
    begins, on = date.fromisoformat(sent["begins"]), date.fromisoformat(sent["on"])
    event.add("uid", f"{row.key}@{host}")
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("sequence", row.sequence)
    event.add("dtstart", begins)
    event.add("dtend", on + timedelta(days=1))  # the first day after it
    event.add("transp", "TRANSPARENT")
    if row.is_gone:
        event.add("summary", f"Cancelled ({sent['place']})")
        event.add("status", "CANCELLED")
        return event
    event.add("summary", f"{sent['what']} ({sent['place']})")
    if begins != on:
        event.add("description", f"Planned for {sent['label']}; the day is not set yet.")
    event.add("url", site + sent["path"])
    event.add("status", "CANCELLED" if sent["is_off"] else "CONFIRMED" if begins == on else "TENTATIVE")
    return event
