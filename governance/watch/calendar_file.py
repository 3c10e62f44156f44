"""What is due, as an iCalendar file (RFC 5545): stable ids, with changes and cancellations as updates."""

from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, Event, vText

from governance.watch.models import CalendarEvent
from secrel.core.values.texts import one_line


def as_ics(events: Iterable[CalendarEvent], name: str, site: str) -> bytes:
    """A calendar of days; the same events give the same bytes. An event keeps its UID when its date changes; its
    SEQUENCE and its time stamps change only when its readers see a change.
    """
    file = Calendar()
    file.add("prodid", "-//secrel//SEC releases//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add(
        "x-wr-calname", vText(one_line(name))
    )  # not a standard property, so it is not escaped automatically
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
    event.add("dtend", on + timedelta(days=1))  # exclusive: the day after the last one
    event.add("transp", "TRANSPARENT")
    if row.is_gone:
        event.add("summary", f"Cancelled ({sent['place']})")
        event.add("status", "CANCELLED")
        return event
    is_set = begins == on or "note" in sent
    event.add("summary", f"{sent['what']}{'' if is_set else ', day not set'} ({sent['place']})")
    note = sent.get("note", "" if is_set else f"Planned for {sent['label']}; the day is not set yet.")
    ends = sent.get("sources", "")
    if text := " ".join(filter(None, (sent.get("impact", ""), note, sent.get("stated", ""), ends))):
        event.add("description", text)
    event.add("url", site + sent["path"])
    event.add(
        "status", "CANCELLED" if sent["is_off"] else "CONFIRMED" if is_set and not ends else "TENTATIVE"
    )
    return event
