"""How far a date moved, and by how much a cost changed."""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from governance.documents.engine.facts import Cost, Effort, When
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays

FARTHEST = 3_660
"""Days beyond which Working Days are not counted."""
CALENDAR = WorkingDays()


def when_of(value: Any, *, is_day: bool) -> PartialDate | None:
    """The date of a value; None if it is none, or states none that can be read."""
    try:
        if isinstance(value, When):
            return value.value
        return PartialDate.of(date.fromisoformat(value)) if is_day and isinstance(value, str) else None
    except ValueError:
        return None


def moved_days(old: PartialDate | None, new: PartialDate | None) -> tuple[int | None, int | None]:
    """Days and Working Days from one day to another, negative for earlier; None where a date is not a day."""
    if not (old and new and old.day and new.day):
        return None, None
    return _between(old.interval()[0], new.interval()[0])


@lru_cache(maxsize=1_024)
def _between(old: date, new: date) -> tuple[int, int | None]:
    days = (new - old).days
    return days, CALENDAR.between(old, new) if abs(days) <= FARTHEST else None


def amount_more(old: Any, new: Any) -> Decimal | None:
    """How many pounds more; None where a side has no amount, or a range."""
    if not (isinstance(old, Cost) and isinstance(new, Cost)) and not (
        isinstance(old, Effort) and isinstance(new, Effort)
    ):
        return None
    if any(isinstance(one, Cost) and one.amount_to for one in (old, new)):
        return None
    before, after = (_decimal(one.amount) for one in (old, new))
    return None if before is None or after is None else after - before


def _decimal(amount: str | None) -> Decimal | None:
    try:
        return None if amount is None else Decimal(amount)
    except InvalidOperation:
        return None
