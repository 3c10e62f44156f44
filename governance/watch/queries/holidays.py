"""The bank holidays of a year, with their corrections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from secrel.core.dates.working_days import published
from secrel.core.models.calendar import BankHoliday


@dataclass(frozen=True)
class Holiday:
    on: date
    name: str
    division: str
    source: str
    row: BankHoliday | None
    counts: bool
    """False for a published holiday that counts as a Working Day."""


def holidays_of(year: int) -> list[Holiday]:
    """Those of a year, by day. One query."""
    return sorted(_of_year(year), key=lambda row: (row.on, row.division))


def _of_year(year: int) -> Iterator[Holiday]:
    corrected = {(row.division, row.on): row for row in BankHoliday.objects.filter(on__year=year)}
    for key in settings.BANK_HOLIDAYS_OF:
        label = BankHoliday.Division(key).label
        for on, name in published(key, year).items():
            if (key, on) not in corrected:
                yield Holiday(on, name, label, "Published calendar", None, True)
    for (key, on), row in corrected.items():
        yield Holiday(on, row.name, BankHoliday.Division(key).label, row.source, row, row.is_holiday)
