"""Failed sign-ins slow down whoever makes them, and never lock an account for its owner."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.test import Client

from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.models.attempts import Attempts, RateLimit
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from secrel.core.notifications.tasks import forget_attempts
from secrel.core.people.sign_in import throttle
from secrel.core.people.sign_in.warning import warn_of_sign_ins

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "the-right-one-123", "a-wrong-one-123"
HERE, THERE = "192.0.2.1", "198.51.100.7"
WAIT = re.compile(
    r"There have been too many failed sign-ins from your network address. Try again after \d\d:\d\d:\d\d\."
)


@pytest.fixture
def owner(people):
    people.chair.set_password(RIGHT)
    people.chair.save()
    return people.chair


@pytest.fixture
def later(monkeypatch):
    """Let time pass: later(minutes=5)."""
    real, passed = clock.now, [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: real() + passed[0])

    def wait(**lengths: int) -> None:
        passed[0] += timedelta(**lengths)

    return wait


def sign_in(owner, password: str, place: str = HERE, client: Client | None = None):
    entered = {"login": owner.email, "password": password}
    return (client or Client()).post("/accounts/login/", entered, REMOTE_ADDR=place)


def text_of(response) -> str:
    return response.content.decode()


def test_the_owner_gets_in_from_elsewhere_whatever_an_outsider_does(owner):
    for _ in range(8):
        sign_in(owner, WRONG)
    assert WAIT.search(text_of(sign_in(owner, RIGHT)))
    assert sign_in(owner, RIGHT, THERE).status_code == 302


def test_the_owner_gets_in_after_failures_from_everywhere(owner, monkeypatch):
    monkeypatch.setattr("secrel.core.people.access.AuthenticationBackend.authenticate", lambda *_, **__: None)
    for number in range(100):
        sign_in(owner, WRONG, f"203.0.113.{number}")
    monkeypatch.undo()
    assert sign_in(owner, RIGHT, THERE).status_code == 302


def test_waits_grow_to_a_bound_and_say_when_they_end(owner, later):
    waits = [throttle.PASSWORD.wait(level).total_seconds() for level in (4, 5, 6, 7, 12, 4000)]
    assert waits == [0, 15, 30, 60, 900, 900]
    for _ in range(5):
        assert "password do not match" in text_of(sign_in(owner, WRONG))
    refused = text_of(sign_in(owner, RIGHT))
    assert "You can still sign in with a passkey." in refused
    assert WAIT.search(refused)
    later(seconds=16)
    assert sign_in(owner, RIGHT).status_code == 302


def test_a_correct_password_resets_the_count_of_address_and_account(owner):
    for _ in range(3):
        for _ in range(4):
            sign_in(owner, WRONG)
        assert sign_in(owner, RIGHT).status_code == 302


def test_another_account_from_the_same_address_is_not_held_up(owner, people):
    people.member.set_password(RIGHT)
    people.member.save()
    for _ in range(6):
        sign_in(owner, WRONG)
    assert sign_in(people.member, RIGHT).status_code == 302


def test_one_address_that_tries_many_accounts_has_to_wait(owner, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": None}
    for number in range(30):
        entered = {"login": f"somebody{number}@x.example", "password": WRONG}
        Client().post("/accounts/login/", entered, REMOTE_ADDR=HERE)
    assert WAIT.search(text_of(sign_in(owner, RIGHT)))
    assert sign_in(owner, RIGHT, THERE).status_code == 302


def test_what_one_signs_in_rightly_between_does_not_let_one_try_more(owner, people, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": None}
    people.member.set_password(RIGHT)
    people.member.save()
    for _ in range(5):
        sign_in(owner, WRONG)
        sign_in(people.member, RIGHT)
    assert WAIT.search(text_of(sign_in(owner, RIGHT)))


def test_counts_reveal_neither_addresses_nor_accounts(owner):
    sign_in(owner, WRONG)
    stored = str(list(Attempts.objects.values()))
    assert Attempts.objects.count() == 3
    assert HERE not in stored
    assert owner.email not in stored


def test_the_owner_is_told_once_and_not_bombed(owner, later):
    for number in range(20):
        sign_in(owner, WRONG, f"203.0.113.{number}")
    [notification] = Notification.objects.filter(user=owner)
    assert notification.subject == "Failed sign-ins to your account"
    assert notification.mail_after is not None
    assert HERE not in notification.body
    Notification.objects.update(mail_after=clock.now() - timedelta(days=2))
    for day in range(4):
        for number in range(3):
            sign_in(owner, WRONG, f"203.0.{day}.{number}")
        Notification.objects.filter(mail_after__gt=clock.now() - timedelta(days=1)).update(
            mail_after=clock.now() - timedelta(days=2)
        )
    assert Notification.objects.filter(user=owner).count() == 3


def test_only_owners_with_a_confirmed_address_are_warned(owner):
    owner.emailaddress_set.update(verified=False)
    for number in range(12):
        sign_in(owner, WRONG, f"203.0.113.{number}")
    assert not Notification.objects.exists()


def test_nobody_but_the_application_warns(owner, people, day):
    with pytest.raises(NotAllowed):
        warn_of_sign_ins(by=people.administrator, user=owner, subject="x", body="x", on=day)
    warn_of_sign_ins(by=SYSTEM, user=owner, subject="x", body="x", on=day)
    entry = AuditEntry.objects.get(action="core.warn_of_sign_ins")
    assert (entry.target, entry.changes) == (f"users/{owner.pk}/sign-ins", {"told": [None, "x"]})


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(counters()))))


def enter_code(owner, code: str, place: str):
    client = Client()
    assert sign_in(owner, RIGHT, place, client).headers["Location"] == "/accounts/2fa/authenticate/"
    return client.post("/accounts/2fa/authenticate/", {"code": code}, REMOTE_ADDR=place)


@pytest.fixture
def secret(owner):
    made = generate_totp_secret()
    TOTP.activate(owner, made)
    RecoveryCodes.activate(owner)
    return made


def test_wrong_codes_keep_the_owner_out_nowhere_else(owner, secret):
    for _ in range(6):
        refused = text_of(enter_code(owner, "000000", HERE))
    assert WAIT.search(refused)
    assert WAIT.search(text_of(enter_code(owner, code_now(secret), HERE)))
    assert enter_code(owner, code_now(secret), THERE).status_code == 302
    recovery = RecoveryCodes(owner.authenticator_set.get(type="recovery_codes")).get_unused_codes()[0]
    assert enter_code(owner, recovery, "198.51.100.8").status_code == 302
    assert Notification.objects.get(user=owner).subject == "Somebody may know your password"


def test_a_hundred_wrong_codes_end_at_a_new_password(owner, secret, settings):
    for _ in range(101):
        throttle.count(throttle.CODES_OF_ACCOUNT, owner.pk)
    assert "Set a new password with “Forgot your password?”" in text_of(
        enter_code(owner, code_now(secret), THERE)
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    set_new_password(owner, settings)
    assert enter_code(owner, code_now(secret), THERE).status_code == 302


def set_new_password(owner, settings) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": owner.email}, REMOTE_ADDR=THERE)
    link = re.search(rf"{settings.SITE_URL}(\S+)", mail.outbox[-1].body)[1]
    page = client.get(link, follow=True).redirect_chain[-1][0]
    assert client.post(page, {"password1": RIGHT, "password2": RIGHT}).status_code == 302


def test_reauthentication_waits_at_its_own_address_only(owner):
    client, other = Client(), Client()
    client.force_login(owner)
    other.force_login(owner)
    for _ in range(6):
        page = text_of(client.post("/accounts/reauthenticate/", {"password": WRONG}, REMOTE_ADDR=HERE))
    assert WAIT.search(page)
    done = other.post("/accounts/reauthenticate/", {"password": RIGHT}, REMOTE_ADDR=THERE)
    assert done.status_code == 302


def test_limits_hold_and_nobody_fails_where_valkey_is_away(owner, settings):
    settings.CACHES = settings.CACHES | {
        "presence": settings.CACHES["presence"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    answers = [
        Client().post("/accounts/signup/", {"email": "x"}, REMOTE_ADDR=HERE).status_code for _ in range(22)
    ]
    assert answers == [200] * 20 + [429] * 2
    refused = Client().post("/accounts/signup/", {"email": "x"}, REMOTE_ADDR=HERE)
    assert "Wait a minute, then try again." in text_of(refused)
    assert sign_in(owner, RIGHT).status_code == 302
    assert RateLimit.objects.exists()


def test_many_rows_end_no_limit(monkeypatch):
    limits = caches["default"]
    monkeypatch.setattr(limits, "_max_entries", 3)
    for number in range(8):
        limits.set(f"key{number}", [1], 60)
    assert [limits.get(f"key{number}") for number in range(8)] == [[1]] * 8
    RateLimit.objects.update(expires=clock.now() - timedelta(minutes=1))
    limits.set("newest", [1], 60)
    assert RateLimit.objects.count() == 1


def test_what_has_faded_is_taken_away(owner, later):
    sign_in(owner, WRONG)
    forget_attempts()
    assert Attempts.objects.count() == 3
    later(days=3)
    forget_attempts()
    assert (Attempts.objects.count(), RateLimit.objects.count()) == (0, 0)


def test_a_session_that_has_ended_is_taken_away(db):
    for key, days in (("ended", -1), ("open", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=clock.now() + timedelta(days=days)
        )
    forget_attempts()
    assert [row.session_key for row in Session.objects.all()] == ["open"]
