"""The days by which Test Participants declare their plans and results.

The published timetable counts, as a date that is not published yet binds nobody. Where none is published, the present
timetable counts. Source of the rules: ten Working Days before UIT begins, five before it ends.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from governance.documents.checks.reading.events import Event, Moment, Stage, read_event
from governance.regression.models import Kind
from governance.versions.queries.versions import published
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.steps import steps_of
from secrel.core.changes.permissions import Permission
from secrel.core.dates.partial_date_text import partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from secrel.core.people.queries import working_days

BY_RULE = {
    Kind.PLAN: (10, Event(Stage.UIT, Moment.BEGINS)),
    Kind.RESULTS: (5, Event(Stage.UIT, Moment.ENDS)),
}
"""For a timetable that has no day of its own for the step: Working Days before an event."""


@dataclass(frozen=True)
class DueDay:
    """`on` is the day that counts, None where no timetable gives one. `planned` is that of the present timetable, and
    `by_rule` the day that the rule gives.
    """

    on: date | None = None
    is_published: bool = False
    planned: date | None = None
    by_rule: date | None = None

    @property
    def instead_of(self) -> date | None:
        """The day by the rule, if the timetable has a later one."""
        return self.by_rule if self.on and self.by_rule and self.by_rule < self.on else None

    @property
    def moves_to(self) -> date | None:
        """The day of the present timetable, if it is another than the published one."""
        return self.planned if self.is_published and self.planned != self.on else None


@dataclass(frozen=True)
class DueDays:
    """The due days of a release, when UIT runs, and the categories that its published RID affects (None: no RID is
    published).
    """

    plan: DueDay = DueDay()
    results: DueDay = DueDay()
    categories: frozenset[str] | None = None
    uit: str = ""

    def of(self, kind: str) -> DueDay:
        return self.plan if kind == Kind.PLAN else self.results


@dataclass(frozen=True)
class _Row:
    steps: Iterable[str]
    event: str
    when: PartialDate


@dataclass
class _Timetables:
    """The present rows of a release, and its published ones."""

    present: list[_Row] = field(default_factory=list)
    steps: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def due_days(releases: Iterable[Release]) -> dict[int, DueDays]:
    """The due days of each release, by primary key. Three queries."""
    by_pk = {release.pk: release for release in releases}
    found = {key: _Timetables() for key in by_pk}
    rows = TimelineRow.objects.filter(release__in=by_pk).select_related("release")
    for row in rows.order_by("release_id", "position"):
        timetable = found[row.release_id]
        timetable.present.append(_Row(row.steps, row.event, row.date))
        timetable.steps[row.key, row.event] = row.steps
    parties = frozenset({Permission.READ_GREEN})
    given = {
        slug: parts for slug, _, *parts in published(parties, "timeline", "impacts", of=list(by_pk.values()))
    }
    calendar = working_days()
    return {key: _days(found[key], given.get(release.slug), calendar) for key, release in by_pk.items()}


def _days(timetable: _Timetables, given: list[Any] | None, calendar: WorkingDays) -> DueDays:
    printed = [_printed(row, timetable.steps) for row in given[0]] if given else []
    ticks: dict[str, list[str]] = given[1]["participants"] if given else {}
    categories = frozenset(name for names in ticks.values() for name in names) if given else None
    days = {}
    for kind in Kind:
        planned, told = _day(timetable.present, kind, calendar), _day(printed, kind, calendar)
        rows = printed if told else timetable.present
        days[kind.value] = DueDay(told or planned, told is not None, planned, _by_rule(rows, kind, calendar))
    return DueDays(**days, categories=categories, uit=_uit(printed) or _uit(timetable.present))


def _uit(rows: list[_Row]) -> str:
    """When UIT runs: "from 11 Oct 2021", "from 11 Oct 2021 to 12 Nov 2021"; empty where it is not stated."""
    found = {
        moment: row.when.on_page
        for row in reversed(rows)
        for moment in (Moment.BEGINS, Moment.ENDS)
        if row.when and read_event(row.event) == Event(Stage.UIT, moment)
    }
    begins, ends = found.get(Moment.BEGINS), found.get(Moment.ENDS)
    if begins and ends:
        return f"from {begins} to {ends}"
    return f"from {begins}" if begins else f"until {ends}" if ends else ""


def _printed(row: Mapping[str, Any], steps: Mapping[tuple[str, str], list[str]]) -> _Row:
    """A row of a published timetable. It stands for what people chose for the same row, else for what its text says."""
    when = row["when"]
    chosen = steps.get((row.get("key", ""), row["event"]))
    day = partial_date(when["date"], when["precision"]) if when["date"] else PartialDate()
    return _Row(steps_of(row["event"]) if chosen is None else chosen, row["event"], day)


def _day(rows: list[_Row], kind: Kind, calendar: WorkingDays) -> date | None:
    """The last day of the step's row; without a date there, the day by the rule."""
    stated = next((row.when for row in rows if kind.step in row.steps and row.when), None)
    if stated:
        return stated.interval()[1]
    return _by_rule(rows, kind, calendar)


def _by_rule(rows: list[_Row], kind: Kind, calendar: WorkingDays) -> date | None:
    count, event = BY_RULE[kind]
    of = next((row.when for row in rows if row.when.day and read_event(row.event) == event), None)
    return calendar.before(of.interval()[0], count) if of else None
