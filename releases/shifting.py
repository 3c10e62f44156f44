"""The timetable of a new release from that of an earlier one: rules stay, other days keep their Working Days.

A row keeps its rule. A single day stays as many Working Days before or after the go-live as it was; a month, quarter or
year moves by as many months as the go-live. What cannot be moved in this way is to be set. The field's rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from releases.timing import Timed, computed, impossible
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays


@dataclass(frozen=True)
class ShiftedRow:
    """A row of the new timetable: its date, the date in the earlier timetable, and how one follows from the other."""

    event: str
    is_go_live: bool
    date: PartialDate
    follows_rule: bool
    rule_days: int | None
    rule_of: str
    was: PartialDate
    how: str = ""


def shifted(
    rows: Iterable[Timed], was: date | None, go_live_on: date | None, calendar: WorkingDays
) -> list[ShiftedRow]:
    """The rows for another go-live, in order; `was` is the earlier go-live."""
    stored = list(rows)
    begun = [_begun(row, row.rule_days is not None and not row.is_go_live) for row in stored]
    if impossible(begun):  # a rule that was replaced by a date need not be possible
        begun = [_begun(row, row.follows_rule) for row in stored]
    moved = [_moved(row, was, go_live_on, calendar) for row in begun]
    for place, when in computed(moved, calendar).items():
        moved[place] = replace(moved[place], date=when)
    return moved


def _begun(row: Timed, follows: bool) -> ShiftedRow:
    how = _rule(row) if follows else ""
    return ShiftedRow(
        row.event, row.is_go_live, PartialDate(), follows, row.rule_days, row.rule_of, row.date, how
    )


def _rule(row: Timed) -> str:
    days = row.rule_days or 0
    return f"{_days(abs(days))} {'before' if days < 0 else 'after'} {row.rule_of}"


def _days(count: int) -> str:
    return f"{count} Working {'Day' if count == 1 else 'Days'}"


def _moved(row: ShiftedRow, was: date | None, go_live_on: date | None, calendar: WorkingDays) -> ShiftedRow:
    if row.follows_rule:
        return row
    if row.is_go_live:
        when = PartialDate.of(go_live_on) if go_live_on else PartialDate()
        return replace(row, date=when, how="Go-live of the new release")
    if not row.was:
        return replace(row, how="Was not set")
    if was is None or go_live_on is None:
        return replace(row, how="Set it by hand: a go-live is not set")
    if row.was.day:
        return _by_working_days(row, was, go_live_on, calendar)
    return _by_months(row, was, go_live_on)


def _by_working_days(row: ShiftedRow, was: date, go_live_on: date, calendar: WorkingDays) -> ShiftedRow:
    day, _ = row.was.interval()
    count = calendar.between(day, was)
    step = calendar.before if count >= 0 else calendar.after
    try:
        when = PartialDate.of(step(go_live_on, abs(count)))
    except (ValueError, OverflowError):  # too far from the go-live to be counted
        return replace(row, how="Set it by hand: it is too far from the go-live")
    side = "before" if count >= 0 else "after"
    return replace(
        row, date=when, how=f"{_days(abs(count))} {side} the go-live" if count else "On the go-live"
    )


def _by_months(row: ShiftedRow, was: date, go_live_on: date) -> ShiftedRow:
    months = (go_live_on.year - was.year) * 12 + go_live_on.month - was.month
    unit = 1 if row.was.month else 3 if row.was.quarter else 12
    if months % unit:
        return replace(row, how=f"Set it by hand: was {row.was.label}")
    year, quarter, month = row.was.year or 0, row.was.quarter, row.was.month
    if month:
        year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    elif quarter:
        year, quarter = year + (quarter - 1 + months // 3) // 4, (quarter - 1 + months // 3) % 4 + 1
    else:
        year += months // 12
    try:
        when = PartialDate(year, quarter=quarter, month=month, part=row.was.part)
    except ValueError:
        return replace(row, how=f"Set it by hand: was {row.was.label}")
    return replace(row, date=when, how="As many months from the go-live as it was")


def days_of(rows: Sequence[ShiftedRow]) -> list[list[str]]:
    """What the rows say, for comparing."""
    return [[row.event, str(row.date), str(row.follows_rule)] for row in rows]
