"""Emails about accounts: fixed text, links from SITE_URL, no user input, never many."""

import re
import smtplib
from pathlib import Path

import allauth
import pytest
from django.conf import settings as configured
from django.core import mail
from django.template.loader import get_template
from django.test import Client

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, User
from secrel.core.models.record import AuditEntry
from secrel.core.models.registrations import Registration
from secrel.core.notifications.notify import notify
from secrel.core.notifications.tasks import deliver_mail
from secrel.core.people.access import LINKS, AccountAdapter
from secrel.core.people.operations import change_user, give_role
from secrel.core.people.registrations import verify_registration

pytestmark = pytest.mark.django_db
SPAM = "BUY at http://spam.example"
FORM_DATA = {
    "name": SPAM,
    "organisation": "Prize draw http://spam.example",
    "category": "gas_networks",
    "email": "victim@networks.example",
    "password1": "a-long-enough-passphrase",
}
FORGED = {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["testserver", "evil.example"]
    settings.SITE_URL = "https://releases.example.org"


def register(**entered: str) -> None:
    Client(**FORGED).post("/accounts/signup/", FORM_DATA | entered)


def ask_for_a_password(email: str) -> None:
    Client(**FORGED).post("/accounts/password/reset/", {"email": email})


def sign_in(email: str, password: str) -> None:
    Client(**FORGED).post("/accounts/login/", {"login": email, "password": password})


def test_no_mail_holds_what_was_typed_or_the_host_of_the_request(people):
    register()
    register()  # the address now has an account
    register(email=people.chair.email)
    ask_for_a_password(FORM_DATA["email"])
    ask_for_a_password(people.chair.email)
    sign_in(FORM_DATA["email"], FORM_DATA["password1"])
    assert [message.subject for message in mail.outbox] == [
        "Confirm your address for SEC releases",
        "You have an account for SEC releases",
        "You have an account for SEC releases",
        "Set a new password for SEC releases",
        "Set a new password for SEC releases",
        "Confirm your address for SEC releases",
    ]
    for message in mail.outbox:
        [(html, _)] = message.alternatives
        whole = message.message().as_string() + message.body + html
        for entered in ("spam.example", "Prize", "evil.example", people.chair.name, "testserver"):
            assert entered not in whole
        [link] = re.findall(r"https?://\S+", message.body)
        assert link.startswith("https://releases.example.org/accounts/")
        assert re.findall(r'href="([^"]+)"', html) == [link]


def test_links_of_mails_open(people):
    register()
    ask_for_a_password(people.chair.email)
    for message in mail.outbox:
        path = re.search(r"https://releases.example.org(\S+)", message.body)[1]
        assert Client().get(path, follow=True).status_code == 200
        assert "has been used or has expired" not in Client().get(path, follow=True).content.decode()


def test_every_mail_that_allauth_has_is_given_links_alone(people):
    """Whatever template is sent: its context holds no person, no request and no site."""
    folder = Path(allauth.__file__).parent / "templates"
    kinds = [
        str(path.relative_to(folder)).removesuffix("_message.txt")
        for app in ("account", "mfa")
        for path in (folder / app / "email").glob("*_message.txt")
        if path.name != "base_message.txt"
    ]
    assert len(kinds) > 12
    hostile = {"user": people.chair, "email": SPAM, "username": SPAM, "name": SPAM, "signup_url": SPAM}
    hostile |= {"user_agent": SPAM, "ip": SPAM, "from_email": SPAM, "deleted_email": SPAM}
    links = dict.fromkeys(LINKS, "https://releases.example.org/x/")
    for kind in kinds:
        AccountAdapter().send_mail(kind, "a@b.example", hostile | links)
        whole = mail.outbox[-1].subject + mail.outbox[-1].body
        assert SPAM not in whole, kind
        assert people.chair.name not in whole, kind


def test_our_own_account_mails_name_nobody():
    for path in (configured.BASE_DIR / "templates" / "account" / "email").glob("*.*"):
        get_template(f"account/email/{path.name}")
        assert not re.search(r"\b(user|request|site|email|name)\b\.?\w*\s*}}", path.read_text()), path


def test_nobody_is_bombed_with_mails_and_nobody_locked_out_by_them(people):
    for _ in range(6):
        ask_for_a_password(people.chair.email)
    assert len(mail.outbox) == 3
    link = re.search(r"https://releases.example.org(\S+)", mail.outbox[0].body)[1]
    assert "set-password" in Client().get(link, follow=True).redirect_chain[-1][0]
    User.objects.filter(pk=people.chair.pk).update(last_login="2021-10-15T10:00Z")  # ends those links
    ask_for_a_password(people.chair.email)
    assert len(mail.outbox) == 4
    for _ in range(6):
        register()
        sign_in(FORM_DATA["email"], FORM_DATA["password1"])
    to_the_new = [message for message in mail.outbox if message.to == [FORM_DATA["email"]]]
    assert len(to_the_new) == 7  # the first, and three of each other kind


def test_an_unknown_address_gets_no_email():
    ask_for_a_password("nobody@nowhere.example")
    assert mail.outbox == []


def test_many_requests_of_an_outsider_do_not_block_a_new_password(people):
    for _ in range(25):
        Client(REMOTE_ADDR="192.0.2.1").post("/accounts/password/reset/", {"email": people.chair.email})
    answer = Client(REMOTE_ADDR="198.51.100.7").post(
        "/accounts/password/reset/", {"email": people.chair.email}
    )
    assert answer.headers["Location"] == "/accounts/password/reset/done/"


def test_a_mail_server_that_refuses_gets_a_sentence(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    answer = Client().post("/accounts/signup/", FORM_DATA)
    assert answer.status_code == 422
    assert "We could not send you an email just now." in answer.content.decode()
    assert Registration.objects.count() == 1


def test_notifications_go_to_confirmed_addresses_only_and_greet_nobody_by_name(people, day):
    register()
    found = Registration.objects.get()
    mail.outbox.clear()
    notify([found.user, people.chair], subject="News", body="Read it.", path="/", on=day)
    for row in Notification.objects.all():
        deliver_mail(notification=row.pk)
    assert [message.to for message in mail.outbox] == [[people.chair.email]]
    assert people.chair.name not in mail.outbox[0].body


def test_the_record_names_nobody_who_has_not_confirmed_the_address(people, day):
    register(name="Pat Party", organisation="Example Networks")
    found = Registration.objects.get()
    [entry] = AuditEntry.objects.filter(action="core.register_party")
    assert entry.target == f"registrations/{found.receipt}"
    assert (entry.label, entry.changes) == (
        f"Registration {found.receipt}",
        {"receipt": [None, found.receipt]},
    )
    change_user(by=people.administrator, user=found.user, name="Pat Party", is_active=False)
    with pytest.raises(RuleBroken, match="has not confirmed their address yet"):
        change_user(by=people.administrator, user=found.user, name="Pat P.", is_active=True)
    with pytest.raises(RuleBroken, match="has not confirmed their address yet"):
        body = Body.objects.get(key="panel")
        give_role(by=people.administrator, user=found.user, body=body, role="member", from_on=day)
    stored = str(list(AuditEntry.objects.values()))
    for entered in ("Pat Party", "Example Networks", "victim@networks.example", "gas_networks"):
        assert entered not in stored
    verify_registration(by=SYSTEM, registration=found, on=day)
    entry = AuditEntry.objects.get(action="core.verify_registration")
    assert entry.changes["name"] == [None, "Pat Party"]
    assert entry.changes["organisation"] == [None, "Example Networks"]
    assert entry.changes["account"] == [None, f"users/{found.user_id}"]


@pytest.mark.parametrize("field", ["name", "organisation", "password1"])
@pytest.mark.parametrize("odd", ["\x00", "\x07", "\x1b"])
def test_control_characters_in_a_registration_get_a_sentence_and_nothing_is_lost(field, odd):
    answer = Client().post("/accounts/signup/", FORM_DATA | {field: f"long-enough{odd}words-here"})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "victim@networks.example" in answer.content.decode()
    assert not User.objects.filter(email=FORM_DATA["email"]).exists()
