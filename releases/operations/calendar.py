"""Operations on the calendar: default cut-offs, and bank holidays that draft timetables follow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release, Section
from releases.models.timeline import TimelineRow
from releases.operations.sections import lock_section
from releases.operations.timeline import follow_rules
from releases.queries import awaiting_approval, cut_offs
from releases.timing import computed
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    SYSTEM,
    Actor,
    give_reason,
    operation,
    record,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.operations import FIRST, drop_bank_holiday, hold_calendar, set_bank_holiday
from secrel.core.models.calendar import BankHoliday
from secrel.core.people.queries import working_days

LONGEST = 250  # Working Days, a year
DEFAULTS = (
    ("authority_led", 10, "Inferred from the paper of September 2021; confirm it"),
    ("authority_determined", 10, "Inferred from the paper of September 2021; confirm it"),
    ("self_governance", 5, "Inferred from the paper of September 2021; confirm it"),
    ("fast_track", 5, "Inferred from the paper of September 2021; confirm it"),
)


@operation("releases.set_cut_off_default", Permission.MANAGE_CALENDAR)
def set_cut_off_default(
    *, by: Actor, path: str, from_on: date, working_days: int, source: str
) -> CutOffDefault:
    """Set how many Working Days before the go-live a path's modifications must be approved, for go-lives from a day."""
    if not 1 <= working_days <= LONGEST:
        raise RuleBroken(
            f"{working_days} Working Days is out of range. Enter 1 to {LONGEST} Working Days before the go-live.",
            field="working_days",
        )
    hold_calendar()
    row = CutOffDefault.objects.filter(path=path, from_on=from_on).first()
    before = row.working_days if row else None
    row = row or CutOffDefault(path=path, from_on=from_on)
    row.working_days, row.source = working_days, source
    row.save()
    record(
        target=Target.CUT_OFF_DEFAULT(path, from_on),
        label=f"Default cut-off, {row.get_path_display()}",
        changes={"working_days": [before, working_days], "source": [None, source]},
    )
    return row


@operation("releases.load_cut_off_defaults", Permission.LOAD_REFERENCE_DATA)
def load_cut_off_defaults(*, by: Actor) -> None:
    """Load a default for each path; existing rows stay unchanged."""
    before = CutOffDefault.objects.count()
    for path, days, source in DEFAULTS:
        CutOffDefault.objects.get_or_create(
            path=path, from_on=FIRST, defaults={"working_days": days, "source": source}
        )
    record(
        target=Target.CUT_OFF_DEFAULTS(),
        label="Default cut-offs",
        changes={"rows": [before, CutOffDefault.objects.count()]},
    )


@dataclass(frozen=True)
class CalendarEffects:
    """The effects of a calendar correction: the draft timetables and the number of default cut-offs that moved."""

    timetables: list[Release]
    cut_offs: int


@operation("releases.correct_calendar", Permission.MANAGE_CALENDAR)
def correct_calendar(*, by: Actor, on: date, division: str, **facts: Any) -> CalendarEffects:
    """Add or correct a bank holiday. Draft timetables and default cut-offs follow."""
    hold_calendar()
    before = _default_cut_offs()
    set_bank_holiday(by=by, on=on, division=division, **facts)
    return _follow_everywhere(f"calendar/{division}/{on}", before)


@operation(
    "releases.drop_correction",
    Permission.MANAGE_CALENDAR,
    reason="Give a reason. It is kept in the audit trail.",
)
def drop_correction(*, by: Actor, row: BankHoliday, reason: str) -> CalendarEffects:
    """Remove a correction. Draft timetables and default cut-offs follow."""
    hold_calendar()
    before = _default_cut_offs()
    drop_bank_holiday(by=by, row=row, reason=reason)
    return _follow_everywhere(f"calendar/{row.division}/{row.on}", before)


def _default_cut_offs() -> dict[int, date]:
    in_force = cut_offs()
    found = ((item, in_force.of(item)) for item in awaiting_approval())
    return {item.pk: one.on for item, one in found if one and one.rule}


def _follow_everywhere(target: str, before: dict[int, date]) -> CalendarEffects:
    """Recalculate the draft timetables whose rules now give other dates. Baselined ones are only flagged."""
    drafts = Release.objects.filter(life="planned").order_by("slug")
    moved = [release for release in drafts if off_rule(release)]
    for release in moved:
        follow_calendar(by=SYSTEM, release=release)
    others = sum(on != before.get(item) for item, on in _default_cut_offs().items())
    record(
        target=target,
        label="What follows the calendar",
        changes={"timetables": [None, [row.slug for row in moved]], "default cut-offs": [None, others]},
    )
    return CalendarEffects(moved, others)


def off_rule(release: Release) -> list[TimelineRow]:
    """Rows whose date differs from the one that their rule gives with the current calendar."""
    rows = list(release.timeline.select_related("release"))
    return [rows[place] for place, when in computed(rows, working_days()).items() if rows[place].date != when]


@operation("releases.follow_calendar", Permission.FOLLOW_UP)
def follow_calendar(*, by: Actor, release: Release) -> None:
    """Recalculate dates that follow rules with the current calendar. Raises RuleBroken for a baselined timetable."""
    section = lock_section(release, Section.Key.TIMELINE)
    release = Release.objects.get(pk=release.pk)
    if release.is_baselined:
        raise RuleBroken(f"The timetable of the {release} is baselined. Change its dates by hand.")
    give_reason("The calendar of bank holidays changed.")
    moved = follow_rules(release)
    take_token(section, AS_STORED, dict, "The timetable")
    touch(release)
    record(
        target=Target.SECTION(release.slug, "timeline"),
        label=f"Timetable of the {release}",
        changes=moved or {"rows": ["as before", "as before"]},
    )
