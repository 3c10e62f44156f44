"""Releases on a timeline, and the next steps of a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from governance.documents.rid.types.rid import RidContent
from governance.versions.queries.versions import version_shown
from releases.models.releases import Release
from releases.queries import awaiting_approval, cut_offs
from secrel.core.changes.permissions import Permission
from secrel.core.dates.partial_dates import PartialDate, Precision

STEPS = 4
Year = tuple[str, list[tuple[str, Any]]]


def by_year(releases: Iterable[Any], today: date) -> list[Year]:
    """Years with their entries in order: ("release", release) and, once, ("today", today).

    `releases`: from `as_shown`, with `shown_on`. Those without a date come last, under “To be set”.
    """
    dated = [release for release in releases if release.shown_on]
    marks: list[tuple[date, str, Any]] = [(release.shown_on, "release", release) for release in dated]
    if marks:
        marks.append((today, "today", today))
    marks.sort(key=lambda mark: (mark[0], mark[1] == "release"))
    years: list[Year] = [
        (str(year), [(kind, thing) for _, kind, thing in group])
        for year, group in groupby(marks, key=lambda mark: mark[0].year)
    ]
    undated = [("release", release) for release in releases if not release.shown_on]
    return [*years, *([("To be set", undated)] if undated else [])]


@dataclass(frozen=True)
class UpcomingStep:
    """A timetable row or cut-off in the future."""

    when: PartialDate
    event: str

    @property
    def day(self) -> date | None:
        """Its date, if it is exact."""
        return self.when.interval()[0] if self.when.precision == Precision.DAY else None


def upcoming_steps(release: Release, permissions: frozenset[Permission], today: date) -> list[UpcomingStep]:
    """The next timetable rows and cut-offs, from the document that the user sees."""
    if Permission.READ_DRAFTS in permissions:
        rows = [UpcomingStep(row.date, row.event) for row in release.timeline.select_related("release")]
        defaults = cut_offs()
        for item in awaiting_approval().filter(release=release):
            if cut_off := defaults.of(item):
                rows.append(UpcomingStep(PartialDate.of(cut_off.on), _cut_off(str(item.part))))
        return _ahead(rows, today)[:STEPS]
    version = version_shown(release, permissions)
    return steps_ahead(version.snapshot.rid.content, today)[:STEPS] if version else []


def steps_ahead(content: RidContent, today: date) -> list[UpcomingStep]:
    """The timetable rows and cut-offs of a content from today on, in date order, without undated ones."""
    rows = [UpcomingStep(row.when.value, row.event) for row in content.timeline]
    cut_offs = [
        UpcomingStep(item.cut_off.value, _cut_off(item.ref))
        for item in content.scope.targeted
        if item.cut_off
    ]
    return _ahead([*rows, *cut_offs], today)


def _cut_off(reference: str) -> str:
    return f"Cut-off of {reference}"


def _ahead(rows: list[UpcomingStep], today: date) -> list[UpcomingStep]:
    return sorted(
        (row for row in rows if row.when and row.when.interval()[1] >= today), key=lambda row: row.when
    )
