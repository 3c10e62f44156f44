"""The permitted window, wherever readers see the go-live: as published for the public, as it is now for SECAS."""

from datetime import date

import pytest
from icalendar import Calendar

from governance.versions.operations.publishing import publish_version
from governance.versions.operations.versions import issue_draft
from governance.watch.due import due_for
from governance.watch.due.timetables import published_days
from modifications.operations.impacts import set_impacts
from releases.operations.releases import change_release
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED
from tests.governance.meetings.deciding import rendered
from tests.releases.test_go_live_window import TEXT, WINDOW
from tests.support.factories import MeetingFactory

pytestmark = pytest.mark.django_db
MEETING = date(2021, 10, 15)
PAGE = "/releases/november-2021/"
AS_DATA = {
    "earliest": "2021-11-04",
    "latest": "2021-11-11",
    "permitted_by": "the Authority",
    "decided_on": "2021-10-08",
    "reference": "",
}


@pytest.fixture
def stated(examples, people):
    """The November release with a window that nothing published states yet."""
    fields = {"fields": WINDOW, "reason": "Permitted.", "token": AS_STORED, "on": MEETING}
    return change_release(by=people.analyst, release=examples.november, **fields)


@pytest.fixture
def published_window(stated, people):
    """The same, published as a draft, with an impact on suppliers."""
    part = scope_item("november-2021", "MP149").get().part
    set_impacts(by=people.analyst, part=part, participants=["suppliers"], on=MEETING)
    draft = issue_draft(by=people.analyst, release=stated, changes="Window permitted.", on=MEETING)
    publish_version(by=people.analyst, version=rendered(draft), token=AS_STORED, on=MEETING)
    return stated


def listed(client) -> dict:
    rows = client.get("/api/v1/releases/").json()["results"]
    return next(row for row in rows if row["slug"] == "november-2021")


def test_the_public_sees_no_window_that_is_not_published(stated, client, as_role):
    assert "Permitted window" not in client.get(PAGE).content.decode()
    assert "ermitted" not in client.get("/calendar/").content.decode()
    assert b"permitted" not in client.get("/calendar/all.ics").content
    assert listed(client)["go_live_window"] is None
    assert client.get("/api/v1" + PAGE).json()["go_live_window"] is None
    assert listed(as_role("analyst"))["go_live_window"] == AS_DATA
    assert f"<dt>Permitted window</dt><dd>F{TEXT[1:]}</dd>" in as_role("analyst").get(PAGE).content.decode()


def test_the_public_sees_the_window_as_published(published_window, people, client, as_role):
    change = {"fields": {"window_until": date(2021, 11, 25)}, "reason": "Longer.", "token": AS_STORED}
    change_release(by=people.analyst, release=published_window, on=MEETING, **change)
    assert f"<dt>Permitted window</dt><dd>F{TEXT[1:]}</dd>" in client.get(PAGE).content.decode()
    assert listed(client)["go_live_window"] == AS_DATA
    assert client.get("/api/v1" + PAGE).json()["go_live_window"] == AS_DATA
    assert listed(as_role("analyst"))["go_live_window"] == AS_DATA | {"latest": "2021-11-25"}
    page = client.get("/calendar/").content.decode()
    assert "Go-live permitted from 4 November 2021 to 11 November 2021" in page
    assert "4 Nov 2021 to 11 Nov 2021" in page
    ours = as_role("analyst").get("/calendar/").content.decode()
    assert "Go-live permitted from 4 November 2021 to 25 November 2021" in ours


@pytest.mark.parametrize(
    "address", ["/calendar/all.ics", "/calendar/for/suppliers.ics", f"{PAGE}calendar.ics"]
)
def test_a_calendar_file_has_the_window_as_days_that_are_set(published_window, client, address):
    file = Calendar.from_ical(client.get(address).content)
    [event] = [row for row in file.walk("VEVENT") if "permitted" in row["summary"]]
    assert event["summary"] == (
        "Go-live permitted from 4 November 2021 to 11 November 2021 (November 2021 SEC Release)"
    )
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2021, 11, 4), date(2021, 11, 12))
    assert (event["status"], event["description"]) == ("CONFIRMED", f"The release may go live {TEXT}.")


def test_the_window_is_one_entry_with_one_key_for_everybody(published_window, people):
    MeetingFactory()
    for rows in (due_for(None), due_for(people.analyst), list(published_days(None, "suppliers"))):
        assert [row.key for row in rows if row.key.endswith("/window")] == ["releases/november-2021/window"]


def test_the_window_of_a_release_that_is_live_is_not_due(published_window):
    type(published_window).objects.filter(pk=published_window.pk).update(life="live")
    assert not [row for row in published_days(None) if row.key.endswith("/window")]


def test_those_who_prepare_the_go_live_see_the_window(stated, as_role):
    shown = f"<dt>Permitted window</dt><dd>F{TEXT[1:]}</dd>"
    for role in ("analyst", "member", "delivery"):
        assert shown in as_role(role).get(f"{PAGE}criteria/").content.decode()
    assert shown in as_role("analyst").get(f"{PAGE}going-live/").content.decode()
