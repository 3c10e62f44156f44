"""Baselines due and not presented, missed paper days, and baselined dates that no longer match their rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from governance.meetings.models import Meeting
from governance.meetings.queries.meetings import papers_due
from governance.watch.late.facts import FlagFacts, SweepDay, date_text, day_text
from governance.watch.models import FlagKind
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.steps import baselines_of
from releases.timing import computed, months_before
from releases.workflow import COMING
from secrel.core.models.people import Body
from secrel.core.models.powers import Power, PowerHeld

CYCLE = timedelta(days=31)
"""The Panel meets monthly."""


@dataclass(frozen=True)
class Baseline:
    """The next baseline of a release, with the meeting that decides on it, or only the day if no meeting is planned."""

    release: Release
    scope: str
    body: Body
    on: date
    months: int
    is_stated: bool
    """Whether the timetable gives the day; otherwise it is `months` before the go-live."""
    meeting: Meeting | None

    @property
    def path(self) -> str:
        """The page of the latest draft; without a draft, the page of the release."""
        drafts = [row for row in self.release.versions.all() if row.state in ("draft", "comment")]
        last = max(drafts, key=lambda row: (row.major, row.minor)) if drafts else self.release
        return last.get_absolute_url()

    def sentence(self, papers: date, is_late: bool) -> str:
        if self.meeting:
            due = f"before {self.body.the} of {day_text(self.on)}"
        else:
            due = f"by {day_text(self.on)}"
            due += "" if self.is_stated else f", {self.months} months before the go-live"
        rest = ", and was not presented by the paper day of" if is_late else "; papers are due by"
        return f"{self.release.name}: its {self.scope} scope is due {due}{rest} {day_text(papers)}."


def baselines(day: SweepDay) -> Iterator[FlagFacts]:
    """The next baseline of each upcoming release that has not been presented yet."""
    for baseline in _awaited(day):
        if baseline.meeting:
            papers = papers_due(baseline.meeting, day.calendar, day.leads)
        else:
            papers = day.calendar.before(baseline.on, day.leads.papers(baseline.body.key, baseline.on))
        is_late = day.on > papers
        if day.on >= baseline.on - CYCLE:
            yield FlagFacts(
                thing=f"releases/{baseline.release.slug}/baseline/{baseline.scope}",
                kind=FlagKind.PAPERS_MISSED if is_late else FlagKind.BASELINE_DUE,
                due_on=papers,
                sentence=baseline.sentence(papers, is_late),
                path=baseline.path,
                release_id=baseline.release.pk,
            )


def _awaited(day: SweepDay) -> Iterator[Baseline]:
    """The next baseline of each release. Its day comes from the timetable, or else from the months before the go-live;
    its meeting is the last one planned by then. Cancelled meetings do not count.
    """
    held = PowerHeld.objects.confirmed().filter(power=Power.BASELINE)
    powers = list(held.order_by("-from_on").select_related("body"))
    planned = Meeting.objects.filter(state="planned", on__gte=day.on - CYCLE).order_by("-on")
    meetings = list(planned.select_related("body"))
    rows = Release.objects.filter(life__in=("planned", "system_baselined")).exclude(slot="")
    for release in rows.exclude(versions__state="presented").prefetch_related("timeline", "versions"):
        timetable = list(release.timeline.all())
        by_scope = baselines_of(release.profile == Release.Profile.SYSTEM, [row.steps for row in timetable])
        scope = next(iter(list(by_scope)[0 if release.life == "planned" else 1 :]), None)
        if scope is None:
            continue
        months, steps = by_scope[scope]
        stated = _stated(timetable, steps)
        go_live = release.go_live_on
        ruled = (date.min, months_before(go_live, months)) if go_live else None
        days = stated or ruled
        if days is None:
            continue
        begins, by = days
        body = next((row.body for row in powers if row.from_on <= by), None)
        if body:
            fits = (row for row in meetings if row.body_id == body.pk and begins <= row.on <= by)
            meeting = next(fits, None)
            on = meeting.on if meeting else by
            yield Baseline(release, scope, body, on, months, stated is not None, meeting)


def _stated(rows: list[TimelineRow], steps: frozenset[str]) -> tuple[date, date] | None:
    """The first and last day of the first dated row that stands for the baseline; None without one."""
    dates = (row.replanned or row.planned for row in rows if not steps.isdisjoint(row.steps))
    return next((when.interval() for when in dates if when), None)


def dates_off_their_rule(day: SweepDay) -> Iterator[FlagFacts]:
    """Dates of baselined timetables that no longer match their rule. They are not recalculated; a person decides."""
    follows = TimelineRow.objects.filter(follows_rule=True).values("release")
    releases = Release.objects.filter(life__in=COMING, pk__in=follows).exclude(life="planned")
    for release in releases.prefetch_related("timeline__release"):
        rows = list(release.timeline.all())
        for place, then in computed(rows, day.calendar).items():
            row = rows[place]
            if then and row.date != then:
                yield FlagFacts(
                    thing=f"releases/{release.slug}/timeline/{row.key}/rule",
                    kind=FlagKind.DATE_MOVED,
                    due_on=row.date.interval()[1] if row.date else then.interval()[0],
                    sentence=f"{release.name}: “{_cut(row.event)}” stands on {date_text(row.date) or 'no day'}; "
                    f"its rule now gives {date_text(then)}.",
                    path=f"/releases/{release.slug}/timeline/{row.key}/",
                    release_id=release.pk,
                )


def _cut(event: str) -> str:
    return event if len(event) <= 120 else f"{event[:119]}…"
