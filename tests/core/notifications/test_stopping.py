"""Stopping emails with one click, and other ends of messages."""

import pytest
from django.core import mail

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import How, PrivateAddress, Subscription, Topic
from secrel.core.notifications.following import (
    make_private_address,
    revoke_private_address,
    stop_by_link,
    subscribe,
)
from secrel.core.notifications.notify import notify
from secrel.core.notifications.tasks import deliver_mail
from secrel.core.people.factors import note_factor
from tests.core.notifications.followed import ON, follows, happens, messages_of

pytestmark = pytest.mark.django_db


def test_one_click_in_a_mail_stops_it_without_signing_in(people, client):
    row = follows(people.nobody, "release", "june-2021")
    happens("white", "release:june-2021")
    address = f"/stop/{row.key}/"
    assert "Stop these emails?" in client.get(address).content.decode()
    assert Subscription.objects.filter(pk=row.pk).exists()
    response = client.post(address, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, "You no longer follow the june-2021." in response.content.decode()) == (
        200,
        True,
    )
    assert not Subscription.objects.in_force().filter(pk=row.pk).exists()
    assert messages_of(people.nobody)[0].mail_after is None
    entries = AuditEntry.objects.count()
    for again in (client.get(address), client.post(address)):  # a mail programme may press twice
        assert (again.status_code, "already been stopped" in again.content.decode()) == (200, True)
    assert AuditEntry.objects.count() == entries
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.reason) == ("core.stop_by_link", "By the link in a mail.")


def test_one_click_stops_all_mails(people, client):
    follows(people.nobody, "release", "june-2021", How.DAILY)
    follows(people.nobody, "modification", "MP153")
    role = Subscription.objects.create(user=people.nobody, topic=Topic.ROLE)
    assert client.post(f"/stop/{role.key}/all/").status_code == 200
    assert set(people.nobody.subscriptions.values_list("how", flat=True)) == {How.HERE}
    assert "already been stopped" in client.get(f"/stop/{role.key}/").content.decode()
    assert "already been stopped" in client.get(f"/stop/{role.key}/all/").content.decode()
    subscribe(by=people.nobody, topic="all", value="", label="all news", on=ON)
    assert "Stop these emails?" in client.get(f"/stop/{role.key}/all/").content.decode()


def test_what_is_about_the_account_is_mailed_whatever_was_stopped(people, client):
    """Otherwise whoever reads one email could silence the warnings."""
    happened = {"kind": "totp", "happened": "added", "on": ON}
    notify([people.member], subject="A role", body="Of it.", path="/", on=ON)
    for row in Subscription.objects.filter(user=people.member):
        client.post(f"/stop/{row.key}/all/")
        assert Subscription.objects.get(pk=row.pk).how == How.HERE
    note_factor(by=people.member, **happened)
    row = messages_of(people.member)[-1]
    deliver_mail(notification=row.pk)
    [message] = mail.outbox
    assert message.to == [people.member.email]
    assert "Stop these emails" not in message.body
    assert "You get this because it is about your account." in message.body
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post"} & message.extra_headers.keys()


def test_stopping_all_emails_leaves_messages_about_the_account(people, client):
    note_factor(by=people.member, kind="totp", happened="added", on=ON)
    notify([people.member], subject="A role", body="Of it.", path="/", on=ON)
    client.post(f"/stop/{Subscription.objects.get(user=people.member).key}/all/")
    assert {row.subject: row.mail_after is None for row in messages_of(people.member)} == {
        "How you sign in has changed": False,
        "A role": True,
    }


def test_an_unknown_link_gets_a_sentence(client):
    response = client.get("/stop/nothing/")
    assert (response.status_code, "Nothing to stop" in response.content.decode()) == (410, True)


def test_stopping_by_link_is_recorded_for_the_role_too(people):
    role = Subscription.objects.create(user=people.nobody, topic=Topic.ROLE)
    stop_by_link(by=SYSTEM, subscription=role, on=ON)
    role.refresh_from_db()
    assert role.how == How.HERE


def test_another_private_address_revokes_the_one_before(people):
    first = make_private_address(by=people.nobody, on=ON)
    second = make_private_address(by=people.nobody, on=ON)
    assert first.key != second.key
    assert list(PrivateAddress.objects.values_list("revoked_on", flat=True)) == [ON, None]
    revoke_private_address(by=people.nobody, on=ON)
    with pytest.raises(RuleBroken, match="no private address in use"):
        revoke_private_address(by=people.nobody, on=ON)


def test_a_deactivated_account_is_not_notified(people):
    gone = people.nobody
    User.objects.filter(pk=gone.pk).update(is_active=False)
    Subscription.objects.create(user=gone, topic=Topic.ALL)
    happens()
    assert messages_of(gone) == []
