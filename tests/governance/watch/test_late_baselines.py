"""By when a baseline is due: by the timetable, the meeting and its paper day, or so many months before the go-live."""

from datetime import date

import pytest

from governance.meetings.models import Meeting
from governance.watch.late import late_on
from releases.models.releases import Release
from releases.operations.timeline import PlannedRow, set_timeline
from secrel.core.changes.operations import AS_STORED
from secrel.core.changes.operations import SYSTEM as SYSTEM_ACTOR
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
SYSTEM = "Panel baselines RID for system-impacting modifications"


@pytest.fixture
def panel(db) -> Body:
    return Body.objects.get(key="panel")


def due(on: date, scope: str = "system", slug: str = "a-release") -> tuple[str, str] | None:
    late = late_on(on).get(f"releases/{slug}/baseline/{scope}")
    return late and (late.kind, late.sentence.partition(" scope is due ")[2])


def planned(when: str, event: str = SYSTEM, **facts) -> Release:
    release = ReleaseFactory(slug="a-release", slot="november", go_live_on=date(2022, 11, 3), **facts)
    set_timeline(
        by=SYSTEM_ACTOR,
        release=release,
        rows=[PlannedRow(event, planned=PartialDate.parse(when))],
        token=AS_STORED,
    )
    return release


def test_without_a_row_it_is_due_so_many_months_before_the_go_live(panel):
    ReleaseFactory(slug="a-release", slot="november", go_live_on=date(2022, 11, 3))
    assert due(date(2021, 10, 2)) is None
    words = "by 3 Nov 2021, 12 months before the go-live; papers are due by 27 Oct 2021."
    assert due(date(2021, 10, 15)) == ("baseline_due", words)
    Meeting.objects.create(body=panel, on=date(2021, 10, 29))
    words = "before the Panel of 29 Oct 2021; papers are due by 22 Oct 2021."
    assert due(date(2021, 10, 15)) == ("baseline_due", words)


def test_a_day_of_the_timetable_counts_with_the_paper_day_of_its_meeting(panel):
    planned("2021-10-29")
    assert due(date(2021, 10, 15)) == ("baseline_due", "by 29 Oct 2021; papers are due by 22 Oct 2021.")
    Meeting.objects.create(body=panel, on=date(2021, 10, 22))  # another meeting is not the one
    meeting = Meeting.objects.create(body=panel, on=date(2021, 10, 29), papers_on=date(2021, 10, 18))
    words = "before the Panel of 29 Oct 2021{} 18 Oct 2021."
    assert due(date(2021, 10, 18)) == ("baseline_due", words.format("; papers are due by"))
    late = words.format(", and was not presented by the paper day of")
    assert due(date(2021, 10, 19)) == ("papers_missed", late)
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    assert due(date(2021, 10, 19)) == ("baseline_due", "by 29 Oct 2021; papers are due by 22 Oct 2021.")


def test_a_month_of_the_timetable_counts_by_its_last_day_and_its_meeting(panel):
    planned("2021-11")
    assert due(date(2021, 10, 29)) is None
    assert due(date(2021, 10, 30)) == ("baseline_due", "by 30 Nov 2021; papers are due by 23 Nov 2021.")
    Meeting.objects.create(body=panel, on=date(2021, 10, 29))
    Meeting.objects.create(body=panel, on=date(2021, 11, 19))
    words = "before the Panel of 19 Nov 2021; papers are due by 12 Nov 2021."
    assert due(date(2021, 10, 30)) == ("baseline_due", words)


def test_a_release_without_system_impact_has_one_baseline(panel):
    release = planned("2021-11-19", "Panel baselines the RID", profile="document_only")
    assert due(date(2021, 11, 1), "full") == (
        "baseline_due",
        "by 19 Nov 2021; papers are due by 12 Nov 2021.",
    )
    Release.objects.filter(pk=release.pk).update(life="system_baselined")  # by its 1.0
    assert due(date(2021, 11, 22), "full") is None


def test_after_the_first_baseline_the_second_is_awaited(panel):
    release = planned("2021-11-19", "Panel baselines the RID for the other modifications")
    assert due(date(2021, 11, 1), "full") is None
    Release.objects.filter(pk=release.pk).update(life="system_baselined")
    assert due(date(2021, 11, 1), "full") == (
        "baseline_due",
        "by 19 Nov 2021; papers are due by 12 Nov 2021.",
    )
