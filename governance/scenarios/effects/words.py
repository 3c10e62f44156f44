"""Dates and counts in the sentences of effects."""

from datetime import date

from governance.documents.engine.text import long_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays

NOT_SET = "to be set"


def day(on: date | None) -> str:
    return long_date(on.isoformat()) if on else NOT_SET


def when(value: PartialDate) -> str:
    """A date as sentences write it: a day in full, anything longer as timetables do."""
    return day(value.interval()[0]) if value.day else value.label or NOT_SET


def shift(before: date, after: date, calendar: WorkingDays) -> str:
    """“50 days (34 Working Days) earlier”."""
    days = (after - before).days
    working = abs(calendar.between(before, after))
    side = "later" if days > 0 else "earlier"
    return f"{count(abs(days), 'day')} ({count(working, 'Working Day')}) {side}"


def shifted(before: PartialDate, after: PartialDate, calendar: WorkingDays) -> str:
    """As `shift`, with a comma before it; empty unless both are single days."""
    if not (before.day and after.day):
        return ""
    return f", {shift(before.interval()[0], after.interval()[0], calendar)}"


def count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
