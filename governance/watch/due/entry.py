"""One thing on a calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from secrel.core.dates.partial_dates import PartialDate


@dataclass(frozen=True)
class Due:
    """One thing on a calendar. `key` names it for good; `begins` to `on` are the days it may be, mostly one."""

    key: str
    begins: date
    on: date
    label: str
    """As a page says when: a month in full, so that "Nov 21" is taken for no day."""
    what: str
    whom: str
    """The body that acts, by its key."""
    place: str
    """The release or the body it belongs to, as a reader names it."""
    path: str
    body: str = ""
    """The body that meets, by its key."""
    is_done: bool = False
    is_off: bool = False
    """Called off: a meeting that is cancelled, a release that is postponed or cancelled."""

    @classmethod
    def of_day(cls, key: str, on: date, what: str, whom: str, place: str, path: str, **facts: Any) -> "Due":
        """What is due on one day."""
        return cls(key, on, on, PartialDate.of(on).label, what, whom, place, path, **facts)
