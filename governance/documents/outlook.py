"""What lies ahead: releases on one line of time, and the next steps of a release."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from governance.queries import visible_versions
from releases.models import Release
from secrel.core.partial_date_text import partial_date
from secrel.core.partial_dates import PartialDate
from secrel.core.permissions import Permission

STEPS = 4
Year = tuple[str, list[tuple[str, Release | date]]]


def by_year(releases: Iterable[Release], today: date) -> list[Year]:
    """Each year with what stands in it, in order: ("release", release), and ("today", today) once.

    Releases without a date come last, under "To be set".
    """
    dated = [release for release in releases if release.go_live_on]
    marks: list[tuple[date, str, Any]] = [(release.go_live_on, "release", release) for release in dated]
    if marks:
        marks.append((today, "today", today))
    marks.sort(key=lambda mark: (mark[0], mark[1] == "release"))
    years: list[Year] = [
        (str(year), [(kind, thing) for _, kind, thing in group])
        for year, group in groupby(marks, key=lambda mark: mark[0].year)
    ]
    undated = [("release", release) for release in releases if not release.go_live_on]
    return [*years, *([("To be set", undated)] if undated else [])]


def coming_steps(
    release: Release, permissions: frozenset[Permission], today: date
) -> list[tuple[PartialDate, str]]:
    """The next rows of its timetable, as this person's document of it says."""
    if Permission.READ_DRAFTS in permissions:
        rows = [(row.date, row.event) for row in release.timeline.select_related("release")]
    else:
        version = visible_versions(release, permissions).select_related("snapshot__content").first()
        said = version.snapshot.content.data["timeline"] if version else []
        rows = [(partial_date(row["when"]), row["event"]) for row in said]
    ahead = [(when, event) for when, event in rows if when and when.interval()[1] >= today]
    return sorted(ahead, key=lambda row: row[0])[:STEPS]
