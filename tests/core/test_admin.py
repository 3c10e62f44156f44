"""Administration pages: each saving is an operation, with its entry; nothing is deleted."""

from datetime import date, timedelta

import pytest

from secrel.core.models import AuditEntry, Body, Membership, Notification, PowerHeld, User, VotingRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(as_role):
    return as_role("administrator")


def test_the_owner_of_a_new_account_is_told(admin):
    typed = {"email": "New@Example.org", "name": "A newcomer"}
    page = admin.post("/admin/core/user/add/", typed, follow=True).content.decode()
    assert "on its way to new@example.org" in page
    assert User.objects.get(email="new@example.org").name == "A newcomer"
    assert AuditEntry.objects.latest("position").action == "core.add_user"


def test_an_account_is_deactivated_and_never_deleted(admin, people):
    address = f"/admin/core/user/{people.member.pk}/"
    admin.post(f"{address}change/", {"name": "The member"})
    assert not User.objects.get(pk=people.member.pk).is_active
    assert AuditEntry.objects.latest("position").changes == {"is_active": [True, False]}
    assert admin.post(f"{address}delete/", {"post": "yes"}).status_code == 403


def test_a_role_is_given_and_ended(admin, people):
    dcc = Body.objects.get(key="dcc")
    typed = {
        "user": people.nobody.pk,
        "body": dcc.pk,
        "role": "delivery",
        "from_on": "2021-01-01",
        "until_on": "",
    }
    admin.post("/admin/core/membership/add/", typed)
    given = Membership.objects.get(user=people.nobody)
    admin.post(f"/admin/core/membership/{given.pk}/change/", {"until_on": "2021-12-31"})
    assert str(Membership.objects.get(pk=given.pk).until_on) == "2021-12-31"
    assert [e.action for e in AuditEntry.objects.order_by("-position")[:2]] == [
        "core.end_role",
        "core.give_role",
    ]


def test_a_role_that_the_body_has_not_is_refused_in_words(admin, people):
    typed = {
        "user": people.nobody.pk,
        "body": Body.objects.get(key="dcc").pk,
        "role": "chair",
        "from_on": "2021-01-01",
    }
    response = admin.post("/admin/core/membership/add/", typed)
    assert response.status_code == 422
    assert "has no such role. Its roles: Delivery user." in response.content.decode()


def test_an_account_is_renamed_in_one_line(admin, people):
    address = f"/admin/core/user/{people.member.pk}/change/"
    admin.post(address, {"name": "A\r\nmember\u202e", "is_active": "on"})
    assert User.objects.get(pk=people.member.pk).name == "A member"
    page = admin.post(address, {"name": "\u200b", "is_active": "on"})
    assert "Type the person’s name." in page.content.decode()


@pytest.fixture
def powers(admin, people):
    """Posts to a page of who decides what, or how, for the Panel; a second administrator and the Chair are there."""
    people.administrator2, people.chair  # noqa: B018 - are made

    def post(page: str, day: str, number: int | None = None, **typed: object) -> str:
        known = {"body": Body.objects.get(key="panel").pk, "from_on": day, "source": "Its terms"}
        end = f"{number}/change/" if number else "add/"
        return admin.post(f"/admin/core/{page}/{end}", known | typed, follow=True).content.decode()

    return post


@pytest.mark.parametrize(
    ("page", "typed"),
    [("powerheld", {"power": "scope"}), ("votingrule", {"quorum_percent": 1})],
)
def test_one_person_changes_neither_who_decided_nor_how(powers, people, day, page, typed):
    model = {"powerheld": PowerHeld, "votingrule": VotingRule}[page]
    before = list(model.objects.values())
    for wrong in (date(2019, 1, 1), day):
        assert "begins tomorrow at the earliest" in powers(page, wrong.isoformat(), **typed)
    assert list(model.objects.values()) == before
    assert not Notification.objects.filter(subject__contains="decides").exists()
    powers(page, (day + timedelta(days=1)).isoformat(), **typed)
    assert model.objects.count() == len(before) + 1
    told = Notification.objects.filter(subject__contains="decides")
    assert {row.user for row in told} == {people.administrator2, people.chair}


def test_the_source_of_what_holds_already_can_be_corrected(powers):
    row = PowerHeld.objects.get(power="baseline")
    powers("powerheld", "", row.pk, source="Decision of 2013")
    row.refresh_from_db()
    assert (row.source, row.body.key) == ("Decision of 2013", "panel")
    csc = Body.objects.get(key="csc").pk
    assert "begins tomorrow" in powers("powerheld", "", row.pk, body=csc)
    row.refresh_from_db()
    assert row.body.key == "panel"
