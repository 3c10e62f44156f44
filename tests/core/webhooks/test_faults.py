"""What goes wrong for one webhook stops no other, and what its owner decides during an attempt stays."""

from datetime import timedelta

import pytest
from django.db import connection

from secrel.core.dates import clock
from secrel.core.webhooks import delivering
from secrel.core.webhooks.delivering import MOST_ATTEMPTS, REST, UNKNOWN, forget, spread
from secrel.core.webhooks.events import sources
from secrel.core.webhooks.models import Webhook, WebhookDelivery
from secrel.core.webhooks.operations.owning import OVERLAP, renew_webhook_secret
from secrel.core.webhooks.operations.running import TURNED_OFF, send_event_again, turn_webhook_off
from secrel.core.webhooks.sending import Answer
from tests.core.notifications.followed import happens
from tests.core.webhooks.hooked import ON, deliveries, hooked, sent
from tests.core.webhooks.receiver import receiving

pytestmark = pytest.mark.django_db
ADDRESS = "https://1.1.1.1/hook"


def test_a_question_that_fails_for_one_reader_stops_nobody_and_is_asked_again(
    people, settings, monkeypatch, as_role
):
    may_read, bad = type(sources()).may_read, {people.nobody.pk}

    def asked(self, owner, event):
        if owner.pk in bad:
            connection.cursor().execute("SELECT 1/0")  # the transaction is broken, too
        return may_read(self, owner, event)

    monkeypatch.setattr(type(sources()), "may_read", asked)
    now = clock.now() + timedelta(seconds=1)
    with receiving(settings) as receiver:
        broken, _ = hooked(people.nobody, receiver.address, "rid.published", "release.live")
        sound, _ = hooked(people.member, receiver.address)
        happens("white")
        happens("body:panel", kind="live")
        assert spread(now) == {broken.pk, sound.pk}
        assert (sent(sound, now), len(receiver.came)) == (1, 1)
        assert {row.is_open for row in deliveries(broken)} == {False}
        assert as_role("nobody").get(f"/api/v1/webhooks/{broken.pk}/deliveries/").json()["results"] == []
        assert (sent(broken, now), len(receiver.came)) == (
            2,
            1,
        )  # asked again: postponed, none hides the other
        assert all(row.next_at > now and row.attempts == 1 for row in deliveries(broken))
        assert Webhook.objects.get(pk=broken.pk).failing_since is None
        bad.clear()
        assert (sent(broken, now + REST), len(receiver.came)) == (2, 2)
    [kept] = deliveries(broken)  # what was never theirs to see is gone
    assert (kept.is_open, kept.outcome) == (True, "Arrived")
    bad.add(people.nobody.pk)
    kept = send_event_again(by=people.nobody, delivery=kept, on=ON)
    WebhookDelivery.objects.filter(pk=kept.pk).update(attempts=MOST_ATTEMPTS - 1)
    assert sent(broken, clock.now() + REST) == 1
    assert deliveries(broken)[0].outcome == UNKNOWN


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("decided", ["off", "again"])
def test_what_the_owner_decides_during_an_attempt_stays(people, settings, monkeypatch, decided, taken):
    owner, now = people.nobody, clock.now() + timedelta(seconds=1)
    row, _ = hooked(owner, ADDRESS)
    happens("white")
    spread(now)

    def meanwhile(*args, **options):
        if decided == "off":
            turn_webhook_off(by=owner, webhook=row, on=ON)
        else:
            send_event_again(by=owner, delivery=deliveries(row)[0], on=ON)
        return Answer(200 if taken else 410, "", "" if taken else "The receiver answered 410.", 1)

    monkeypatch.setattr(delivering, "send", meanwhile)
    monkeypatch.setattr(delivering, "AT_MOST", timedelta())
    delivering.attempt(deliveries(row)[0], now, ON)
    [kept] = deliveries(row)
    assert kept.log.count() == 1
    if decided == "off":
        assert (kept.next_at, kept.outcome) == (None, "Arrived" if taken else TURNED_OFF)
    elif taken:
        assert (kept.attempts, kept.outcome) == (0, "Waiting")
    else:
        assert kept.outcome == TURNED_OFF  # 410 turns off whatever waits


def test_a_former_secret_is_forgotten_once_it_signs_no_more(people):
    row, _ = hooked(people.nobody, ADDRESS)
    renew_webhook_secret(by=people.nobody, webhook=row, on=ON)
    forget(clock.now())
    assert Webhook.objects.get().former_secret
    forget(clock.now() + OVERLAP + timedelta(minutes=1))
    assert (Webhook.objects.get().former_secret, Webhook.objects.get().former_until) == ("", None)
