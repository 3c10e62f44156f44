"""An entry of a calendar."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from secrel.core.dates.partial_dates import PartialDate


@dataclass(frozen=True)
class Due:
    """An entry of a calendar. `key` is stable; `begins` to `on` is the range of its date, usually one day."""

    key: str
    begins: date
    on: date
    label: str
    """The date as a page shows it: a month in full, so that "Nov 21" is not taken for a day."""
    what: str
    acting_body: str
    """Key of the body responsible."""
    place: str
    """Name of the release or body it belongs to."""
    path: str
    body: str = ""
    """Key of the body that meets."""
    is_done: bool = False
    is_off: bool = False
    """Whether it is called off: a cancelled meeting, or a postponed or cancelled release."""
    note: str = ""
    """What else readers of a calendar file are told. An entry with a note lasts all its days; a range without one is a
    day that is still to be set."""

    sources: str = ""
    """A sentence where the sources of its release end before it, so that nobody keeps its date up to date."""

    stated: str = ""
    """A sentence where a body decided on this day after the published RID, which still says another."""

    impact: str = ""
    """A sentence where it is not stated yet whether it concerns the Parties whose calendar this is."""

    @classmethod
    def of_day(
        cls, key: str, on: date, what: str, acting_body: str, place: str, path: str, **facts: Any
    ) -> "Due":
        """An entry of one day."""
        return cls(key, on, on, PartialDate.of(on).on_page, what, acting_body, place, path, **facts)
