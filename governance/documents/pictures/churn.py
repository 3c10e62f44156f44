"""Churn and slippage: how scope, dates and costs of a release moved from its first baseline on. Pure.

Nothing is counted of which the versions say nothing: a figure that is not recorded is None.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from governance.documents.engine.facts import Cost
from governance.documents.engine.text import pounds
from governance.documents.pictures.bars import BarRow, Part, bars
from governance.documents.pictures.drawing import Picture, entries, swatch
from governance.documents.pictures.moves import MovedStep, Station, moves_picture
from governance.documents.pictures.stated import day
from governance.documents.rid.display import display_value
from secrel.core.dates.partial_dates import PartialDate

Item = tuple[str, str]
"""A reference, under which a Draft Proposal and what it became are one, and the name of a part."""


def as_one(reference: str) -> str:
    """DP153 and MP153 are the same modification."""
    return f"MP{reference.removeprefix('DP')}" if reference.startswith("DP") else reference


@dataclass(frozen=True)
class VersionStated:
    """What one version stated. `scope`: the status and the name of each item."""

    number: str
    on: date
    is_baseline: bool
    go_live: date | None
    total: Cost
    secas: Decimal | None
    scope: Mapping[Item, tuple[str, str]]


@dataclass(frozen=True)
class Days:
    """How long something took: from a day to a day, either of which may not be recorded."""

    begins: date | None
    ends: date | None

    @property
    def count(self) -> int | None:
        return (self.ends - self.begins).days if self.begins and self.ends else None

    @property
    def words(self) -> str:
        if self.count is None:
            return "not recorded" if self.begins is None else f"since {day(self.begins)}"
        return in_days(self.count)


NOT_RECORDED = Days(None, None)


@dataclass(frozen=True)
class ItemTimes:
    """A modification in a scope: what became of it, and how long its steps took."""

    name: str
    outcome: str
    targeted: Days
    decided: Days = NOT_RECORDED
    assessed: Days = NOT_RECORDED


@dataclass(frozen=True)
class Churn:
    """How a release moved. `actual`: the day on which it went live, if it did; `versions`: from the oldest."""

    name: str
    path: str
    versions: Sequence[VersionStated]
    actual: date | None = None

    @cached_property
    def first(self) -> VersionStated:
        """The first baseline; without one the first version."""
        return next((row for row in self.versions if row.is_baseline), self.versions[0])

    @property
    def last(self) -> VersionStated:
        return self.versions[-1]

    @property
    def ends(self) -> tuple[VersionStated, VersionStated]:
        return self.first, self.last

    @property
    def from_words(self) -> str:
        """First baseline (1.0), or the first version where nothing was baselined."""
        return f"{'First baseline' if self.first.is_baseline else 'First version'} ({self.first.number})"

    @property
    def stands(self) -> date | None:
        """The go-live: the day on which it took place, or the last one stated."""
        return self.actual or self.last.go_live

    @property
    def slip(self) -> int | None:
        """By how many days the go-live is later than the first forecast."""
        if self.first.go_live is None or self.stands is None:
            return None
        return (self.stands - self.first.go_live).days

    @property
    def slip_words(self) -> str:
        return "not recorded" if self.slip is None else moved(self.slip)

    @property
    def cost_change(self) -> Decimal | None:
        before, after = amount(self.first.total), amount(self.last.total)
        return None if before is None or after is None else after - before

    @property
    def cost_words(self) -> str:
        change = self.cost_change
        if change is None:
            return "not recorded"
        return f"{'+' if change > 0 else '−'}{pounds(str(abs(change)))}" if change else "no change"

    @cached_property
    def ever(self) -> dict[Item, str]:
        """All that any version had in scope, by its last name."""
        return {key: name for row in self.versions for key, (_, name) in row.scope.items()}

    @cached_property
    def left(self) -> list[str]:
        return [name for key, name in self.ever.items() if key not in self.last.scope]

    @cached_property
    def shipped(self) -> list[str] | None:
        """What was approved in the last version, of a release that went live."""
        if self.actual is None:
            return None
        return [name for status, name in self.last.scope.values() if status == "approved"]

    @property
    def share(self) -> str:
        """5 of 9 (56%), of a release that went live."""
        if self.shipped is None:
            return "not yet live"
        if not self.ever:
            return "nothing was in scope"
        return f"{len(self.shipped)} of {len(self.ever)} ({round(100 * len(self.shipped) / len(self.ever))}%)"

    @cached_property
    def items(self) -> list[ItemTimes]:
        """Each item that any version had in scope, with the time from targeted to approved."""
        return [ItemTimes(name, self._outcome(key), self._targeted(key)) for key, name in self.ever.items()]

    def _outcome(self, key: Item) -> str:
        if key not in self.last.scope:
            return "left"
        status = self.last.scope[key][0]
        return "shipped" if self.actual and status == "approved" else status

    def _targeted(self, key: Item) -> Days:
        """From the first version that targets it to the first later one that has it approved."""
        begins = next((row.on for row in self.versions if _status(row, key) == "targeted"), None)
        if begins is None:
            return NOT_RECORDED
        later = (row.on for row in self.versions if row.on >= begins and _status(row, key) == "approved")
        return Days(begins, next(later, None))


def _status(row: VersionStated, key: Item) -> str:
    return row.scope.get(key, ("", ""))[0]


def amount(cost: Cost) -> Decimal | None:
    return Decimal(cost.amount) if cost.amount is not None else None


def in_days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"


def moved(days: int) -> str:
    return f"{in_days(abs(days))} {'later' if days > 0 else 'earlier'}" if days else "as forecast"


def middle(counts: Iterable[int | None]) -> str:
    """The median of those that are recorded, with how many they are: 81 days (4 of 9)."""
    every = list(counts)
    known = [count for count in every if count is not None]
    if not known:
        return "not recorded"
    return f"{in_days(round(median(known)))} ({len(known)} of {len(every)})"


def slip_picture(rows: Sequence[Churn], today: date) -> Picture | None:
    """A line for each release from its first forecast to the go-live that took place or is stated now."""
    steps = [
        MovedStep(
            row.name,
            tuple(
                Station(PartialDate.of(on), day(on), by)
                for on, by in ((row.first.go_live, row.from_words), (row.stands, "now"))
                if on
            ),
        )
        for row in rows
        if row.slip is not None
    ]
    picture = moves_picture([_in_words(step) for step in steps], today)
    if picture is None:
        return None
    return Picture(
        "slip",
        "Forecast against actual go-live",
        "A row for each release: the go-live forecast in its first baseline, the one that took place or is stated now, "
        "and by how many days it moved. The table beneath has each date.",
        picture.wide,
        picture.narrow,
        picture.key,
    )


class _Slip(MovedStep):
    @property
    def words(self) -> str:
        return moved(self.days)


def _in_words(step: MovedStep) -> MovedStep:
    return _Slip(step.event, step.stations)


def churn_cost_picture(rows: Sequence[Churn]) -> Picture | None:
    """Two bars for each release: the DCC's total in the first baseline and in the last version."""
    drawn = [
        BarRow(
            row.name.removesuffix(" Release").removesuffix(" SEC") if version is row.first else "",
            (Part(style, float(amount(version.total) or 0)),),
            display_value(version.total).partition(", ")[0],
        )
        for row in rows
        if row.cost_change is not None
        for style, version in (("maybe", row.first), ("full", row.last))
    ]
    about = "Two bars for each release, as long as the total of the DCC’s costs. The table beneath has each amount."
    key = entries((swatch("maybe"), "First baseline"), (swatch("full"), "Last version"))
    return bars("cost-moves", "Cost at first baseline against last", about, drawn, key)


def share_picture(rows: Sequence[Churn]) -> Picture | None:
    """A bar for each release that went live: what shipped of all that was ever in scope."""
    drawn = [
        BarRow(
            row.name.removesuffix(" Release"),
            (
                Part("full", len(row.shipped), str(len(row.shipped))),
                Part("maybe", len(row.ever) - len(row.shipped), str(len(row.ever) - len(row.shipped))),
            ),
            row.share,
        )
        for row in rows
        if row.shipped is not None and row.ever
    ]
    about = "A bar for each release that went live: modifications that shipped, then those that did not."
    key = entries((swatch("full"), "Shipped"), (swatch("maybe"), "Was in scope and did not ship"))
    return bars("share", "Share of the scope that shipped", about, drawn, key)


def times_picture(items: Sequence[ItemTimes]) -> Picture | None:
    """A bar for each modification of which it is recorded: from targeted to approved."""
    known = [row for row in items if row.targeted.count is not None]
    drawn = [BarRow(row.name, (Part("part", row.targeted.count or 0),), row.targeted.words) for row in known]
    about = "A bar for each modification, as long as the time from targeted to approved."
    return bars("times", "From targeted to approved", about, drawn)
