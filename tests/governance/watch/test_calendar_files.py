"""Calendar files and feeds send their readers only changes that they may see: no draft, and no event twice."""

from datetime import date, timedelta

import pytest

from governance.versions.models import RidVersion
from governance.versions.operations.publishing import publish_version, unpublish_version
from governance.versions.operations.versions import issue_draft
from governance.watch.calendar_file import as_ics
from governance.watch.due.entry import Due
from governance.watch.models import CalendarEvent, CalendarFile
from governance.watch.operations.calendar_files import GONE_FOR, events_of_file
from releases.models.releases import Release
from releases.operations.releases import move_release
from releases.operations.scope import move_in_scope
from releases.operations.timeline import PlannedRow, change_timeline_row, set_timeline
from releases.queries import scope_item, timeline_row
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates import clock
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.notifications.following import make_private_address
from tests.governance.meetings.deciding import MEETING, rendered
from tests.governance.watch.test_news import entries, events

pytestmark = pytest.mark.django_db
ALL = "/calendar/all.ics"
ROW = "panel-gono-go-decision"
KEY = f"releases/november-2021/timeline/{ROW}"


def due(key: str = "a", on: date = MEETING, **facts) -> Due:
    return Due.of_day(key, on, "What", "panel", "June 2021", "/", **facts)


def published(*rows: Due, address: str = "all") -> dict[str, CalendarEvent]:
    return {event.key: event for event in events_of_file(address, lambda: rows)}


def moved(people, day: str) -> None:
    row = timeline_row("november-2021", ROW).get()
    change_timeline_row(
        by=people.analyst, row=row, planned=PartialDate.parse(day), token=AS_STORED, on=MEETING
    )


def draft_published(people, release: Release) -> RidVersion:
    draft = issue_draft(by=people.analyst, release=release, changes="As planned.", on=MEETING)
    return publish_version(by=people.analyst, version=rendered(draft), token=AS_STORED, on=MEETING)


def test_a_save_of_a_draft_is_no_change_for_the_public(examples, people, client):
    moved(people, "2021-10-22")
    draft_published(people, examples.november)
    before = client.get(ALL)
    moved(people, "2021-10-26")
    issue_draft(by=people.analyst, release=examples.november, changes="Not yet said.", on=MEETING)
    after = client.get(ALL)
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    again = client.get(ALL, headers={"If-None-Match": before["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    draft = examples.november.versions.get(major=0, minor=3)
    publish_version(by=people.analyst, version=rendered(draft), token=AS_STORED, on=MEETING)
    then, now = events(before), events(client.get(ALL, headers={"If-None-Match": before["ETag"]}))
    assert (then[KEY].dtstart.value, now[KEY].dtstart.value) == (date(2021, 10, 22), date(2021, 10, 26))
    assert {key for key in then if then[key].sequence.value != now[key].sequence.value} == {KEY}
    assert int(now[KEY].sequence.value) > int(then[KEY].sequence.value)
    assert {key for key in then if then[key].dtstamp.value != now[key].dtstamp.value} <= {KEY}


def test_a_row_that_is_taken_out_is_cancelled(examples, people, client):
    address = make_private_address(by=people.analyst, on=MEETING)
    path = f"/calendar/private/{address.key}.ics"
    moved(people, "2021-10-22")
    before = events(client.get(path))[KEY]
    others = examples.november.timeline.exclude(key=ROW)
    rows = [PlannedRow(row.event, row.notes, row.planned, key=row.key) for row in others]
    set_timeline(by=people.analyst, release=examples.november, rows=rows, on=MEETING, token=AS_STORED)
    after = events(client.get(path))[KEY]
    assert (before.status.value, after.status.value) == ("CONFIRMED", "CANCELLED")
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (after.uid.value, after.dtstart.value) == (before.uid.value, before.dtstart.value)
    assert KEY not in events(client.get(ALL))


def test_a_cut_off_that_is_due_no_more_is_cancelled(examples, people, client):
    address = make_private_address(by=people.analyst, on=MEETING)
    path = f"/calendar/private/{address.key}.ics"
    key = "releases/november-2021/scope/MP149/cut-off"
    before = events(client.get(path))
    item = scope_item("november-2021", "MP149").get()
    move_in_scope(by=people.analyst, item=item, move="take_out", ground="dependency", on=MEETING)
    after = events(client.get(path))
    assert (before[key].status.value, after[key].status.value) == ("CONFIRMED", "CANCELLED")
    assert int(after[key].sequence.value) > int(before[key].sequence.value)
    assert before.keys() == after.keys()


def test_a_version_taken_back_takes_its_events_back(examples, people, client):
    address = make_private_address(by=people.party, on=MEETING)
    paths = (ALL, "/releases/november-2021/calendar.ics", f"/calendar/private/{address.key}.ics")
    moved(people, "2021-10-22")
    version = draft_published(people, examples.november)
    before = [events(client.get(path)) for path in paths]
    unpublish_version(by=people.analyst, version=version, token=AS_STORED, reason="A slip.", on=MEETING)
    for path, then in zip(paths, before, strict=True):
        response = client.get(path)
        now, gone = events(response)[KEY], then[KEY]
        assert (gone.status.value, now.status.value) == ("CONFIRMED", "CANCELLED")
        assert int(now.sequence.value) > int(gone.sequence.value)
        assert now.summary.value == "Cancelled (November 2021 SEC Release)"
        assert gone.summary.value not in response.content.decode()
        go_live = events(response)["releases/november-2021/timeline/release-go-live"]
        assert go_live.status.value == "CONFIRMED"  # it is in the list of releases
    assert KEY not in events(client.get("/calendar/for/suppliers.ics"))  # never sent in this file


def test_a_release_that_is_called_off_is_cancelled(examples, people, client):
    before = events(client.get(ALL))
    keys = [key for key in before if key.startswith("releases/november-2021/")]
    move_release(by=people.analyst, release=examples.november, move="cancel", reason="x", on=MEETING)
    after = events(client.get(ALL))
    assert keys
    assert {after[key].status.value for key in keys} == {"CANCELLED"}


def test_the_sequence_of_an_event_changes_only_with_what_readers_see():
    first = published(due(), due("b"))
    assert [(event.key, event.sequence) for event in published(due(is_done=True), due("b")).values()] == [
        (event.key, event.sequence) for event in first.values()
    ]
    second = published(due(on=date(2021, 10, 18)), due("b"))
    assert (second["a"].sequence, second["b"].sequence) == (first["a"].sequence + 1, first["b"].sequence)
    assert second["b"].changed_at == first["b"].changed_at < second["a"].changed_at
    off = published(due(on=date(2021, 10, 18), is_off=True), due("b"))
    assert off["a"].sequence == first["a"].sequence + 2


def test_an_event_never_sent_in_a_file_is_not_cancelled_in_it():
    published(due(), due("b"), address="all")
    published(due("b"), address="body:panel")
    published(due("b"), address="all")
    assert [event.is_gone for event in published(due("b"), address="all").values()] == [True, False]
    assert list(published(due("b"), address="body:panel")) == ["b"]


def test_an_event_is_cancelled_for_some_time_and_may_come_back():
    first = published(due())["a"]
    gone = published()["a"]
    assert (gone.is_gone, gone.sent.keys(), gone.sequence > first.sequence) == (
        True,
        {"begins", "on", "place"},
        True,
    )
    assert published()["a"].sequence == gone.sequence
    back = published(due())["a"]
    assert (back.is_gone, back.sequence > gone.sequence) == (False, True)
    published()
    CalendarEvent.objects.update(changed_at=clock.moment() - GONE_FOR - timedelta(minutes=1))
    assert published() == {}
    published(due("b"))
    assert list(CalendarEvent.objects.values_list("key", flat=True)) == ["b"]


def test_lost_events_never_get_a_lower_sequence():
    last = published(due())["a"].sequence
    CalendarEvent.objects.all().delete()
    assert published(due())["a"].sequence >= last
    assert last > 20_000_000  # above any number of an earlier version of this application


def test_two_rows_of_one_name_are_two_events(client):
    assert list(published(due(), due(), due("b"))) == ["a", "a-2", "b"]
    assert CalendarFile.objects.get().events.count() == 3


def test_feeds_answer_not_modified(examples, people, client):
    address = make_private_address(by=people.member, on=MEETING)
    cached = "public, max-age=300, must-revalidate"
    for path, cache_control in (
        ("/news/all.atom", cached),
        ("/news/category/suppliers.atom", cached),
        ("/calendar/panel.ics", cached),
        ("/calendar/for/suppliers.ics", cached),
        (f"/news/private/{address.key}.atom", "private, no-store"),
        (f"/calendar/private/{address.key}.ics", "private, no-store"),
    ):
        first = client.get(path)
        assert first["Cache-Control"] == cache_control
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", cache_control)
        head = client.head(path)
        assert (head.status_code, head["ETag"]) == (200, first["ETag"])


def test_last_modified_is_sent_once_the_second_is_over(examples, client):
    first = client.get(ALL)
    assert "Last-Modified" not in first  # it may change again in this second
    CalendarEvent.objects.update(changed_at=clock.moment() - timedelta(minutes=5))
    modified = client.get(ALL)["Last-Modified"]
    assert client.get(ALL, headers={"If-Modified-Since": modified}).status_code == 304
    event = CalendarEvent.objects.first()
    event.delete()
    assert client.get(ALL, headers={"If-Modified-Since": modified}).status_code == 200


def test_a_feed_without_news_stays_the_same(client):
    first, second = (client.get("/news/all.atom") for _ in range(2))
    assert first.content == second.content
    assert entries(first) == []


def test_a_name_adds_no_line_to_a_file():
    content = as_ics([], "June;\r\nATTACH:x", "http://localhost")
    assert b"\r\nX-WR-CALNAME:June\\; ATTACH:x\r\n" in content
