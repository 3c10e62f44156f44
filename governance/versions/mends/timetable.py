"""Corrections of the timetable: its rows in date order, and dates that no longer follow their rules."""

from collections.abc import Callable, Sequence
from typing import Any

from governance.documents.checks.findings import Finding
from governance.documents.engine.comparing import opcodes
from governance.versions.mends.mend import Mend, listed
from governance.versions.queries.current import CurrentRid
from releases.models.releases import Release, Section
from releases.models.timeline import TimelineRow
from releases.queries import section_token
from releases.sheets.timetable import TimetableSheet
from releases.timing import computed, in_date_order
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.editing.sheets.sheet import EditedRow
from secrel.core.people.queries import working_days

DATE_IS_WRONG = frozenset({"phases-out-of-order", "event-after-go-live", "go-live-disagrees"})
"""Rules whose findings mean that a date is wrong. Sorting by it would hide that."""


def sort_rows(release: Release, current: CurrentRid, findings: Sequence[Finding]) -> Mend | None:
    """Put the rows in date order, unless a finding says that one of the dates is wrong."""
    if DATE_IS_WRONG & {row.rule for row in current.findings}:
        return None
    rows, token = _rows_and_token(release)
    order = in_date_order([row.date for row in rows])
    if _off_rule(rows) or order == list(range(len(rows))):
        return None
    places = moved(order)
    changes = tuple(
        f"“{rows[old].event}”{_dated(rows[old])} moves from row {old + 1} to row {new + 1}."
        for old, new in places
    )
    return Mend(
        label="Sort the rows by date",
        changes=changes,
        done=f"The timetable is in date order: {listed(_in_new_place(rows, places))}.",
        token=token,
        act=_write(release, [rows[place].key for place in order]),
        beside="Rows without a date keep their place. No date changes.",
    )


def follow_rules_again(release: Release, current: CurrentRid, findings: Sequence[Finding]) -> Mend | None:
    """Compute the dates that follow rules again, where the calendar has changed since."""
    rows, token = _rows_and_token(release)
    off = _off_rule(rows)
    if not off or not all(off.values()):
        return None
    changes = tuple(
        f"“{rows[place].event}” moves from {rows[place].date.label or 'no date'} to {when.label}."
        for place, when in off.items()
    )
    now = [f"“{rows[place].event}” is on {when.label}" for place, when in off.items()]
    return Mend(
        label="Compute the dates by their rules",
        changes=changes,
        done=f"Computed by the rules: {listed(now)}.",
        token=token,
        act=_write(release, [row.key for row in rows]),
        beside="Dates that were set by hand stay as they are.",
    )


def moved(order: Sequence[int]) -> list[tuple[int, int]]:
    """The old and new place of the rows that move; the others stay in their order."""
    old, new = [str(place) for place in range(len(order))], [str(place) for place in order]
    steps = opcodes(old, new)
    return [
        (order[place], place)
        for kind, _, _, begin, end in steps
        if kind != "equal"
        for place in range(begin, end)
    ]


def _in_new_place(rows: Sequence[TimelineRow], places: Sequence[tuple[int, int]]) -> list[str]:
    return [f"“{rows[old].event}” is row {new + 1}" for old, new in places]


def _rows_and_token(release: Release) -> tuple[list[TimelineRow], int]:
    """The stored rows, and the token that was current when they were read, or an older one."""
    token = section_token(release, Section.Key.TIMELINE)
    return list(release.timeline.select_related("release")), token


def _off_rule(rows: Sequence[TimelineRow]) -> dict[int, PartialDate]:
    """The dates that rules give, by place, where the stored date is another."""
    return {place: when for place, when in computed(rows, working_days()).items() if rows[place].date != when}


def _dated(row: TimelineRow) -> str:
    return f" ({row.date.label})" if row.date else ""


def _write(release: Release, keys: Sequence[str]) -> Callable[..., Any]:
    """Write the stored rows in this order, as the sheet does."""

    def act(**common: Any) -> None:
        TimetableSheet(release).write([EditedRow(key, {}) for key in keys], **common)

    return act
