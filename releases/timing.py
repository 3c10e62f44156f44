"""Dates that follow from others: "10 Working Days before UIT commences", read, said and computed. Source: DOMAIN 5."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Protocol

from secrel.core.partial_dates import PartialDate
from secrel.core.working_days import FARTHEST, WorkingDays

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FORM = re.compile(
    r"(?:by\s+)?(?P<count>\d+|[a-z]+)\s+(?:wds?|working\s+days?)\s+(?P<side>before|after)\s+(?P<of>.+)",
    re.IGNORECASE,
)
GO_LIVE = ("go-live", "go live", "the go-live", "golive")


@dataclass(frozen=True)
class Rule:
    """Working Days from an event: -10 is ten before it."""

    days: int
    of: str

    def __str__(self) -> str:
        side = "before" if self.days < 0 else "after"
        return f"{abs(self.days)} WD {side} {self.of}"


class Timed(Protocol):
    event: str
    is_go_live: bool
    follows_rule: bool
    rule_days: int | None
    rule_of: str

    @property
    def date(self) -> PartialDate: ...


@dataclass(frozen=True)
class Dated:
    """A row as it would be: with another date, or following its rule."""

    event: str
    is_go_live: bool
    date: PartialDate
    follows_rule: bool
    rule_days: int | None
    rule_of: str

    @classmethod
    def like(cls, row: Timed, **other: object) -> "Dated":
        return cls(**{field.name: other.get(field.name, getattr(row, field.name)) for field in fields(cls)})


def read_rule(text: str) -> Rule | None:
    """The rule meant, or None where the text is none; raises ValueError for one that cannot be."""
    found = _FORM.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    word = found["count"].lower()
    if not word.isdigit() and word not in _NUMBERS:
        raise ValueError(f"“{found['count']}” is no number: write 10 WD before UIT commences.")
    count = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
    if count > FARTHEST:
        raise ValueError(f"{count} Working Days is out of range: use 0 to {FARTHEST}.")
    return Rule(-count if found["side"].lower() == "before" else count, found["of"].strip())


def row_meant(rows: Sequence[Timed], of: str) -> int | None:
    """The place of the one row that a rule names: by its event, its beginning, or words of it; None: no such row."""
    name = of.casefold()
    if name in GO_LIVE:
        return next((n for n, row in enumerate(rows) if row.is_go_live), None)
    events = [row.event.casefold() for row in rows]
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [n for n, event in enumerate(events) if fits(event, name)]
        if found:
            return found[0] if len(found) == 1 or fits is str.__eq__ else None
    return None


def computed(rows: Sequence[Timed], calendar: WorkingDays) -> dict[int, PartialDate]:
    """The date of each row that follows its rule, by place; to be set while what it hangs on is no single day."""
    dates = [None if row.follows_rule else row.date for row in rows]

    def of(place: int, on_the_way: frozenset[int]) -> PartialDate:
        if place in on_the_way:
            return PartialDate()
        if dates[place] is None:
            dates[place] = _dated(rows[place], place, on_the_way)
        return dates[place]

    def _dated(row: Timed, place: int, on_the_way: frozenset[int]) -> PartialDate:
        anchor = row_meant(rows, row.rule_of)
        when = of(anchor, on_the_way | {place}) if anchor is not None else PartialDate()
        if not when.day:
            return PartialDate()
        day, _ = when.interval()
        step = calendar.before if row.rule_days < 0 else calendar.after
        try:
            return PartialDate.of(step(day, abs(row.rule_days)))
        except (ValueError, OverflowError):  # beyond the last year of a calendar
            return PartialDate()

    return {place: of(place, frozenset()) for place, row in enumerate(rows) if row.follows_rule}


def impossible(rows: Sequence[Timed]) -> tuple[int, str] | None:
    """The first row whose rule names no row or goes round in a circle, with the sentence; None: there is none."""
    for place in range(len(rows)):
        seen, at = [place], place
        while rows[at].follows_rule:
            anchor = row_meant(rows, rows[at].rule_of)
            if anchor is None:
                return place, (
                    f"No one row of the timetable is called “{rows[at].rule_of}”. Write the event as its row says it."
                )
            if anchor in seen:
                return place, f"The rule goes round in a circle: “{rows[anchor].event}” hangs on itself."
            seen.append(anchor)
            at = anchor
    return None


@dataclass(frozen=True)
class Consequence:
    """What another go-live does to a row: its date now and then; `breaks` where it would come after the go-live."""

    row: Timed
    now: PartialDate
    then: PartialDate
    breaks: bool


def consequences(rows: Sequence[Timed], go_live_on: date | None, calendar: WorkingDays) -> list[Consequence]:
    """The rows that another go-live moves or breaks, in their order; the go-live's own row is none of them."""
    go_live = PartialDate.of(go_live_on) if go_live_on else PartialDate()
    moved = [Dated.like(row, date=go_live if row.is_go_live else row.date) for row in rows]
    then = computed(moved, calendar)
    found = []
    for place, row in enumerate(rows):
        date_then = then.get(place, moved[place].date)
        late = bool(go_live_on and date_then and date_then.interval()[0] > go_live_on)
        if not row.is_go_live and (late or date_then != row.date):
            found.append(Consequence(row, row.date, date_then, late))
    return found


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of its month where that month has no such day."""
    month = day.month - months
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
