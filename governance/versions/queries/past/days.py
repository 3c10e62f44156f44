"""The days on which the content of a release changed, as the audit trail names it (ADR 4, ADR 36). Pure, but for one
query.

An entry counts on its date of business. It never counts before the entries that were made before it: its content was
composed with theirs, so that an entry that was made late, with an earlier date, is shown from the day of theirs.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.fields.json import KeyTextTransform

from releases.models.releases import Release
from secrel.core.models.record import AuditEntry


@dataclass(frozen=True)
class ChangedDay:
    """What was shown from the end of a day on. `key`: a digest of content, or the number of a version."""

    day: date
    key: str


@dataclass(frozen=True)
class DayFound:
    """What was shown at the end of a day, since when, and the days before and after on which something changed."""

    key: str
    since: date
    earlier: date | None
    later: date | None


def content_days(release: Release) -> list[ChangedDay]:
    """What the audit trail names as the content of a release, day by day. One query."""
    rows = AuditEntry.objects.filter(composed__has_key=release.slug).order_by("position")
    return by_day(rows.values_list("on", KeyTextTransform(release.slug, "composed")))


def by_day(rows: Iterable[tuple[date, str]]) -> list[ChangedDay]:
    """What stood at the end of each day on which something changed, from the oldest.

    `rows`: days and keys, in the order in which they were entered.
    """
    last: dict[date, str] = {}
    counted = date.min
    for on, key in rows:
        counted = max(counted, on)
        last[counted] = key
    days: list[ChangedDay] = []
    for day, key in last.items():
        if not days or days[-1].key != key:
            days.append(ChangedDay(day, key))
    return days


def found_at(days: Sequence[ChangedDay], day: date) -> DayFound | None:
    """What stood at the end of the day; None before the first of the days."""
    on = [row.day for row in days]
    place = bisect_right(on, day) - 1
    if place < 0:
        return None
    earlier = on[place - 1] if place else None
    later = on[place + 1] if place + 1 < len(on) else None
    return DayFound(days[place].key, on[place], earlier, later)
