"""Baselines that are due and not presented, paper days missed, baselined dates that the calendar moved."""

from collections.abc import Iterator
from datetime import date, timedelta

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
    rows = Release.objects.filter(life__in=("planned", "system_baselined")).exclude(slot="")
    rows = rows.exclude(versions__state="presented").prefetch_related("timeline")
    for release in rows:
        which = FULL if release.life != "planned" or release.profile == Release.Profile.DOCUMENT else SYSTEM
        due = _due(release, which)
        body = next((row.body for row in powers if due and row.from_on <= due), None)
        if due is None or body is None or day.on < due - CYCLE:
            continue
        papers = day.calendar.before(due, day.leads.papers(body.key, due))
        late = day.on > papers
        name = f"{release.name}: its {which} scope is due before {body.the} on {said_day(due)}"
        said = f"{name}, and was not presented by the paper day of" if late else f"{name}; papers are due on"
        yield Wanted(
            thing=f"releases/{release.slug}/baseline/{which}",
            kind=FlagKind.PAPERS_MISSED if late else FlagKind.BASELINE_DUE,
            due_on=papers,
            said=f"{said} {said_day(papers)}.",
            path=f"/releases/{release.slug}/",
            release_id=release.pk,
        )


def _due(release: Release, which: str) -> date | None:
    """By its row of the timetable where that names a day, else so many months before the go-live."""
    months, pattern = BASELINES[which]
    for row in release.timeline.all():
        when = row.replanned or row.planned
        if when.day and pattern.search(row.event):
            return when.interval()[0]
    return months_before(release.go_live_on, months) if release.go_live_on else None


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
