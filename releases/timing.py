"""Dates that follow from others by a rule: "10 Working Days before UIT commences". Reads and computes them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import accumulate
from typing import Protocol

from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import FARTHEST, WorkingDays

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FORM = re.compile(
    r"(?:by\s+)?(?P<count>\d+|[a-z]+)\s+(?:wds?|working\s+days?)\s+(?P<side>before|after)\s++(?P<of>.+)",
    re.IGNORECASE,
)
GO_LIVE = ("go-live", "go live", "the go-live", "golive")


@dataclass(frozen=True)
class Rule:
    """Working Days from an event: -10 is ten before it, 10 ten after."""

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
    """A copy of a row with another date, or following its rule."""

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
    """The rule in a text, or None if it is not a rule; raises ValueError for an impossible one."""
    found = _FORM.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    word = found["count"].lower()
    if not word.isdigit() and word not in _NUMBERS:
        raise ValueError(
            f"“{found['count']}” is not a number. Enter, for example, 10 WD before UIT commences."
        )
    count = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
    if count > FARTHEST:
        raise ValueError(f"{count} Working Days is out of range: use 0 to {FARTHEST}.")
    return Rule(-count if found["side"].lower() == "before" else count, found["of"].strip())


class RowNames:
    """Finds the rows of a timetable by the names that rules use. Built once for all rules."""

    def __init__(self, events: Sequence[str], go_live: int | None) -> None:
        self.go_live = go_live
        names = [event.casefold() for event in events]
        self.places = {name: place for place, name in reversed(list(enumerate(names)))}
        self.sorted = sorted((name, place) for place, name in enumerate(names))
        self.text = "\0".join(names)
        self.begins = [0, *accumulate(len(name) + 1 for name in names)]

    def find(self, of: str) -> int | None:
        """The place of the only row with a name: its event, its beginning, or words in it; None without exactly one."""
        name = of.casefold()
        if name in GO_LIVE:
            return self.go_live
        if name in self.places:
            return self.places[name]
        first = bisect_left(self.sorted, (name,))
        begin = [place for event, place in self.sorted[first : first + 2] if event.startswith(name)]
        if begin:
            return begin[0] if len(begin) == 1 else None
        return self._holding(name)

    def _holding(self, words: str) -> int | None:
        """The place of the only row that contains the words."""
        found = self.text.find(words)
        if found < 0:
            return None
        place = bisect_right(self.begins, found) - 1
        return place if self.text.find(words, self.begins[place + 1]) < 0 else None


def names_of(rows: Sequence[Timed]) -> RowNames:
    return RowNames(
        [row.event for row in rows], next((n for n, row in enumerate(rows) if row.is_go_live), None)
    )


def computed(rows: Sequence[Timed], calendar: WorkingDays) -> dict[int, PartialDate]:
    """The date of each row that follows a rule, by place; to be set unless the row it depends on has a single day."""
    dates = {place: row.date for place, row in enumerate(rows) if not row.follows_rule}
    ruled, names = [place for place, row in enumerate(rows) if row.follows_rule], names_of(rows)
    for place in ruled:
        chain, at = {}, place
        while at is not None and at not in dates and at not in chain:
            chain[at] = None
            at = names.find(rows[at].rule_of)
        when = dates.get(at, PartialDate())
        for hanging in reversed(chain):
            when = dates[hanging] = _dated(rows[hanging], when, calendar)
    return {place: dates[place] for place in ruled}


def in_date_order(dates: Sequence[PartialDate]) -> list[int]:
    """The places of the rows in date order. A row moves up only if all its days are before those of a row above it.
    A row without a date keeps its place."""
    ordered: list[int] = []
    for place, when in enumerate(dates):
        if when:
            last = when.interval()[1]
            later = (n for n, other in enumerate(ordered) if last < dates[other].interval()[0])
            ordered.insert(next(later, len(ordered)), place)
    dated = iter(ordered)
    return [next(dated) if when else place for place, when in enumerate(dates)]


def _dated(row: Timed, when: PartialDate, calendar: WorkingDays) -> PartialDate:
    """The date that the row's rule gives from the date of the row it depends on."""
    if not when.day:
        return PartialDate()
    day, _ = when.interval()
    step = calendar.before if row.rule_days < 0 else calendar.after
    try:
        return PartialDate.of(step(day, abs(row.rule_days)))
    except (ValueError, OverflowError):  # beyond the last year of a calendar
        return PartialDate()


def impossible(rows: Sequence[Timed]) -> tuple[int, str] | None:
    """The first row whose rule names no row or is circular, with a sentence; None if all rules are possible."""
    names, sound = names_of(rows), set()
    for place in range(len(rows)):
        seen, at = {place}, place
        while rows[at].follows_rule and at not in sound:
            anchor = names.find(rows[at].rule_of)
            if anchor is None:
                return place, (
                    f"There is not exactly one row of the timetable called “{rows[at].rule_of}”. Enter the event as it "
                    "appears in its row."
                )
            if anchor in seen:
                return place, f"The rules go round in a circle: “{rows[anchor].event}” depends on itself."
            seen.add(anchor)
            at = anchor
        sound |= seen
    return None


@dataclass(frozen=True)
class Consequence:
    """The effect of another go-live on a row: its current and new date; `breaks` if it would be after the go-live."""

    row: Timed
    now: PartialDate
    then: PartialDate
    breaks: bool


def consequences(rows: Sequence[Timed], go_live_on: date | None, calendar: WorkingDays) -> list[Consequence]:
    """The rows that another go-live moves or breaks, in order, without the go-live row itself."""
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


def effects_said(found: Sequence[Consequence], button: str) -> str:
    """What another go-live does to the timetable, before it is saved. `button`: the one that saves it."""
    broken = sum(row.breaks for row in found)
    moved = len(found) - broken
    late = "1 step" if broken == 1 else f"{broken} steps"
    said = [
        f"{late} of the timetable would come after the new go-live and {'needs' if broken == 1 else 'need'} a new date."
        if broken
        else "",
        f"{moved} {'step moves' if moved == 1 else 'steps move'} with the go-live." if moved else "",
    ]
    return " ".join(
        [*filter(None, said), f"Nothing is saved yet. Read the list below, then choose “{button}” again."]
    )


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of that month if it is shorter."""
    month = day.month - months
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
