"""Baselines that are due and not presented, paper days missed, baselined dates that the calendar moved."""

from collections.abc import Iterator
from datetime import date, timedelta

from governance.models import Meeting
from governance.models.flags import FlagKind
from governance.queries.late.wanted import Day, Wanted, said_day
from releases.models import Release, TimelineRow
from releases.steps import BASELINES, FULL, SYSTEM
from releases.timing import computed, months_before
from releases.workflow import COMING
from secrel.core.models import Power, PowerHeld

CYCLE = timedelta(days=31)
"""The Panel meets monthly."""


def baselines(day: Day) -> Iterator[Wanted]:
    """The next baseline of each release to come that is before no body yet."""
    powers = list(PowerHeld.objects.filter(power=Power.BASELINE).order_by("-from_on").select_related("body"))
    meetings = list(Meeting.objects.filter(state="planned").order_by("-on").values_list("body_id", "on"))
    rows = Release.objects.filter(life__in=("planned", "system_baselined")).exclude(slot="")
    rows = rows.exclude(versions__state="presented").prefetch_related("timeline")
    for release in rows:
        which = FULL if release.life != "planned" or release.profile == Release.Profile.DOCUMENT else SYSTEM
        by, months = _due(release, which)
        body = next((row.body for row in powers if by and row.from_on <= by), None)
        if by is None or body is None:
            continue
        meeting = (
            by if not months else next((on for key, on in meetings if key == body.pk and on <= by), None)
        )
        if (
            meeting and meeting < day.on - CYCLE
        ):  # one that is long past is not the one before which it is due
            meeting = None
        due = meeting or by
        if day.on < due - CYCLE:
            continue
        papers = day.calendar.before(due, day.leads.papers(body.key, due))
        late = day.on > papers
        yield Wanted(
            thing=f"releases/{release.slug}/baseline/{which}",
            kind=FlagKind.PAPERS_MISSED if late else FlagKind.BASELINE_DUE,
            due_on=papers,
            said=_said(release, which, body.the, meeting, by, months, papers, late),
            path=f"/releases/{release.slug}/",
            release_id=release.pk,
        )


def _said(
    release: Release,
    which: str,
    body: str,
    meeting: date | None,
    by: date,
    months: int,
    papers: date,
    late: bool,
) -> str:
    """Before which meeting it is due; where none is planned, only by which day."""
    if meeting:
        name = f"{release.name}: its {which} scope is due before {body} of {said_day(meeting)}"
    else:
        name = (
            f"{release.name}: its {which} scope is due by {said_day(by)}, {months} months before the go-live"
        )
    said = f"{name}, and was not presented by the paper day of" if late else f"{name}; papers are due by"
    return f"{said} {said_day(papers)}."


def _due(release: Release, which: str) -> tuple[date | None, int]:
    """By its row of the timetable where that names a day (0 months), else so many months before the go-live."""
    months, pattern = BASELINES[which]
    for row in release.timeline.all():
        when = row.replanned or row.planned
        if when.day and pattern.search(row.event):
            return when.interval()[0], 0
    return (months_before(release.go_live_on, months) if release.go_live_on else None), months


def dates_off_their_rule(day: Day) -> Iterator[Wanted]:
    """Baselined timetables are never altered: where a holiday came or went, somebody plans the date anew."""
    follows = TimelineRow.objects.filter(follows_rule=True).values("release")
    releases = Release.objects.filter(life__in=COMING, pk__in=follows).exclude(life="planned")
    for release in releases.prefetch_related("timeline__release"):
        rows = list(release.timeline.all())
        for place, then in computed(rows, day.calendar).items():
            row = rows[place]
            if then and row.date != then:
                yield Wanted(
                    thing=f"releases/{release.slug}/timeline/{row.key}/rule",
                    kind=FlagKind.DATE_MOVED,
                    due_on=row.date.interval()[1] if row.date else then.interval()[0],
                    said=f"{release.name}: “{_cut(row.event)}” stands on {row.date.label or 'no day'}; its rule gives "
                    f"{then.label} by now.",
                    path=f"/releases/{release.slug}/timeline/{row.key}/",
                    release_id=release.pk,
                )


def _cut(event: str) -> str:
    return event if len(event) <= 120 else f"{event[:119]}…"
