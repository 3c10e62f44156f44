"""Days that recur, such as the third Friday of each month, moved to a Working Day."""

from calendar import Calendar
from datetime import date

from secrel.core.dates.working_days import WorkingDays

WEEKS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", -1: "Last"}
WEEKDAYS = {0: "Monday", 1: "Tuesday", 2: "Wednesday", 3: "Thursday", 4: "Friday"}


def days_of_series(week: int, weekday: int, first: date, months: int, days: WorkingDays) -> list[date]:
    """One day a month, from `first` on. A bank holiday is replaced by the Working Day before it, or after it if the one
    before is in another month."""
    found = []
    for number in range(months):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        all_days = Calendar().itermonthdates(year, month + 1)
        candidates = [day for day in all_days if day.month == month + 1 and day.weekday() == weekday]
        day = candidates[week - 1] if week > 0 else candidates[-1]
        if day >= first:
            found.append(_working_day(day, days))
    return found


def _working_day(day: date, days: WorkingDays) -> date:
    if days.is_working_day(day):
        return day
    before = days.before(day, 1)
    return before if before.month == day.month else days.after(day, 1)
