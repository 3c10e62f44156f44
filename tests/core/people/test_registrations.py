"""Party users: registered with a work address, confirmed by SECAS; accounts invited by an administrator."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from modifications.models.impacts import Participant
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, User
from secrel.core.models.record import AuditEntry
from secrel.core.models.registrations import PartyCategory, Registration
from secrel.core.notifications.mails import message_of
from secrel.core.people.operations import give_role, invite
from secrel.core.people.registrations import (
    confirm_registration,
    refuse_registration,
    register_party,
    verify_registration,
)

pytestmark = pytest.mark.django_db
FORM_DATA = {
    "name": "Pat Party",
    "organisation": "Example Networks",
    "category": "gas_networks",
    "email": "Pat@networks.example",
    "password1": "a-long-enough-passphrase",
}


def registered(day, email: str = "pat@networks.example", name: str = "Pat Party") -> Registration:
    user = register_party(
        by=SYSTEM,
        email=email,
        name=name,
        organisation="Example Networks",
        category="gas_networks",
        password="a-long-enough-passphrase",
        on=day,
    )
    return user.registration


def verified(day, **named: str) -> Registration:
    return verify_registration(by=SYSTEM, registration=registered(day, **named), on=day)


def test_categories_are_the_columns_of_the_matrix_without_the_dcc():
    assert PartyCategory.choices == [pair for pair in Participant.choices if pair[0] != "dcc"]


def test_a_registration_is_confirmed_by_email_and_waits_for_secas(settings, people):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = Client()
    response = client.post("/accounts/signup/", FORM_DATA)
    assert response.headers["Location"] == "/accounts/confirm-email/"
    found = Registration.objects.get(user__email="pat@networks.example")
    assert (found.state, found.organisation) == ("registered", "Example Networks")
    assert client.get("/accounts/").status_code == 302  # not signed in before the address is confirmed
    link = re.search(r"https?://\S+(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]
    assert "Pat Party" in client.get(link).content.decode()
    assert client.post(link).status_code == 302
    found.refresh_from_db()
    assert found.state == "verified"
    notification = Notification.objects.get(user=people.analyst)
    assert notification.subject == "Please confirm a registration: Pat Party, Example Networks"
    client.post("/accounts/login/", {"login": FORM_DATA["email"], "password": FORM_DATA["password1"]})
    assert "SECAS will confirm your category" in client.get("/accounts/").content.decode()
    assert "has been used or has expired" in client.get("/accounts/confirm-email/nonsense/").content.decode()


def test_an_address_that_anybody_can_have_is_refused():
    response = Client().post("/accounts/signup/", FORM_DATA | {"email": "pat@gmail.com"})
    assert "Anybody can get an address at" in response.content.decode()
    assert not User.objects.filter(email="pat@gmail.com").exists()


def test_an_address_with_an_account_gets_the_same_answer(people, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    response = Client().post("/accounts/signup/", FORM_DATA | {"email": people.chair.email})
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not Registration.objects.exists()


def test_secas_confirms_in_the_category_that_is_right(people, day):
    found = verified(day)
    confirm_registration(
        by=people.analyst, registration=found, category="suppliers", token=found.token, on=day
    )
    user = User.objects.get(pk=found.user_id)
    assert {str(one) for one in user.permissions()} == {"read_green", "comment", "declare_regression"}
    entry = AuditEntry.objects.filter(action="core.confirm_registration").get()
    assert entry.changes == {"state": ["verified", "confirmed"], "category": ["gas_networks", "suppliers"]}
    assert "networks.example" not in str(list(AuditEntry.objects.values()))


def test_an_address_that_is_not_confirmed_is_not_let_in(people, day):
    found = registered(day)
    with pytest.raises(RuleBroken, match="status of this registration is “Address not confirmed”"):
        confirm_registration(
            by=people.analyst, registration=found, category="suppliers", token=AS_STORED, on=day
        )


def test_a_refused_person_reads_the_reason_and_loses_the_role(people, day):
    found = verified(day)
    confirm_registration(by=people.analyst, registration=found, category="suppliers", token=AS_STORED, on=day)
    later = day + timedelta(days=3)
    with pytest.raises(RuleBroken, match="Give a reason"):
        refuse_registration(by=people.analyst, registration=found, reason=" ", token=AS_STORED, on=later)
    refuse_registration(
        by=people.analyst, registration=found, reason="Left the firm.", token=AS_STORED, on=later
    )
    assert not found.user.memberships_on(later).exists()
    assert found.user.memberships_on(day).count() == 1
    assert Notification.objects.filter(user=found.user).first().body == "Left the firm."
    again = confirm_registration(
        by=people.analyst, registration=found, category="suppliers", token=AS_STORED, on=later
    )
    assert again.state == "confirmed"
    assert found.user.memberships_on(later).count() == 1


def test_a_refusal_of_the_same_day_can_be_taken_back(people, day):
    found = verified(day)
    for _ in range(2):
        confirm_registration(
            by=people.analyst, registration=found, category="suppliers", token=AS_STORED, on=day
        )
        refuse_registration(by=people.analyst, registration=found, reason="A slip.", token=AS_STORED, on=day)
    assert [row.until_on for row in found.user.memberships.all()] == [day]


def test_only_secas_confirms(people, day):
    found = verified(day)
    for name in ("chair", "delivery", "administrator", "nobody"):
        with pytest.raises(NotAllowed):
            confirm_registration(
                by=getattr(people, name), registration=found, category="suppliers", token=AS_STORED, on=day
            )


@pytest.mark.parametrize("count", [1, 3])
def test_registrations_are_listed(count, as_role, day, django_assert_num_queries):
    for place in range(count):
        verified(day, email=f"p{place}@networks.example", name=f"Person {place}")
    client = as_role("analyst")
    with django_assert_num_queries(4):
        page = client.get("/accounts/registrations/?state=verified").content.decode()
    assert page.count("Waits for SECAS</span>") == count
    assert "No registration" in client.get("/accounts/registrations/?state=refused").content.decode()


def test_pages_confirm_and_refuse(as_role, day):
    found = verified(day)
    client, page = as_role("analyst"), found.get_absolute_url()
    assert "pat@networks.example" in client.get(page).content.decode()
    stale = client.post(f"{page}confirm/", {"category": "suppliers", "token": 1})
    assert stale.status_code == 409
    client.post(f"{page}confirm/", {"category": "suppliers", "token": found.token})
    found.refresh_from_db()
    assert found.state == "confirmed"
    empty = client.post(f"{page}refuse/", {"reason": "", "token": found.token})
    assert "Give a reason. It is kept in the audit trail." in empty.content.decode()
    client.post(f"{page}refuse/", {"reason": "Left the firm.", "token": found.token})
    found.refresh_from_db()
    assert (found.state, found.reason) == ("refused", "Left the firm.")


def test_an_administrator_invites(as_role, people, day):
    client = as_role("administrator")
    entered = {
        "name": "New Member",
        "email": "new@panel.example",
        "role": "panel:member",
        "until_on": "31/12/2022",
    }
    client.post("/accounts/invite/", entered)
    user = User.objects.get(email="new@panel.example")
    link = re.search(r"/accounts/password/reset/key/\S+", message_of(user.notifications.get()).body)[0]
    assert Client().get(link, follow=True).status_code == 200
    membership = user.memberships.get()
    assert (membership.body.key, membership.role, membership.from_on) == ("panel", "member", day)
    assert str(membership.until_on) == "2022-12-31"
    again = client.post("/accounts/invite/", entered)
    assert "already has an account" in again.content.decode()
    wrong = client.post("/accounts/invite/", entered | {"email": "x@y.example", "role": ""})
    assert wrong.status_code == 422
    assert not User.objects.filter(email="x@y.example").exists()


def test_only_an_administrator_invites(people, day):
    with pytest.raises(NotAllowed):
        invite(
            by=people.analyst,
            email="x@y.example",
            name="X",
            body=Body.objects.get(key="panel"),
            role="member",
            from_on=day,
            on=day,
        )


def test_registrations_with_long_names_are_verified(settings, people):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = Client()
    client.post(
        "/accounts/signup/",
        FORM_DATA | {"name": "N" * 120, "organisation": "O" * 120, "email": "n@long.example"},
    )
    link = re.search(r"https?://\S+(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]
    assert client.post(link).status_code == 302
    assert Registration.objects.get().state == "verified"
    assert len(Notification.objects.get(user=people.analyst).subject) == 200


def test_a_confirmed_address_is_recorded_at_the_next_sign_in_if_missed(people, day):
    found = registered(day)
    found.user.emailaddress_set.update(verified=True)
    entered = {"login": found.user.email, "password": "a-long-enough-passphrase"}
    assert Client().post("/accounts/login/", entered).status_code == 302
    found.refresh_from_db()
    assert found.state == "verified"


def test_nobody_decides_on_their_own_registration(people, day):
    found = verified(day)
    give_role(by=SYSTEM, user=found.user, body=Body.objects.get(key="secas"), role="analyst", from_on=day)
    own = User.objects.get(pk=found.user_id)
    with pytest.raises(NotAllowed, match="You cannot decide on your own registration"):
        confirm_registration(by=own, registration=found, category="suppliers", token=AS_STORED, on=day)


def test_an_address_that_is_too_long_gets_a_sentence(as_role):
    email = f"{'a' * 290}@x.example"
    entered = {"name": "N", "email": email, "role": "panel:member"}
    assert as_role("administrator").post("/accounts/invite/", entered).status_code == 422
    page = Client().post("/accounts/signup/", FORM_DATA | {"email": email}).content.decode()
    assert "254 characters" in page


@pytest.mark.parametrize("field", ["name", "organisation"])
def test_a_name_is_one_line_that_shows_as_it_is_read(people, field):
    entered = FORM_DATA | {field: "Pat\r\nBcc: all@networks.example\u202e\u200b"}
    Client().post("/accounts/signup/", entered)
    found = Registration.objects.get(user__email="pat@networks.example")
    shown = found.user.name if field == "name" else found.organisation
    assert shown == "Pat Bcc: all@networks.example"


@pytest.mark.parametrize("field", ["name", "organisation"])
def test_a_name_without_visible_characters_is_refused(people, field):
    response = Client().post("/accounts/signup/", FORM_DATA | {field: "\u200b\u202e"})
    assert response.status_code == 200
    assert not Registration.objects.exists()
