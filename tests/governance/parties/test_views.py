"""For my organisation: the page of a category or a combination, its files, and what is not stated yet."""

import csv
import io
import re

import pytest
from icalendar import Calendar

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
    with django_assert_num_queries(3):  # releases, what is published of them, and the list of all
        client.get("/for/dcc/?x=1")


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
    file = Calendar.from_ical(client.get("/calendar/for/other_sec_parties.ics").content)
    said = {str(event["summary"]): str(event.get("description", "")) for event in file.walk("VEVENT")}
    unknown = "Impact not yet stated: this release may affect you."
    assert said["Release go-live (November 2021 SEC Release)"].startswith(
        unknown
    )  # nothing of it is published
    assert said["Release go-live (June 2022 SEC Release)"].startswith(unknown)  # no category is stated
    assert unknown not in said["Release go-live (June 2021 SEC Release)"]
    assert unknown in words(client.get("/calendar/for/other_sec_parties/"))
