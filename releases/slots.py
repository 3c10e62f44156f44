"""The three release slots of a year and their usual go-live days; actual go-lives differ. The field's rule."""

from calendar import monthrange
from datetime import date, timedelta

THURSDAY = 3
SLOTS = {"february": (2, "last"), "june": (6, "last"), "november": (11, "first")}


def suggested(slot: str, year: int) -> date:
    """The usual day of a slot: the last Thursday of February or June, or the first Thursday of November."""
    month, which = SLOTS[slot]
    if which == "first":
        first = date(year, month, 1)
        return first + timedelta(days=(THURSDAY - first.weekday()) % 7)
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - THURSDAY) % 7)


def next_free(taken: set[str], today: date) -> tuple[str, int]:
    """The next slot and year after a day that no release has; `taken` holds slugs like "june-2020"."""
    for year in range(today.year, today.year + 100):
        for slot in SLOTS:
            if suggested(slot, year) > today and f"{slot}-{year}" not in taken:
                return slot, year
    return "february", today.year + 1


def name_of(slot: str, year: int) -> str:
    return f"{slot.capitalize()} {year} SEC Release"
