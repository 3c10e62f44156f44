"""Roles that decide or administer: one person gives them, another confirms, and only then do they have effect."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import F

from governance.meetings.queries.voting import seats_of
from governance.watch.waiting import waiting_on
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import Permission, Role
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.record import AuditEntry
from secrel.core.notifications.mails import message_of
from secrel.core.people.operations import change_user, end_role, give_role, invite
from secrel.core.people.queries import holders_of
from secrel.core.people.role_grants import confirm_role, refuse_role
from tests.support.factories import LONG_AGO, UserFactory

pytestmark = pytest.mark.django_db
BACKDATED = date(2019, 1, 1)
NEED_TWO = [
    ("panel", "chair"),
    ("panel", "member"),
    ("tabasc", "member"),
    ("secas", "secretary"),
    ("secas", "administrator"),
]
NEED_ONE = [("secas", "analyst"), ("dcc", "delivery")]


def body(key: str) -> Body:
    return Body.objects.get(key=key)


def give(people, key="panel", role="chair", to=None, **more):
    return give_role(
        by=people.administrator,
        user=to or people.nobody,
        body=body(key),
        role=role,
        from_on=BACKDATED,
        **more,
    )


def anew(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(("key", "role"), NEED_TWO)
def test_a_role_that_decides_has_no_effect_until_another_confirms(people, day, key, role):
    membership = give(people, key, role)
    assert anew(people.nobody).permissions() == frozenset()
    assert people.nobody not in holders_of(Permission.READ_GREEN, on=day)
    assert not Membership.objects.in_force(day).filter(pk=membership.pk).exists()
    confirm_role(by=people.administrator2, membership=membership, on=day)
    assert anew(people.nobody).bodies() == {key}
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.changes) == ("core.confirm_role", {"confirmed_on": [None, day.isoformat()]})


@pytest.mark.parametrize(("key", "role"), NEED_ONE)
def test_other_roles_have_effect_at_once(people, key, role):
    give(people, key, role)
    assert anew(people.nobody).bodies() == {key}


def test_every_role_is_in_one_of_the_two_lists():
    assert {role for role in Role if role.needs_two} == {Role(role) for _, role in NEED_TWO}
    assert {role for role in Role if not role.needs_two} == {Role(role) for _, role in NEED_ONE} | {
        Role.PARTY
    }


def test_one_administrator_cannot_make_themselves_chair(people, day):
    for key, role in [*NEED_TWO, *NEED_ONE]:
        with pytest.raises(NotAllowed, match="You cannot give yourself a role"):
            give(people, key, role, to=people.administrator)
    membership = give_role(
        by=people.administrator2,
        user=people.administrator,
        body=body("panel"),
        role="chair",
        from_on=BACKDATED,
    )
    with pytest.raises(NotAllowed, match="You cannot confirm your own role"):
        confirm_role(by=people.administrator, membership=membership, on=day)
    assert anew(people.administrator).bodies() == {"secas"}


def test_nobody_confirms_a_role_that_they_gave(people, day):
    membership = give(people)
    with pytest.raises(NotAllowed, match="You gave this role"):
        confirm_role(by=people.administrator, membership=membership, on=day)
    with pytest.raises(NotAllowed, match="Your role does not allow this"):
        confirm_role(by=people.chair, membership=membership, on=day)
    for own in ({"confirmed_by": F("granted_by")}, {"confirmed_by": F("user")}):
        with pytest.raises(IntegrityError, match="membership_confirmed_by_another"), transaction.atomic():
            Membership.objects.filter(pk=membership.pk).update(**own)


def test_an_unconfirmed_member_has_no_seat_and_no_vote(people, day):
    before = len(seats_of(body("panel"), day))
    membership = give(people, role="member")
    assert len(seats_of(body("panel"), day)) == before
    confirm_role(by=people.administrator2, membership=membership, on=day)
    assert len(seats_of(body("panel"), day)) == before + 1


def test_a_confirmed_role_is_confirmed_once(people, day):
    membership = confirm_role(by=people.administrator2, membership=give(people), on=day)
    with pytest.raises(RuleBroken, match="has already been confirmed or refused"):
        confirm_role(by=people.administrator2, membership=membership, on=day)
    with pytest.raises(RuleBroken, match="has already been confirmed or refused"):
        refuse_role(by=people.administrator2, membership=membership, on=day, reason="Too late.")


def test_a_refused_role_is_removed_and_can_be_given_again(people, day):
    membership = give(people)
    with pytest.raises(RuleBroken, match="Give a reason"):
        refuse_role(by=people.administrator2, membership=membership, on=day)
    refuse_role(by=people.administrator2, membership=membership, on=day, reason="Wrong person.")
    assert not Membership.objects.filter(user=people.nobody).exists()
    assert AuditEntry.objects.latest("position").reason == "Wrong person."
    assert Notification.objects.filter(
        user=people.administrator, subject__startswith="Not confirmed"
    ).exists()
    give(people)


def test_one_person_takes_no_seat_out_of_what_was_decided(people, day):
    seat = people.member.memberships.get()
    with pytest.raises(RuleBroken, match=r"counted this role\. Choose 14 Oct 2021 or a later day"):
        end_role(by=people.administrator, membership=seat, until_on=day - timedelta(days=2))
    assert end_role(by=people.administrator, membership=seat, until_on=day - timedelta(days=1)).until_on
    dcc = give(people, "dcc", "delivery")
    end_role(by=people.administrator, membership=dcc, until_on=BACKDATED)


def test_a_term_that_needs_two_is_not_made_longer_by_one(people, day):
    membership = give(people, until_on=day)
    confirm_role(by=people.administrator2, membership=membership, on=day)
    for later in (None, day + timedelta(days=1)):
        with pytest.raises(RuleBroken, match="Give the role again from 16 Oct 2021"):
            end_role(by=people.administrator, membership=membership, until_on=later)
    end_role(by=people.administrator, membership=membership, until_on=day - timedelta(days=1))
    assert (
        Notification.objects.filter(user=people.nobody, subject="Your role has a new last day").count() == 1
    )


def test_who_is_reactivated_gets_the_power_back_when_another_confirms(people, day):
    change_user(by=people.administrator, user=people.chair, name="The chair", is_active=False)
    back = change_user(by=people.administrator, user=people.chair, name="The chair", is_active=True)
    assert back.permissions() == frozenset()
    row = people.chair.memberships.get()
    assert row.granted_by == people.administrator
    confirm_role(by=people.administrator2, membership=row, on=day)
    assert Permission.CONFIRM_DECISIONS in anew(people.chair).permissions()
    change_user(by=people.administrator, user=people.delivery, name="The delivery", is_active=False)
    change_user(by=people.administrator, user=people.delivery, name="The delivery", is_active=True)
    assert anew(people.delivery).bodies() == {"dcc"}


def test_a_seat_of_the_past_stays_whoever_is_suspended_since(people, day):
    """One administrator takes an account away and gives it back: no quorum of an earlier meeting changes."""
    seat, yesterday = people.member.memberships.get(), day - timedelta(days=1)
    for is_active in (False, True):
        change_user(by=people.administrator, user=people.member, name="The member", is_active=is_active)
    assert seats_of(body("panel"), yesterday) == [seat]
    assert seats_of(body("panel"), day) == []
    assert people.member not in holders_of(Permission.TAKE_POSITIONS, on=day)
    refuse_role(by=people.administrator2, membership=seat, on=day, reason="Left the Panel.")
    seat.refresh_from_db()
    assert (seat.until_on, seat.suspended_on) == (yesterday, None)
    assert seats_of(body("panel"), yesterday) == [seat]
    assert anew(people.member).permissions() == frozenset()
    assert AuditEntry.objects.latest("position").changes == {"until_on": [None, yesterday.isoformat()]}


def test_a_role_that_is_to_begin_is_suspended_too(people, day):
    membership = give_role(
        by=SYSTEM, user=people.nobody, body=body("panel"), role="chair", from_on=day + timedelta(days=9)
    )
    for is_active in (False, True):
        change_user(by=people.administrator, user=people.nobody, name="Nobody", is_active=is_active)
    assert not Membership.objects.in_force(day + timedelta(days=10)).filter(pk=membership.pk).exists()
    refuse_role(by=people.administrator, membership=membership, on=day, reason="No longer.")
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_a_role_that_somebody_stands_in_for_is_not_taken_away(people, day):
    membership = give(people, role="member")
    common = {"user": people.delivery, "body": membership.body, "role": "member", "from_on": BACKDATED}
    Membership.objects.create(**common, stands_in_for=membership, confirmed_on=BACKDATED)
    with pytest.raises(RuleBroken, match="already counted this member"):
        refuse_role(by=people.administrator2, membership=membership, on=day, reason="A mistake.")
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_other_administrators_are_asked_on_their_home_page(people, day):
    people.administrator2  # noqa: B018 - is made
    give(people)
    requests = Notification.objects.filter(subject__startswith="Please confirm a role")
    assert [row.user for row in requests] == [people.administrator2]
    label, tasks = waiting_on(people.administrator2, day)["decide"]
    assert (label, [task.act for task in tasks]) == ("To decide", ["Confirm or refuse"])
    assert "decide" not in waiting_on(people.administrator, day)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_lists_roles_to_confirm(people, as_role, count, django_assert_num_queries):
    for number in range(count):
        give(people, role="member", to=UserFactory(name=f"Somebody {number}"))
    client = as_role("administrator2")
    with django_assert_num_queries(4):
        page = client.get("/accounts/roles/").content.decode()
    assert page.count("Confirm this role") == count
    assert (
        as_role("administrator").get("/accounts/roles/").content.decode().count("You gave this role") == count
    )


def test_a_role_is_confirmed_and_refused_on_the_page(people, as_role, day):
    one, other = give(people), give(people, role="member")
    client = as_role("administrator2")
    assert client.post(f"/accounts/roles/{other.pk}/refuse/", {f"r{other.pk}-reason": ""}).status_code == 422
    assert (
        client.post(f"/accounts/roles/{other.pk}/refuse/", {f"r{other.pk}-reason": "No."}).status_code == 303
    )
    assert as_role("administrator").post(f"/accounts/roles/{one.pk}/confirm/").status_code == 403
    assert client.post(f"/accounts/roles/{one.pk}/confirm/").status_code == 303
    assert client.post(f"/accounts/roles/{one.pk}/confirm/").status_code == 404
    assert [(row.role, row.confirmed_on) for row in people.nobody.memberships.all()] == [("chair", day)]


def test_the_admin_cannot_set_what_the_operation_guards(people, as_role):
    entered = {"user": people.nobody.pk, "body": body("panel").pk, "role": "chair", "from_on": "2019-01-01"}
    forged = {"confirmed_on": "2019-01-01", "confirmed_by": people.administrator2.pk, "granted_by": ""}
    client = as_role("administrator")
    client.post("/admin/core/membership/add/", entered | forged)
    membership = people.nobody.memberships.get()
    assert (membership.granted_by, membership.confirmed_by, membership.confirmed_on) == (
        people.administrator,
        None,
        None,
    )
    client.post(f"/admin/core/membership/{membership.pk}/change/", forged | {"until_on": "2030-01-01"})
    membership.refresh_from_db()
    assert (membership.confirmed_by, membership.confirmed_on) == (None, None)


@pytest.mark.parametrize(
    "address", ["account/emailaddress", "mfa/authenticator", "sessions/session", "auth/group"]
)
def test_the_admin_opens_no_table_of_sign_in(as_role, address):
    assert as_role("administrator").get(f"/admin/{address}/").status_code in (403, 404)


def test_only_the_addressee_gets_the_one_time_link(people, as_role, day):
    entered = {"name": "Ada", "email": "ada@panel.example", "role": "panel:member"}
    client = as_role("administrator")
    page = client.post("/accounts/invite/", entered, follow=True).content.decode()
    assert "/reset/key/" not in page
    assert "A link to set a password is on its way to ada@panel.example." in page
    assert "The role has no effect until another administrator confirms it." in page
    added = client.post("/admin/core/user/add/", {"email": "b@c.example", "name": "Bo"}, follow=True)
    assert "/reset/key/" not in added.content.decode()
    for email in ("ada@panel.example", "b@c.example"):
        row = Notification.objects.get(user__email=email)
        assert "/reset/key/" not in row.path + row.body
        message = message_of(row)
        assert message.to == [email]
        assert "http://localhost:8000/accounts/password/reset/key/" in message.body


def test_a_user_with_a_password_gets_no_one_time_link(people, day):
    user = invite(
        by=people.administrator,
        name="Ada",
        email="a@b.example",
        body=body("dcc"),
        role="delivery",
        from_on=day,
        on=day,
    )
    user.set_password("a-long-enough-one")
    user.save()
    assert "/reset/key/" not in message_of(Notification.objects.get(user=user)).body
    assert not mail.outbox


def test_bootstrap_opens_two_administrators_and_no_third(db, capsys):
    for number in range(2):
        call_command("bootstrap", "--administrator", f"a{number}@b.example")
    with pytest.raises(CommandError, match="already two administrators"):
        call_command("bootstrap", "--administrator", "a2@b.example")
    assert User.objects.filter(memberships__role="administrator").count() == 2


def test_the_application_gives_roles_that_have_effect(day):
    user = UserFactory(roles=[("panel", "chair")])
    assert user.memberships.get().confirmed_on == LONG_AGO
    assert SYSTEM.second_factor is False
