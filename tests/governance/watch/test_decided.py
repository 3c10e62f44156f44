"""A go-live that a body decided on after the published RID: the calendar and the API say the day that was decided."""

import pytest

from governance.consultations.models import Consultation
from governance.watch.due import due_for

pytestmark = pytest.mark.django_db
STATED = "Decided by the Panel on 13 March 2020; the published RID 2.0 still says 25 June 2020"


def test_calendar_and_releases_of_the_api_give_the_go_live_that_was_decided(examples, client, people):
    key = "releases/june-2020/timeline/release-go-live"
    rows = {row.key: row for row in due_for(None)}
    assert (str(rows[key].begins), str(rows[key].on), rows[key].stated) == (
        "2020-05-06",
        "2020-05-06",
        STATED,
    )
    assert {row.stated for row in rows.values()} == {"", STATED}
    assert {row.stated for row in due_for(people.analyst)} == {""}
    file = client.get("/releases/june-2020/calendar.ics").content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20200506" in file
    assert "still says 25 June 2020" in file
    listed = {row["slug"]: row for row in client.get("/api/v1/releases/").json()["results"]}
    june = listed["june-2020"]
    assert (june["go_live_on"], june["go_live_stated_on"], june["go_live_note"]) == (
        "2020-05-06",
        "2020-06-25",
        STATED,
    )
    assert client.get("/api/v1/releases/june-2020/").json()["go_live_on"] == "2020-05-06"
    assert client.get("/api/v1/releases/june-2020/").json()["document"]["release"]["go_live"] == "2020-06-25"
    november = listed["november-2020"]
    assert (november["go_live_on"], november["go_live_stated_on"]) == ("2020-11-29", None)
    assert november["go_live_note"].startswith("As a publication notice states: ")
    entry = {
        row["key"]: row for row in client.get("/api/v1/calendar/", {"release": "june-2020"}).json()["results"]
    }
    assert (entry[key]["on"], entry[key]["stated"]) == ("2020-05-06", STATED)
    Consultation.objects.filter(slug="june-2020-go-live").update(is_amber=True)
    assert {row.stated for row in due_for(None)} == {""}
    hidden = client.get("/api/v1/releases/june-2020/", headers={"Cache-Control": "no-cache"}).json()
    assert (hidden["go_live_on"], hidden["go_live_note"]) == ("2020-06-25", "")
