"""When sessions end, and who ends them."""

from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from secrel.core.changes.errors import RuleBroken
from secrel.core.dates import clock
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.people import User
from secrel.core.notifications.tasks import forget_attempts
from secrel.core.people.sign_in.password_forms import PasswordByLinkForm
from tests.core.people.sign_in.codes import PASSWORD, code_of, factor_of, set_up, signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def later(monkeypatch):
    """Let time pass: later(minutes=5)."""
    real, passed = clock.now, [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: real() + passed[0])

    def wait(**lengths: int) -> None:
        passed[0] += timedelta(**lengths)

    return wait


@pytest.fixture
def client(as_role):
    return as_role("analyst")


def status(client: Client, **headers: str) -> int:
    return client.get("/accounts/", **headers).status_code


def another(user: User) -> Client:
    """A second session beside one that the password was set for."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def test_twelve_hours_after_the_sign_in_it_ends_however_much_one_does(client, later):
    for _ in range(11):
        later(hours=1)
        assert status(client) == 200
    later(hours=1)
    assert status(client) == 302
    assert not Session.objects.exists()


def test_after_two_hours_without_use_it_ends(client, later):
    later(hours=1, minutes=59)
    assert status(client) == 200
    later(hours=1, minutes=59)
    assert status(client) == 200
    later(hours=2)
    assert status(client) == 302


def test_requests_of_an_open_page_do_not_count_as_use(client, later):
    for _ in range(4):
        later(minutes=30)
        answer = client.get("/waiting/", **HTMX).status_code
    assert answer == 401
    assert status(client) == 302


def test_input_of_an_ended_session_is_stored(client, later, people):
    status(client)
    later(hours=3)
    answer = client.post("/modifications/new/", {"title": "Typed for three hours"})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/accounts/login/")
    assert "Typed+for+three+hours" in UnsavedInput.objects.get(owner=people.analyst).text


def test_a_session_of_the_version_before_counts_from_now(client, later):
    session = client.session
    del session["signed_in_at"], session["used_at"]
    session.save()
    assert status(client) == 200
    later(hours=2)
    assert status(client) == 302


@pytest.mark.parametrize("length", ["SESSION_COOKIE_AGE", "SESSION_IDLE_SECONDS"])
def test_both_lengths_are_settings(client, later, settings, length):
    setattr(settings, length, 60)
    later(seconds=61)
    assert status(client) == 302


def test_reading_seldom_writes_the_session(client, later, django_assert_num_queries):
    status(client)
    later(minutes=9)
    key = Session.objects.get().expire_date
    status(client)
    assert Session.objects.get().expire_date == key


def test_typing_the_password_again_gives_a_new_key(people):
    client = signed_in(people.member)
    before = client.session.session_key
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert status(client) == 200
    assert UserSession.objects.get(user=people.member).session_key == client.session.session_key


def test_a_new_factor_ends_the_other_sessions_and_goes_on_with_a_new_key(people, signals_without_commit):
    client = signed_in(people.member)
    other = another(people.member)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    before = client.session.session_key
    secret = set_up(client)
    assert (status(client), status(other)) == (200, 302)
    assert client.session.session_key != before
    other = another(people.member)
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=people.member).exists()
    assert (status(client), status(other)) == (200, 302)


def test_the_password_alone_changes_no_factor(people):
    secret = factor_of(people.member)
    client = signed_in(people.member, secret)
    answer = client.post("/accounts/reauthenticate/?next=/accounts/2fa/", {"password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/reauthenticate/?next=%2Faccounts%2F2fa%2F"
    for address in ("totp/deactivate/", "webauthn/add/", "recovery-codes/generate/"):
        assert "/accounts/2fa/reauthenticate/" in client.post(f"/accounts/2fa/{address}")["Location"]
    assert Authenticator.objects.filter(user=people.member).count() == 1
    client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=people.member).exists()


def test_one_signs_out_from_every_page(client, as_role):
    page = client.get("/releases/").content.decode()
    header = page[page.index("<header") : page.index("</header>")]
    assert 'method="post" action="/accounts/logout/"' in header
    assert "Sign out</button>" in header
    assert "page-of" not in header  # the notice of signed_out.js takes that for something to type in
    assert "Sign out" not in as_role("anonymous").get("/releases/").content.decode()


def test_signing_out_clears_what_the_browser_keeps_but_no_cookie(client):
    client.cookies["theme"] = "dark"
    answer = client.post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["theme"].value == "dark"
    assert "Clear-Site-Data" not in Client().post("/accounts/logout/")
    assert "Clear-Site-Data" not in Client().get("/accounts/logout/")


def test_one_sees_and_ends_ones_other_sessions(people):
    client = signed_in(people.member)
    other = Client(HTTP_USER_AGENT="A browser <b>of mine</b>")
    other.post(
        "/accounts/login/", {"login": people.member.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7"
    )
    stranger = signed_in(people.chair)
    page = client.get("/accounts/sessions/").content.decode()
    assert ("192.0.2.7" in page, "A browser &lt;b&gt;of mine" in page) == (True, True)
    assert page.count("(this session)") == 1
    client.post("/accounts/sessions/")
    assert [status(one) for one in (client, other, stranger)] == [200, 302, 200]


def test_where_an_ended_session_was_is_forgotten(people):
    client = signed_in(people.member)
    signed_in(people.chair)
    client.post("/accounts/logout/")
    forget_attempts()
    assert [row.user for row in UserSession.objects.all()] == [people.chair]


def test_the_code_that_set_up_a_factor_signs_in_no_more(people, signals_without_commit):
    """Whoever looked over the owner's shoulder has it too."""
    owner = signed_in(people.member)
    secret = set_up(owner)
    used = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    other = Client()
    other.post("/accounts/login/", {"login": people.member.email, "password": PASSWORD})
    other.post("/accounts/2fa/authenticate/", {"code": used})
    assert status(other) == 302


def test_of_two_who_use_one_link_at_once_the_first_counts(people):
    forms = [
        PasswordByLinkForm(
            {"password1": text, "password2": text},
            user=User.objects.get(pk=people.member.pk),
            temp_key=default_token_generator.make_token(people.member),
        )
        for text in ("the-first-long-enough", "the-second-long-enough")
    ]
    assert [form.is_valid() for form in forms] == [True, True]
    forms[0].save()
    with pytest.raises(RuleBroken, match="has just been used"):
        forms[1].save()
    assert User.objects.get(pk=people.member.pk).check_password("the-first-long-enough")
