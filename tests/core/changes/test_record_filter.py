"""The page of the audit trail and its CSV: filters in the URL, and who may read which entries."""

import csv
import io
from datetime import UTC, datetime

import pytest

from secrel.core.changes.operations import OPERATIONS, SYSTEM, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record_readers import entries_seen, kinds
from secrel.core.dates.operations import set_bank_holiday
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from secrel.core.people.operations import add_user, give_role
from tests.support.factories import ReleaseFactory

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
    common = {"division": "england_and_wales", "is_holiday": True, "source": "=SUM(1)"}
    set_bank_holiday(by=SYSTEM, on=day, name="A day off", **common)
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
def test_audit_trail_is_filtered(entries, as_role, filters, actions):
    assert shown(as_role("administrator"), **filters) == actions


def test_day_filters_use_the_day_of_entry(entries, as_role):
    client, today = as_role("administrator"), datetime.now(tz=UTC).date()
    everything = shown(client)
    assert shown(client, since=today.isoformat(), until=today.isoformat()) == everything
    page = client.get("/record/", {"since": "the day before"})
    assert page.context["form"].errors.keys() == {"since"}
    assert [entry.action for entry in page.context["page"]] == everything


def test_administrator_cannot_read_entries_about_drafts(entries, as_role):
    assert "releases.create" in shown(as_role("analyst"))
    assert "releases.create" not in shown(as_role("administrator"))


def test_filters_apply_to_further_pages(people, as_role, day):
    for number in range(60):
        add_user(by=people.administrator, email=f"u{number}@b.example", name=f"User {number}")
    page = as_role("administrator").get("/record/", {"who": "The administrator", "area": "users"})
    assert "?who=The+administrator&amp;area=users&amp;page=2" in page.content.decode()


def test_csv_has_a_line_for_each_changed_field(entries, as_role):
    response = as_role("administrator").get("/record/record.csv", {"area": "calendar"})
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    entry = AuditEntry.objects.get(action="core.set_bank_holiday")
    assert sorted((row["field"], row["before"], row["after"]) for row in rows) == [
        ("is_holiday", "", "True"),
        ("source", "", "'=SUM(1)"),
    ]
    assert {row["digest"] for row in rows} == {entry.digest}


def test_an_entry_about_what_nobody_has_declared_shows_to_nobody(people, as_role):
    """Entries of a kind that a later version, or a fault, wrote."""
    last = AuditEntry.objects.order_by("-position").first()
    AuditEntry.objects.bulk_create(
        AuditEntry(
            position=last.position + number,
            at=last.at,
            on=last.on,
            action="later.act",
            target=target,
            label="Undeclared",
            actor="system",
            actor_name="secrel",
            changes={},
            composed={},
            previous=last.digest,
            digest=f"{number:064}",
        )
        for number, target in enumerate(
            ("secrets", "secrets/1", "releasesx/june", "", "/releases/june"), start=1
        )
    )
    for role in ("analyst", "administrator"):
        assert "Undeclared" not in as_role(role).get("/record/").content.decode()
        sent = as_role(role).get("/record/record.csv")
        assert b"Undeclared" not in b"".join(sent.streaming_content)
    assert not entries_seen(frozenset(Permission)).filter(label="Undeclared")


def test_operation_refuses_a_target_without_a_declared_reader():
    @operation("test.undeclared", None)
    def act(*, by):
        record(target="secrets/1", label="x")

    with pytest.raises(AssertionError, match="nobody has declared who reads entries about secrets/1"):
        act(by=SYSTEM)
    OPERATIONS.pop("test.undeclared")


def test_every_kind_of_target_has_declared_readers(examples):
    shown = entries_seen(frozenset(Permission))
    assert shown.count() == AuditEntry.objects.count() > 400
    drafts = {kind.name for kind in kinds() if kind.needs == Permission.READ_DRAFTS}
    assert drafts == {
        *("releases", "modifications", "pdfs", "meetings", "change-requests", "documents", "programmes"),
        *("flags", "papers", "notices", "scenarios"),
    }
    others = entries_seen(frozenset({Permission.READ_RECORD}))
    assert {entry.target.split("/")[0] for entry in others} & drafts == set()
