"""A new second factor counts once another administrator has confirmed it."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test import Client

from governance.watch.waiting import waiting_on
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR, ROLES
from secrel.core.models.factors import ConfirmedFactor
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Membership, User
from secrel.core.models.record import AuditEntry
from secrel.core.people.sign_in.confirming import (
    confirm_factor,
    end_sessions,
    factors_to_confirm,
    refuse_factor,
    reset_factor,
)
from tests.core.people.sign_in.codes import PASSWORD, code_of, factor_of, set_up, signed_in
from tests.support.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signals_without_commit")]
INVITED = {"name": "A", "email": "a@b.example", "role": "dcc:delivery"}
WAITS = "Another administrator must confirm your second factor first"


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def granted(people):
    """Administrators whose roles a person gave: for nobody of them bootstrap's exception holds."""
    people.administrator2  # noqa: B018 - is made
    Membership.objects.filter(role="administrator").update(granted_by=people.analyst)
    return people


def keys(user: User) -> list[int]:
    return [row.pk for row in Authenticator.objects.filter(user=user)]


def shown(user: User) -> User:
    """As somebody who showed a second factor that counts."""
    user.second_factor = True
    return user


def test_who_has_the_password_does_not_administer_with_a_factor_of_their_own(granted, day):
    client = signed_in(granted.administrator)
    secret = set_up(client)
    answer = client.post("/accounts/invite/", INVITED)
    assert answer.status_code == 403
    assert WAITS in answer.content.decode()
    again = signed_in(granted.administrator, secret)
    assert again.post("/accounts/invite/", INVITED).status_code == 403
    confirm_factor(
        by=shown(granted.administrator2),
        user=granted.administrator,
        factors=keys(granted.administrator),
        on=day,
    )
    assert again.post("/accounts/invite/", INVITED).status_code == 303


def test_nor_with_the_recovery_codes_that_come_with_it(granted):
    set_up(signed_in(granted.administrator))
    codes = RecoveryCodes(Authenticator.objects.get(user=granted.administrator, type="recovery_codes"))
    client = Client()
    client.post("/accounts/login/", {"login": granted.administrator.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": codes.get_unused_codes()[0]})
    assert client.post("/accounts/invite/", INVITED).status_code == 403


def test_the_owner_and_the_other_administrators_are_notified(granted):
    set_up(signed_in(granted.chair))
    requests = Notification.objects.filter(subject="Please confirm a second factor: The chair")
    assert {row.user for row in requests} == {granted.administrator, granted.administrator2}
    notifications = Notification.objects.filter(
        user=granted.chair, body__startswith="An authenticator app was added"
    )
    assert "once another administrator has confirmed it" in notifications.get().body


def test_a_factor_needs_no_confirmation_without_a_deciding_role(granted, day):
    set_up(signed_in(granted.analyst))
    assert not Notification.objects.filter(subject__startswith="Please confirm a second factor").exists()
    assert (
        "once another administrator"
        not in Notification.objects.get(user=granted.analyst, body__startswith="An authenticator app").body
    )
    assert factors_to_confirm(day) == []
    Membership.objects.filter(user=granted.analyst).update(role="secretary")
    assert [(user, len(rows)) for user, rows in factors_to_confirm(day)] == [(granted.analyst, 2)]


@pytest.mark.parametrize("role", [one for one in ROLES if one.permissions & NEEDS_SECOND_FACTOR])
def test_every_deciding_role_needs_a_confirmed_factor(day, role):
    user = UserFactory(roles=[(role.body, role.role)])
    factor_of(user, confirmed=False)
    assert [person for person, _ in factors_to_confirm(day)] == [user]


def test_a_factor_added_beside_a_confirmed_one_counts_at_once(granted):
    secret = factor_of(granted.administrator)
    client = signed_in(granted.administrator, secret)
    RecoveryCodes.activate(granted.administrator)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert ConfirmedFactor.objects.filter(authenticator__type="recovery_codes").count() == 1


def test_a_factor_after_a_reset_needs_confirmation_again(granted):
    secret = factor_of(granted.chair)
    client = signed_in(granted.chair, secret)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=granted.chair).exists()
    set_up(client)
    assert not ConfirmedFactor.objects.filter(user=granted.chair).exists()


def test_nobody_confirms_their_own(granted, day):
    factor_of(granted.administrator, confirmed=False)
    with pytest.raises(NotAllowed, match="You cannot confirm your own second factor"):
        confirm_factor(
            by=shown(granted.administrator),
            user=granted.administrator,
            factors=keys(granted.administrator),
            on=day,
        )
    with pytest.raises(NotAllowed, match="Your role does not allow this"):
        confirm_factor(by=shown(granted.chair), user=granted.administrator, factors=[], on=day)
    factor_of(granted.chair)
    with pytest.raises(IntegrityError, match="confirmed_factor_by_another"), transaction.atomic():
        ConfirmedFactor.objects.update(confirmed_by=F("user"))


def test_only_what_the_administrator_saw_is_confirmed(granted, day):
    factor_of(granted.chair, confirmed=False)
    seen = keys(granted.chair)
    RecoveryCodes.activate(granted.chair)
    confirm_factor(by=shown(granted.administrator), user=granted.chair, factors=seen, on=day)
    assert [row.authenticator_id for row in ConfirmedFactor.objects.filter(user=granted.chair)] == seen
    for stale in (seen, [], [0]):
        with pytest.raises(RuleBroken, match="have changed since you opened this page"):
            confirm_factor(by=shown(granted.administrator), user=granted.chair, factors=stale, on=day)


def test_a_refused_factor_is_removed_and_its_sessions_end(granted, day):
    thief = signed_in(granted.chair)
    factor_of(granted.chair, confirmed=False)
    with pytest.raises(RuleBroken, match="Give a reason"):
        refuse_factor(by=shown(granted.administrator), user=granted.chair, on=day)
    refuse_factor(by=shown(granted.administrator), user=granted.chair, on=day, reason="Not them.")
    assert not Authenticator.objects.filter(user=granted.chair).exists()
    assert thief.get("/accounts/").status_code == 302
    assert Notification.objects.get(user=granted.chair).subject == "Your second factor was removed"
    assert AuditEntry.objects.latest("position").action == "core.refuse_factor"


def test_who_reset_a_factor_does_not_confirm_the_next(granted, day):
    secret = factor_of(granted.chair)
    session = signed_in(granted.chair, secret)
    with pytest.raises(NotAllowed, match="your own"):
        reset_factor(by=shown(granted.administrator), user=granted.administrator, on=day, reason="x")
    reset_factor(by=shown(granted.administrator), user=granted.chair, on=day, reason="Lost telephone.")
    assert session.get("/accounts/").status_code == 302
    notifications = Notification.objects.filter(subject="A second factor was reset: The chair")
    assert [row.user for row in notifications] == [granted.administrator2]
    factor_of(granted.chair, confirmed=False)
    with pytest.raises(NotAllowed, match="You reset"):
        confirm_factor(
            by=shown(granted.administrator), user=granted.chair, factors=keys(granted.chair), on=day
        )
    confirm_factor(by=shown(granted.administrator2), user=granted.chair, factors=keys(granted.chair), on=day)


class TestFirstAdministrators:
    """Nobody could confirm the factors of bootstrap's two."""

    def begin(self, number: int):
        call_command("bootstrap", "--administrator", f"a{number}@b.example")
        user = User.objects.get(email=f"a{number}@b.example")
        client = signed_in(user)
        set_up(client)
        return user, client

    def test_the_first_factors_of_the_two_count_at_once(self):
        for number in (1, 2):
            _, client = self.begin(number)
            entered = INVITED | {"email": f"n{number}@o.example"}
            assert client.post("/accounts/invite/", entered).status_code == 303

    def test_not_one_after_a_reset(self, day):
        first, _ = self.begin(1)
        second, _ = self.begin(2)
        reset_factor(by=shown(first), user=second, on=day, reason="Lost.")
        client = signed_in(User.objects.get(pk=second.pk))
        set_up(client)
        assert client.post("/accounts/invite/", INVITED).status_code == 403

    def test_not_where_two_administrators_have_one_that_counts(self, people):
        for user in (people.administrator, people.administrator2):
            factor_of(user)
        third = UserFactory(roles=[("secas", "administrator")])
        client = signed_in(third)
        set_up(client)
        assert client.post("/accounts/invite/", INVITED).status_code == 403


def test_an_administrator_ends_all_sessions_of_another(granted, day):
    sessions = [signed_in(granted.chair), Client()]
    sessions[1].force_login(granted.chair)
    with pytest.raises(RuleBroken, match="Give a reason"):
        end_sessions(by=shown(granted.administrator), user=granted.chair, on=day, reason=" ")
    end_sessions(by=shown(granted.administrator), user=granted.chair, on=day, reason="Laptop stolen.")
    assert [client.get("/accounts/").status_code for client in sessions] == [302, 302]
    assert signed_in(User.objects.get(pk=granted.chair.pk)).get("/accounts/").status_code == 200
    assert AuditEntry.objects.latest("position").reason == "Laptop stolen."


def test_factors_of_the_version_before_stay_good(people):
    factor_of(people.chair, confirmed=False)
    migration = import_module("secrel.core.migrations.0017_confirmed_factors")
    migration.keep_confirmed(apps, connection.schema_editor())
    row = ConfirmedFactor.objects.get()
    assert (row.user, row.confirmed_by) == (people.chair, None)


def test_it_is_a_task_on_the_home_page_of_administrators(granted, day, settings):
    factor_of(granted.chair, confirmed=False)
    factor_of(granted.administrator, confirmed=False)
    for name in ("administrator", "administrator2"):
        group = waiting_on(getattr(granted, name), day)["decide"][1]
        titles = [task.what for task in group]
        assert ("The chair: second factor" in titles, "The administrator: second factor" in titles) == (
            True,
            name == "administrator2",
        )
    settings.SECOND_FACTOR = False
    assert "decide" not in waiting_on(granted.administrator, day)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_lists_factors_to_confirm(people, as_role, count, django_assert_num_queries):
    for number in range(count):
        factor_of(UserFactory(name=f"Somebody {number}", roles=[("panel", "member")]), confirmed=False)
    client = as_role("administrator2")
    with django_assert_num_queries(5):
        page = client.get("/accounts/factors/").content.decode()
    assert page.count("Confirm this second factor") == count


def test_one_is_confirmed_refused_and_reset_on_the_pages(granted, day):
    client = signed_in(granted.administrator2, factor_of(granted.administrator2))
    for user in (granted.chair, granted.member):
        factor_of(user, confirmed=False)
    chair, member = (f"/accounts/factors/{user.pk}/" for user in (granted.chair, granted.member))
    assert client.post(f"{chair}confirm/", {"factor": keys(granted.chair)}).status_code == 303
    assert client.post(f"{chair}confirm/", {"factor": keys(granted.chair)}).status_code == 404
    assert client.post(f"{member}confirm/", {"factor": ["x", "²", "9" * 30]}).status_code == 422
    empty = client.post(f"{member}refuse/", {f"p{granted.member.pk}-reason": ""})
    assert empty.status_code == 422
    entered = {f"p{granted.member.pk}-reason": "Not theirs."}
    assert client.post(f"{member}refuse/", entered).status_code == 303
    entered = {"email": granted.chair.email, "what": "factor", "reason": "Lost."}
    assert client.post("/accounts/help/", entered | {"email": "nobody@at.example"}).status_code == 422
    assert client.post("/accounts/help/", entered).status_code == 303
    assert not Authenticator.objects.filter(user__in=(granted.chair, granted.member)).exists()
