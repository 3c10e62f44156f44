"""Administration pages: each save is an operation with its entry; nothing is deleted."""

import pytest

from secrel.core.models.people import Body, Membership, User
from secrel.core.models.record import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(as_role):
    return as_role("administrator")


def test_owner_of_a_new_account_is_notified(admin):
    entered = {"email": "New@Example.org", "name": "A newcomer"}
    page = admin.post("/admin/core/user/add/", entered, follow=True).content.decode()
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
    entered = {
        "user": people.nobody.pk,
        "body": dcc.pk,
        "role": "delivery",
        "from_on": "2021-01-01",
        "until_on": "",
    }
    admin.post("/admin/core/membership/add/", entered)
    membership = Membership.objects.get(user=people.nobody)
    admin.post(f"/admin/core/membership/{membership.pk}/change/", {"until_on": "2021-12-31"})
    assert str(Membership.objects.get(pk=membership.pk).until_on) == "2021-12-31"
    assert [e.action for e in AuditEntry.objects.order_by("-position")[:2]] == [
        "core.end_role",
        "core.give_role",
    ]


def test_role_that_the_body_does_not_have_is_refused_with_a_sentence(admin, people):
    entered = {
        "user": people.nobody.pk,
        "body": Body.objects.get(key="dcc").pk,
        "role": "chair",
        "from_on": "2021-01-01",
    }
    response = admin.post("/admin/core/membership/add/", entered)
    assert response.status_code == 422
    assert "has no such role. Its roles: Delivery user." in response.content.decode()


def test_an_account_is_renamed_in_one_line(admin, people):
    address = f"/admin/core/user/{people.member.pk}/change/"
    admin.post(address, {"name": "A\r\nmember\u202e", "is_active": "on"})
    assert User.objects.get(pk=people.member.pk).name == "A member"
    page = admin.post(address, {"name": "\u200b", "is_active": "on"})
    assert "Enter the person’s name." in page.content.decode()
