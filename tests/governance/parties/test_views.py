"""For my organisation: the page of a category or a combination, its files, and what is not stated yet."""

import csv
import io
import re
from datetime import date

import pytest
from icalendar import Calendar

from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.models.people import Body
from secrel.core.models.registrations import Registration
from tests.governance.composing.making import made

pytestmark = pytest.mark.django_db
CACHED = "public, max-age=60, must-revalidate"


def words(response) -> str:
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def test_a_category_reads_what_affects_it_and_what_is_not_stated_yet(
    examples, client, django_assert_num_queries
):
    page = words(client.get("/for/other_sec_parties/"))
    assert "Nothing about the scope of these releases is published yet. They may affect you." in page
    assert "November 2021 SEC Release Go-live: 4 November 2021" in page
    assert "Impact not yet stated for 3 modifications, listed below. They may affect you." in page
    assert "Nothing affects you" not in page
    one = words(client.get("/for/suppliers+gas_networks/june-2020/"))
    assert "DCC cost of what affects you: £1,180,042 ." in one
    assert "It is not your share of it." in one
    assert "MP088 Power to raise modifications" in one
    assert "SECAS cost of the whole release: £" in one
    with django_assert_num_queries(4):  # releases, what is published, consultations, and the list of all
        client.get("/for/gas_networks/?x=1")


def test_a_release_whose_sources_ended_without_a_go_live_is_past(examples, client):
    past = "November 2020 SEC Release"
    assert words(client.get("/for/suppliers/")).count(past) == 3
    Release.objects.filter(name=past).update(sources_until=date(2020, 11, 27), sources_note="The notice.")
    page = words(client.get("/for/suppliers/?x=1"))
    assert page.count(past) == 1  # in the list of all releases, newest first
    assert page.index("June 2022 SEC Release", page.index("One release")) < page.index(past)
    home = words(client.get("/?x=1"))
    assert home.index("as of 27 Nov 2020 , when our sources end") > home.index("Releases, newest first")


def test_a_party_user_reads_what_is_due_and_what_a_draft_adds(examples, people, as_role, client):
    today = date(2021, 10, 15)
    Registration.objects.update_or_create(
        user=people.party,
        defaults={
            "receipt": "R-1",
            "organisation": "Example Supplier",
            "category": "suppliers",
            "state": "confirmed",
            "registered_on": today,
        },
    )
    draft = RidVersion.objects.get(release=examples.november)
    draft.comment_bodies.add(Body.objects.get(key="parties"))
    RidVersion.objects.filter(pk=draft.pk).update(state="comment", comment_until=date(2021, 10, 22))
    party = as_role("party")
    assert party.get("/for/")["Location"] == "/for/suppliers/"
    assert 'href="/for/suppliers/"' in party.get("/").content.decode()
    page = words(party.get("/for/suppliers/"))
    assert f"RID {draft.number}, a draft open for your comment until 22 Oct 2021" in page
    assert "not published yet may affect you: no category is stated for " in page
    assert page.count("Comment on the draft") == 1
    public = words(client.get("/for/suppliers/?x=1"))
    assert ("a draft open for your comment" in public, "Due from you" in public) == (False, False)
    empty = client.get("/for/?asked=1")
    assert (empty.status_code, b"Choose at least one category." in empty.content) == (422, True)


def test_a_combination_is_an_address_with_its_table_calendar_and_feed(examples, client):
    chosen = client.get("/for/?who=gas_networks&who=suppliers")
    assert chosen["Location"] == "/for/suppliers+gas_networks/"
    page = client.get("/for/gas_networks+suppliers/").content.decode()
    for address in re.findall(r'href="(/[^"]*suppliers\+gas_networks[^"]*)"', page):
        response = made(client, address) if address.endswith(".pdf") else client.get(address)
        assert response.status_code == 200, address
        if address.endswith(".pdf"):
            assert (response.content[:5], response["Cache-Control"]) == (b"%PDF-", CACHED)
    rows = list(
        csv.DictReader(io.StringIO(client.get("/for/suppliers/june-2020.csv").content.decode("utf-8-sig")))
    )
    assert [(row["modification"], row["affects"][:14], row["dcc_cost_not_your_share"]) for row in rows] == [
        ("SECMP0053", "Suppliers; DCC", "£91,650"),
        ("SECMP0062", "Suppliers; Ele", "£1,088,392"),
        ("MP079", "Suppliers; Ele", "None stated"),
        ("MP088", "Not yet stated", "None stated"),
    ]
    assert client.get("/for/not_stated/june-2020/").context["brief"].releases[0].affecting[0].ref == "MP088"
    for wrong in ("/for/dragons/", "/for/suppliers+dragons.pdf", "/for/suppliers/no-release/", "/for/?who=x"):
        assert client.get(wrong).status_code == 404, wrong


def test_a_calendar_has_the_days_of_which_it_is_not_known_whom_they_concern(examples, client):
    coming = Calendar.from_ical(client.get("/calendar/for/other_sec_parties.ics").content)
    assert min(event["dtend"].dt for event in coming.walk("VEVENT")) > date(2021, 10, 15)
    file = Calendar.from_ical(client.get("/calendar/for/other_sec_parties.ics?all=1").content)
    assert len(file.walk("VEVENT")) > len(coming.walk("VEVENT"))
    said = {str(event["summary"]): str(event.get("description", "")) for event in file.walk("VEVENT")}
    unknown = "Impact not yet stated: this release may affect you."
    assert said["Release go-live (November 2021 SEC Release)"].startswith(
        unknown
    )  # nothing of it is published
    assert said["Release go-live (June 2022 SEC Release)"].startswith(unknown)  # no category is stated
    assert unknown not in said["Release go-live (June 2021 SEC Release)"]
    assert unknown in words(client.get("/calendar/for/other_sec_parties/"))


def test_page_file_and_api_give_the_go_live_that_was_decided(examples, client):
    stated = "Decided by the Panel on 13 March 2020; the published RID 2.0 still says 25 June 2020"
    path = "for/suppliers/june-2020"
    assert f"Go-live: 6 May 2020 . {stated}." in words(client.get(f"/{path}/"))
    [release] = client.get(f"/api/v1/{path}/").json()["releases"]
    assert (release["go_live"], release["stated"]) == ("6 May 2020", stated)
    rows = csv.DictReader(io.StringIO(client.get(f"/{path}.csv").content.decode("utf-8-sig")))
    assert {row["go_live"] for row in rows} == {"6 May 2020"}
