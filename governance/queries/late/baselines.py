"""Baselines that are due and not presented, paper days missed, baselined dates that the calendar moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from governance.models import Meeting
from governance.models.flags import FlagKind
from governance.queries.late.wanted import Day, Wanted, said_day
from releases.models import Release, TimelineRow
from releases.steps import BASELINES, FULL, SYSTEM
from releases.timing import computed, months_before
from releases.workflow import COMING
from secrel.core.models import Body, Power, PowerHeld

CYCLE = timedelta(days=31)
"""The Panel meets monthly."""


@dataclass(frozen=True)
class Baseline:
    """The next baseline of a release: before which meeting, or, where none is planned, only by which day."""

    release: Release
    scope: str
    body: Body
    on: date
    is_meeting: bool

    @property
    def path(self) -> str:
        """The page of the draft that would be presented; without one, the release's, where it is issued."""
        drafts = [row for row in self.release.versions.all() if row.state in ("draft", "comment")]
        return (
            max(drafts, key=lambda row: (row.major, row.minor)) if drafts else self.release
        ).get_absolute_url()

    def said(self, papers: date, is_late: bool) -> str:
        if self.is_meeting:
            due = f"before {self.body.the} of {said_day(self.on)}"
        else:
            due = f"by {said_day(self.on)}, {BASELINES[self.scope][0]} months before the go-live"
        rest = ", and was not presented by the paper day of" if is_late else "; papers are due by"
        return f"{self.release.name}: its {self.scope} scope is due {due}{rest} {said_day(papers)}."


def baselines(day: Day) -> Iterator[Wanted]:
    """The next baseline of each release to come that is before no body yet."""
    for baseline in _awaited(day):
        papers = day.calendar.before(baseline.on, day.leads.papers(baseline.body.key, baseline.on))
        is_late = day.on > papers
        if day.on >= baseline.on - CYCLE:
            yield Wanted(
                thing=f"releases/{baseline.release.slug}/baseline/{baseline.scope}",
                kind=FlagKind.PAPERS_MISSED if is_late else FlagKind.BASELINE_DUE,
                due_on=papers,
                said=baseline.said(papers, is_late),
                path=baseline.path,
                release_id=baseline.release.pk,
            )


def _awaited(day: Day) -> Iterator[Baseline]:
    """Of each release one: on the day of its row of the timetable; else so many months before the go-live, and there
    before the last meeting that is planned until then."""
    powers = list(PowerHeld.objects.filter(power=Power.BASELINE).order_by("-from_on").select_related("body"))
    planned = Meeting.objects.filter(state="planned", on__gte=day.on - CYCLE).order_by("-on")
    meetings = list(planned.values_list("body_id", "on"))
    rows = Release.objects.filter(life__in=("planned", "system_baselined")).exclude(slot="")
    for release in rows.exclude(versions__state="presented").prefetch_related("timeline", "versions"):
        is_first = release.life == "planned" and release.profile == Release.Profile.SYSTEM
        scope = SYSTEM if is_first else FULL
        stated = _stated(release, scope)
        by = stated or (release.go_live_on and months_before(release.go_live_on, BASELINES[scope][0]))
        body = next((row.body for row in powers if by and row.from_on <= by), None)
        if by and body:
            meeting = stated or next((on for key, on in meetings if key == body.pk and on <= by), None)
            yield Baseline(release, scope, body, meeting or by, is_meeting=meeting is not None)


def _stated(release: Release, scope: str) -> date | None:
    """The day that the timetable gives it."""
    for row in release.timeline.all():
        when = row.replanned or row.planned
        if when.day and BASELINES[scope][1].search(row.event):
            return when.interval()[0]
    return None


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
