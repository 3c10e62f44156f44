"""The record's page: narrowed by filters in the URL, and the same for a spreadsheet."""

import csv
import io
from datetime import UTC, datetime

import pytest

from secrel.core.calendar import set_bank_holiday
from secrel.core.changes import SYSTEM
from secrel.core.models import AuditEntry, Body
from secrel.core.operations import add_user, give_role
from tests.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(people, day):
    """An account by the administrator, a holiday by the application, a release."""
    user = add_user(by=people.administrator, email="a@b.example", name="Ada Example")
    give_role(
        by=people.administrator,
        user=user,
        body=Body.objects.get(key="panel"),
        role="member",
        from_on=day,
    )
    known = {"division": "england_and_wales", "is_holiday": True, "source": "=SUM(1)"}
    set_bank_holiday(by=SYSTEM, on=day, name="A day off", **known)
    return ReleaseFactory(name="Some SEC Release")


def shown(client, **filters) -> list[str]:
    page = client.get("/record/", filters)
    return [entry.action for entry in page.context["page"]]


@pytest.mark.parametrize(
    ("filters", "actions"),
    [
        ({"who": "the administrator"}, ["core.give_role", "core.add_user"]),
        ({"about": "Ada"}, ["core.give_role", "core.add_user"]),
        ({"area": "calendar"}, ["core.set_bank_holiday"]),
        ({"area": "users", "about": "Ada Example: Panel"}, ["core.give_role"]),
        ({"about": "zebra"}, []),
        ({"until": "1 Jan 2020"}, []),
    ],
)
def test_the_record_is_narrowed(entries, as_role, filters, actions):
    assert shown(as_role("administrator"), **filters) == actions


def test_days_are_of_when_it_was_entered(entries, as_role):
    client, today = as_role("administrator"), datetime.now(tz=UTC).date()
    everything = shown(client)
    assert shown(client, since=today.isoformat(), until=today.isoformat()) == everything
    page = client.get("/record/", {"since": "the day before"})
    assert page.context["form"].errors.keys() == {"since"}
    assert [entry.action for entry in page.context["page"]] == everything


def test_an_administrator_reads_no_words_of_drafts(entries, as_role):
    assert "releases.create" in shown(as_role("analyst"))
    assert "releases.create" not in shown(as_role("administrator"))


def test_filters_stay_on_further_pages(people, as_role, day):
    for number in range(60):
        add_user(by=people.administrator, email=f"u{number}@b.example", name=f"User {number}")
    page = as_role("administrator").get("/record/", {"who": "The administrator", "area": "users"})
    assert "?who=The+administrator&amp;area=users&amp;page=2" in page.content.decode()


def test_a_spreadsheet_gets_a_line_for_each_field(entries, as_role):
    response = as_role("administrator").get("/record/record.csv", {"area": "calendar"})
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    entry = AuditEntry.objects.get(action="core.set_bank_holiday")
    assert sorted((row["field"], row["before"], row["after"]) for row in rows) == [
        ("is_holiday", "", "True"),
        ("source", "", "'=SUM(1)"),
    ]
    assert {row["digest"] for row in rows} == {entry.digest}
