"""The calendar: what is due as far as one sees it, bank holidays with their source, drafts that follow them."""

from datetime import date

import pytest

from governance.acceptance.models import Condition
from governance.meetings.models import Meeting
from governance.meetings.operations.series import plan_series
from governance.versions.operations.publishing import publish_version
from governance.watch.due import due_for
from governance.watch.models import Flag
from governance.watch.operations.calendar_files import events_of_file
from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release
from releases.operations.calendar import (
    correct_calendar,
    drop_correction,
    follow_calendar,
    set_cut_off_default,
)
from releases.operations.timeline import PlannedRow, set_timeline
from releases.queries import cut_offs, scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.operations import drop_bank_holiday, set_lead_time
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.series import days_of_series
from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from secrel.core.people.queries import LeadTimes
from tests.governance.acceptance.accepting import asked_to_comment, condition_of
from tests.governance.meetings.deciding import MEETING, rendered
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
MOURNING = {
    "division": "england_and_wales",
    "name": "A day of mourning",
    "is_holiday": True,
    "source": "Proclamation",
}


@pytest.fixture
def draft(db):
    """A release of which one row follows another by a rule."""
    release = ReleaseFactory(slug="a-release", name="A SEC Release", go_live_on=date(2022, 2, 24))
    rows = [
        PlannedRow("Regression plans are due", follows_rule=True, rule_days=-3, rule_of="UIT commences"),
        PlannedRow("UIT commences", planned=PartialDate.parse("2021-11-10")),
    ]
    set_timeline(by=SYSTEM, release=release, rows=rows, token=AS_STORED)
    return release


def due(release: Release) -> str:
    return release.timeline.get(key="regression-plans-are-due").date.label


def test_a_new_holiday_moves_drafts_and_leaves_baselines(draft, people):
    assert due(draft) == "05 Nov 21"
    moved = correct_calendar(by=people.administrator, on=date(2021, 11, 8), **MOURNING)
    assert ([row.slug for row in moved.timetables], due(draft)) == (["a-release"], "04 Nov 21")
    entry = AuditEntry.objects.filter(action="releases.follow_calendar").get()
    assert entry.changes == {"Regression plans are due": ["2021-11-05", "2021-11-04"]}
    Release.objects.update(life="full_baselined")
    row = BankHoliday.objects.get()
    assert drop_correction(by=people.administrator, row=row, reason="Announced wrongly.").timetables == []
    assert due(draft) == "04 Nov 21"
    assert BankHoliday.objects.count() == 0


def test_a_holiday_that_moves_a_default_cut_off_is_reported(examples, as_role):
    common = {"on": "28 Oct 2021", "division": "england_and_wales", "name": "A day", "source": "Proclamation"}
    client = as_role("administrator")
    page = client.post(
        "/calendar/holidays/correct/", common | {"is_holiday": "yes"}, follow=True
    ).content.decode()
    sentence = "1 default cut-off moved. Analysts can see the new dates in the calendar."
    assert (sentence in page, "MP164" in page) == (True, False)  # an administrator reads no draft
    entry = AuditEntry.objects.filter(label="What follows the calendar").latest("position")
    assert entry.changes == {"timetables": [None, []], "default cut-offs": [None, 1]}
    assert "Cut-off of MP164 (5 Working" in as_role("analyst").get("/calendar/").content.decode()
    back = "/calendar/holidays/england-and-wales/2021-10-28/"
    page = client.post(back, {"reason": "A slip."}, follow=True).content.decode()
    assert sentence in page


def test_a_baselined_timetable_is_not_recalculated(draft):
    Release.objects.update(life="full_baselined")
    with pytest.raises(RuleBroken, match="Change its dates by hand"):
        follow_calendar(by=SYSTEM, release=draft)


@pytest.mark.parametrize(
    ("on", "is_holiday", "sentence"),
    [
        (date(2021, 8, 30), True, "30 Aug 2021 is already a bank holiday in England and Wales"),
        (date(2021, 11, 8), False, "8 Nov 2021 is not a bank holiday in England and Wales, so it is already"),
        (date(2021, 11, 7), True, "7 Nov 2021 is a Sunday, which is never a Working Day"),
    ],
)
def test_a_repeated_or_impossible_holiday_is_refused(people, on, is_holiday, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        correct_calendar(by=people.administrator, on=on, **MOURNING | {"is_holiday": is_holiday})
    assert BankHoliday.objects.count() == 0


def test_a_correction_entered_twice_is_refused_with_its_name(people):
    correct_calendar(by=people.administrator, on=date(2021, 11, 8), **MOURNING)
    with pytest.raises(RuleBroken, match="already a bank holiday in England and Wales: A day of mourning"):
        correct_calendar(by=people.administrator, on=date(2021, 11, 8), **MOURNING)


def test_a_correction_is_removed_once_and_with_a_reason(people):
    correct_calendar(by=people.administrator, on=date(2021, 11, 8), **MOURNING)
    row = BankHoliday.objects.get()
    with pytest.raises(RuleBroken, match="Give a reason"):
        drop_bank_holiday(by=people.administrator, row=row, reason=" ")
    drop_bank_holiday(by=people.administrator, row=row, reason="A rumour.")
    row.pk = 999
    with pytest.raises(RuleBroken, match="has already been removed"):
        drop_bank_holiday(by=people.administrator, row=row, reason="A rumour.")


def test_the_page_shows_both_sources_and_corrects(draft, as_role, client):
    page = client.get("/calendar/holidays/?year=2022").content.decode()
    assert "State Funeral of Queen Elizabeth II" in page
    assert "Correct the calendar" not in page
    entered = {"on": "8 Nov 2021", "name": "A day of mourning", "source": "Proclamation"}
    entered |= {"division": "england_and_wales", "is_holiday": "yes"}
    admin = as_role("administrator")
    saved = admin.post("/calendar/holidays/correct/", entered, follow=True).content.decode()
    assert "Dates that follow a rule have moved in: A." in saved
    page = client.get("/calendar/holidays/?year=2021").content.decode()
    assert ("Proclamation" in page, "Early May bank holiday" in page or "May Day" in page) == (True, True)
    again = admin.post("/calendar/holidays/correct/", entered)
    assert again.status_code == 422
    assert "8 Nov 2021 is already a bank holiday in England and Wales" in again.content.decode()
    taken = admin.post("/calendar/holidays/england_and_wales/2021-11-08/", {"reason": "Wrong."}, follow=True)
    assert "The correction has been removed." in taken.content.decode()


def test_flags_follow_the_calendar_at_once(draft, as_role):
    Release.objects.update(life="full_baselined")
    entered = {"on": "8 Nov 2021", "name": "A day of mourning", "source": "Proclamation"}
    entered |= {"division": "england_and_wales", "is_holiday": "yes"}
    assert as_role("administrator").post("/calendar/holidays/correct/", entered).status_code == 303
    assert [flag.kind for flag in Flag.objects.all()] == ["date_moved"]
    assert due(draft) == "05 Nov 21"


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        (
            {"start": "16 Aug 2021", "days": "-10"},
            "10 Working Days before Monday 16 August 2021 is Monday 2 August 2021.",
        ),
        (
            {"start": "17 Jan 2020", "days": "-5"},
            "5 Working Days before Friday 17 January 2020 is Friday 10 January 2020.",
        ),
        (
            {"start": "31 Dec 2020", "days": "1"},
            "1 Working Day after Thursday 31 December 2020 is Monday 4 January 2021.",
        ),
        (
            {"start": "17 Sep 2021", "end": "24 Sep 2021"},
            "There are 5 Working Days after Friday 17 September 2021, up to and including Friday 24 September 2021.",
        ),
        ({"start": "17 Sep 2021"}, "Enter a number of Working Days or an end date."),
        ({"start": "17 Sep 2021", "days": "-401"}, "Ensure this value is greater than or equal to -400."),
        ({"start": "soon", "days": "3"}, "“soon”"),
    ],
)
def test_working_days_are_counted_for_anybody(client, entered, sentence):
    response = client.get("/calendar/holidays/", entered)
    assert (response.status_code, sentence in response.content.decode()) == (200, True)


@pytest.mark.parametrize("year", ["", "x", "-1", "99999", "2021' OR 1"])
def test_an_invalid_year_shows_the_current_one(client, year):
    assert "Bank holidays in 2021" in client.get("/calendar/holidays/", {"year": year}).content.decode()


def test_default_cut_offs_go_by_path_and_day(examples, people):
    item = scope_item("november-2021", "MP164").get()
    cut_off = cut_offs().of(item)
    assert (str(cut_off.on), cut_off.rule) == ("2021-10-28", "5 Working Days before the go-live")
    common = {"by": people.administrator, "path": "self_governance", "source": "Agreed"}
    set_cut_off_default(**common, from_on=date(2022, 1, 1), working_days=20)
    assert str(cut_offs().of(item).on) == "2021-10-28"
    set_cut_off_default(**common, from_on=date(2021, 1, 1), working_days=10)
    assert str(cut_offs().of(item).on) == "2021-10-21"
    own = scope_item("november-2021", "MP180").get()
    assert (str(cut_offs().of(own).on), cut_offs().of(own).rule) == ("2021-10-28", "")


def test_a_default_is_shown_where_the_scope_is_edited(examples, as_role):
    client = as_role("analyst")
    page = " ".join(client.get("/releases/november-2021/edit/scope/").content.decode().split())
    assert "28 Oct 2021</time> (default)" in page
    item = client.get("/releases/november-2021/scope/MP164/").content.decode()
    assert "Leave empty for the default: 28 Oct 2021, 5 Working Days before the go-live." in item
    assert "by default" not in client.get("/releases/november-2021/scope/MP149/").content.decode()


@pytest.mark.parametrize("days", [-400, 0, 251])
def test_a_default_cut_off_out_of_range_is_refused(people, days):
    with pytest.raises(RuleBroken, match="Enter 1 to 250 Working Days before the go-live"):
        set_cut_off_default(
            by=people.administrator,
            path="self_governance",
            from_on=date(2022, 1, 1),
            working_days=days,
            source="x",
        )
    assert CutOffDefault.objects.filter(from_on=date(2022, 1, 1)).count() == 0


def test_administrator_sets_default_cut_offs_through_the_admin(as_role):
    client = as_role("administrator")
    entered = {"path": "self_governance", "from_on": "2022-01-01", "working_days": "-400", "source": "x"}
    page = client.post("/admin/releases/cutoffdefault/add/", entered)
    assert "greater than or equal to 0" in page.content.decode()
    assert (
        client.post("/admin/releases/cutoffdefault/add/", entered | {"working_days": "12"}).status_code == 302
    )
    assert CutOffDefault.objects.get(from_on=date(2022, 1, 1)).working_days == 12
    body = Body.objects.get(key="ssc").pk
    entered = {"body": body, "from_on": "2022-01-01", "papers": "7", "evidence": "6", "source": "x"}
    assert client.post("/admin/core/leadtime/add/", entered).status_code == 302
    assert LeadTimes().evidence("ssc", date(2022, 1, 1)) == 6


def test_lead_times_count_from_their_day(people):
    tag = Body.objects.get(key="tag")
    assert LeadTimes().evidence("tag", date(2020, 5, 27)) == 4
    set_lead_time(
        by=people.administrator, body=tag, from_on=date(2021, 1, 1), papers=3, evidence=8, source="Agreed"
    )
    leads = LeadTimes()
    assert [leads.evidence("tag", date(year, 6, 1)) for year in (2020, 2021)] == [4, 8]
    assert leads.papers("tag", date(2021, 6, 1)) == 3
    with pytest.raises(RuleBroken, match="-1 Working Days is out of range"):
        set_lead_time(
            by=people.administrator, body=tag, from_on=date(2021, 1, 1), papers=3, evidence=-1, source="x"
        )
    assert LeadTime.objects.filter(body=tag).count() == 2


def test_a_series_keeps_clear_of_holidays():
    days = days_of_series(3, 4, date(2021, 3, 1), 3, WorkingDays())
    assert [str(day) for day in days] == ["2021-03-19", "2021-04-16", "2021-05-21"]
    april = days_of_series(1, 4, date(2021, 4, 1), 1, WorkingDays())
    assert [str(day) for day in april] == ["2021-04-01"]  # Good Friday is the 2nd
    assert [str(day) for day in days_of_series(-1, 0, date(2021, 8, 1), 1, WorkingDays())] == ["2021-08-27"]
    mondays = days_of_series(
        1, 0, date(2022, 1, 1), 5, WorkingDays()
    )  # none is dropped, none slips into another month
    assert [str(day) for day in mondays] == [
        "2022-01-04",
        "2022-02-07",
        "2022-03-07",
        "2022-04-04",
        "2022-05-03",
    ]


def test_recurring_meetings_are_planned_at_once_and_once(people, as_role):
    client = as_role("analyst")
    entered = {"body": "tag", "week": "3", "weekday": "4", "first": "1 Nov 2021", "months": "3"}
    page = client.post("/meetings/series/", entered, follow=True).content.decode()
    assert "3 meetings are planned: 19 Nov 2021, 17 Dec 2021, 21 Jan 2022." in page
    assert client.post("/meetings/series/", entered).status_code == 422
    assert client.post("/meetings/series/", entered | {"months": "4"}).status_code == 303
    assert Meeting.objects.filter(body__key="tag").count() == 4
    far = client.post("/meetings/series/", entered | {"first": "1 Mar 2099", "months": "12"})
    assert (far.status_code, "2100 is too far ahead" in far.content.decode()) == (422, True)
    assert Meeting.objects.filter(body__key="tag").count() == 4
    with pytest.raises(RuleBroken, match="a number of months from 1 to 24"):
        tag = Body.objects.get(key="tag")
        plan_series(by=people.analyst, body=tag, week=3, weekday=4, first=date(2021, 11, 1), months=25)


def test_the_calendar_lists_dates_events_and_bodies(examples, as_role):
    page = as_role("analyst").get("/calendar/").content.decode()
    assert "Cut-off of MP149" in page
    assert "Cut-off of MP164 (5 Working Days before the go-live)" in page
    assert "October 2021" in page
    assert (
        '<th role="rowheader" scope="row" class="reg-ref">November 2021</th>' in page
    )  # "Nov 21" might be a day
    panel = as_role("analyst").get("/calendar/panel/").content.decode()
    assert "Cut-off of MP149" not in panel


def test_the_public_sees_what_is_published_and_no_meeting(published, client, settings):
    settings.TODAY = date(2021, 6, 1)
    page = client.get("/calendar/").content.decode()
    assert "Release go-live" in page
    assert "Cut-off of" not in page
    assert "meets" not in page
    suppliers = client.get("/calendar/for/suppliers/").content.decode()
    assert "June 2021 SEC Release" in suppliers


def test_the_public_sees_the_go_live_of_what_is_not_published_yet(examples, client):
    rows = {row.key: row for row in due_for(None) if row.key.startswith("releases/november-2021/")}
    assert [(key, str(row.on), row.what) for key, row in rows.items()] == [
        ("releases/november-2021/timeline/release-go-live", "2021-11-04", "Release go-live")
    ]
    assert "November 2021 SEC Release" in client.get("/calendar/").content.decode()
    assert b"BEGIN:VEVENT" in client.get("/releases/november-2021/calendar.ics").content
    page = client.get("/calendar/for/suppliers/").content.decode()  # whom it affects is not stated yet
    assert "Impact not yet stated" in page[page.index("November 2021 SEC Release") - 500 :][:500]


def test_the_public_sees_the_cut_offs_that_are_published(examples, people, client):
    draft = rendered(examples.november.versions.get(major=0, minor=1))
    publish_version(by=people.analyst, version=draft, token=AS_STORED, on=MEETING)
    page = client.get("/calendar/").content.decode()
    assert "Cut-off of MP149" in page
    assert "Cut-off of MP164" not in page  # a default is nobody's word yet (ADR 22)
    item = scope_item("november-2021", "MP149").get()
    keys = {row.key: row.on for row in due_for(None)}
    assert keys["releases/november-2021/scope/MP149/cut-off"] == item.cut_off_on
    assert keys.keys() <= {row.key for row in due_for(people.analyst)}  # the same thing, the same event


def test_a_calendar_holds_the_requests_to_its_owner_only(examples, people):
    asked_to_comment(ReleaseFactory(slug="a-release", name="A SEC Release"), people)
    condition_of(examples.november, due_on=date(2021, 11, 1))
    comments, condition = "releases/a-release/rid/0.1/comments", "releases/november-2021/conditions/1"

    def held(user) -> dict[str, str]:
        return {row.key: row.acting_body for row in due_for(user) if row.key in (comments, condition)}

    assert held(people.analyst) == {comments: "secas", condition: "dcc"}
    assert held(people.tabasc) == {comments: "tabasc"}
    assert held(people.delivery) == {comments: "dcc", condition: "dcc"}
    assert held(people.ssc) == held(None) == {}


@pytest.mark.parametrize("path", ["/calendar/nobody/", "/calendar/for/nobody/"])
def test_a_calendar_of_an_unknown_body_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_computed_date_that_moves_gets_a_new_sequence(examples, people):
    panel = Body.objects.get(key="panel")
    Meeting.objects.create(body=panel, on=date(2021, 11, 19))
    keys = ("releases/november-2021/scope/MP164/cut-off", "meetings/panel/2021-11-19/papers")

    def held() -> list[tuple[str, int]]:
        rows = {row.key: row for row in events_of_file("private:1", lambda: due_for(people.analyst))}
        return [(rows[key].sent["on"], rows[key].sequence) for key in keys]

    before = held()
    assert held() == before
    common = {"by": people.administrator, "source": "Agreed", "from_on": date(2021, 1, 1)}
    set_cut_off_default(path="self_governance", working_days=10, **common)
    set_lead_time(body=panel, papers=8, evidence=5, **common)
    for (then, last), (now, next_one) in zip(before, held(), strict=True):
        assert (now != then, next_one > last) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_takes_a_constant_number_of_queries(as_role, django_assert_num_queries, count):
    client, panel = as_role("analyst"), Body.objects.get(key="panel")
    for number in range(count):
        Meeting.objects.create(body=panel, on=date(2021, 11, 1 + number))
    client.get("/calendar/")
    with django_assert_num_queries(3):  # as made before
        assert client.get("/calendar/").content.decode().count("The Panel meets") == count
    assert Condition.objects.count() == 0
