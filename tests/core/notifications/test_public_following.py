"""Emails without an account: confirmed by a link, stopped by a link, and nothing shown about an address."""

import re
import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import FollowLink, Subscription
from secrel.core.notifications.notify import publish_news
from secrel.core.notifications.public_following import confirm_following
from secrel.core.notifications.tasks import deliver_digest, deliver_mail, forget_attempts

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)
JO = "jo@party.example"
ASKED = {"topic": "category", "value": "Suppliers", "how": "at_once", "email": "Jo@Party.example"}


def ask(client: Client, **changed: str) -> str:
    """The secret of the link that was mailed."""
    assert client.post("/emails/", ASKED | changed).status_code == 303
    return re.search(r"/emails/([\w-]+)/", mail.outbox[-1].body)[1]


def happens(*topics: str, audience: str = "white") -> None:
    publish_news(
        kind="published", subject="RID 7.0", body="x", path="/", topics=topics, audience=audience, on=ON
    )


def test_emails_are_confirmed_sent_and_stopped_without_an_account(client, settings):
    secret = ask(client)
    happens("category:suppliers")
    assert (Subscription.objects.count(), Notification.objects.count()) == (0, 0)  # nothing until confirmed
    assert (b"Get emails about Suppliers?" in client.get(f"/emails/{secret}/").content) is True
    page = client.post(f"/emails/{secret}/").content
    assert b"You now get these emails" in page
    now, key = mail.outbox[-1], Subscription.objects.get().key
    assert (now.to, now.subject) == ([JO], "You now get emails: Suppliers")
    assert (
        f"Stop these emails: {settings.SITE_URL}/stop/{key}/" in now.body,
        "By email, at once" in now.body,
    ) == (
        True,
        False,
    )
    row = Subscription.objects.get()
    assert (row.user, row.email, row.topic, row.value, row.how) == (
        None,
        JO,
        "category",
        "suppliers",
        "at_once",
    )
    used = client.get(f"/emails/{secret}/")
    assert (used.status_code, f'href="/stop/{row.key}/"' in used.content.decode()) == (410, True)

    happens("category:suppliers")
    happens("category:suppliers", audience="green")  # not for the public
    happens("category:gas_networks")
    sent = Notification.objects.get()
    deliver_mail(notification=sent.pk)
    message, stop = mail.outbox[-1], f"{settings.SITE_URL}/stop/{row.key}/"
    assert (message.to, message.subject) == ([JO], "RID 7.0")
    assert message.extra_headers.pop("Date").startswith("Fri, 15 Oct 2021 ")
    assert message.extra_headers == {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert "You get this because you follow: Suppliers." in message.body
    assert f"Stop all emails to this address: {stop}all/" in message.body
    assert "/following/" not in message.body

    Client(enforce_csrf_checks=True).post(f"/stop/{row.key}/", {"List-Unsubscribe": "One-Click"})
    row.refresh_from_db()
    assert (row.email, row.mails) == ("", False)  # the address is forgotten
    assert b"already been stopped" in client.get(f"/stop/{row.key}/").content
    happens("category:suppliers")
    assert Notification.objects.count() == 1
    trail = " ".join(map(str, AuditEntry.objects.values_list("target", "label", "changes")))
    assert "party.example" not in trail.lower()
    assert [entry.target.split("/")[0] for entry in AuditEntry.objects.all()].count("subscriptions") == 3


def test_several_subscriptions_of_an_address_come_in_one_digest_and_stop_together(client, mailoutbox):
    for changed in ({}, {"topic": "all", "value": ""}, {"how": "daily"}):
        client.post(
            f"/emails/{ask(client, how='daily', **{k: v for k, v in changed.items() if k != 'how'})}/"
        )
    assert Subscription.objects.count() == 2  # asked for again: the same one
    happens("category:suppliers")
    happens()
    Notification.objects.update(mail_after=clock.now() - timedelta(seconds=1))
    deliver_digest(email=JO)
    message = mailoutbox[-1]
    assert (message.to, message.subject) == ([JO], "RID 7.0 (and 1 more message)")
    stop = re.search(r"<.*(/stop/.*)>", message.extra_headers["List-Unsubscribe"])[1]
    client.post(stop)
    assert list(Subscription.objects.values_list("email", "ended_on")) == [("", clock.today())] * 2
    assert b"already been stopped" in client.get(stop).content


def test_an_answer_shows_nothing_about_an_address(client, mailoutbox):
    client.post(f"/emails/{ask(client)}/")
    answers = [(client.post("/emails/", ASKED | {"email": who}), who) for who in (JO, "new@party.example")]
    assert {(one.status_code, one["Location"]) for one, _ in answers} == {(303, "/emails/")}
    assert [one.to[0] for one in mailoutbox] == [JO, JO, JO, "new@party.example"]  # the second: confirmed
    for _ in range(3):  # three mails an address; the answer stays the same
        assert client.post("/emails/", ASKED).status_code == 303
    assert [one.to[0] for one in mailoutbox].count(JO) == 4
    page = client.get("/emails/").content.decode()
    assert (
        "If several links were requested for this address within the last day, we send no more for now"
        in page
    )
    several = [client.post("/emails/", ASKED | {"email": f"n{number}@a.example"}) for number in range(6)]
    assert [(one.status_code, one.get("Retry-After")) for one in several[-2:]] == [(429, "60")] * 2


def test_bad_input_and_old_links_get_a_sentence(client):
    for changed, sentence in (
        ({"email": "jo"}, "Enter an email address such as name@example.org."),
        ({"topic": "body", "value": "panel"}, "Select a valid choice"),
        ({"how": "here"}, "Select a valid choice"),
        ({"value": "Dragons"}, "There is no category of parties “Dragons”"),
        ({"topic": "release", "value": ""}, "Enter which release. Use the name shown on its page."),
        (
            {"topic": "release", "value": "Suppliers"},
            "“Suppliers” is not a release. Choose “Category of Parties” above.",
        ),
        ({"topic": "all"}, "All news needs no name"),
    ):
        response = client.post("/emails/", ASKED | changed)
        assert (response.status_code, sentence in response.content.decode()) == (422, True), changed
    assert (FollowLink.objects.count(), mail.outbox) == (0, [])
    ask(client)
    link = FollowLink.objects.get()
    with pytest.raises(RuleBroken, match="has expired, as it works for 24 hours"):
        confirm_following(by=SYSTEM, link=link, on=ON, at=link.expires_at + timedelta(seconds=1))
    FollowLink.objects.update(expires_at=clock.now() - timedelta(hours=25))
    forget_attempts()
    assert (FollowLink.objects.count(), Subscription.objects.count()) == (0, 0)


def test_a_refused_mail_names_no_address(client, as_role, monkeypatch):
    client.post(f"/emails/{ask(client)}/")
    happens("category:suppliers")

    def refuse(_self):
        raise smtplib.SMTPRecipientsRefused({JO: (550, b"unknown")})

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    deliver_mail(notification=Notification.objects.get().pk)
    page = as_role("administrator").get("/outbox/").content.decode()
    assert ("To an address without an account" in page, "SMTPRecipientsRefused" in page, JO in page) == (
        True,
        True,
        False,
    )
    assert (
        as_role("administrator").post("/outbox/", {"row": Notification.objects.get().pk}).status_code == 303
    )


def test_somebody_with_an_account_goes_on_to_what_they_follow(as_role):
    response = as_role("party").get("/emails/?topic=release&value=june-2021")
    assert (response.status_code, response["Location"]) == (
        303,
        "/following/?topic=release&value=june-2021#follow",
    )
