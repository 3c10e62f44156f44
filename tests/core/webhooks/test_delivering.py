"""Deliveries: if and only if the change is kept, at least once, for three days, and to who may read it then."""

import json
from datetime import timedelta

import pytest
from django.db import transaction

from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Membership
from secrel.core.notifications.notify import publish_news
from secrel.core.webhooks import delivering, tasks
from secrel.core.webhooks.delivering import (
    CLOSED,
    FIRST_WAIT,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    NO_MORE,
    REST,
    UNREADABLE,
    deliver,
    due,
    forget,
    spread,
    wait_after,
)
from secrel.core.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery, WebhookEvent
from secrel.core.webhooks.operations.running import TURNED_OFF, send_event_again, turn_webhook_on
from tests.core.notifications.followed import happens
from tests.core.webhooks.hooked import ON, deliveries, hooked, sent
from tests.core.webhooks.receiver import receiving
from tests.core.webhooks.test_signing import is_ours

pytestmark = pytest.mark.django_db


def test_waits_grow_with_jitter_and_end_after_three_days():
    for attempts, expected in ((1, FIRST_WAIT), (2, 3 * FIRST_WAIT), (9, LONGEST_WAIT), (10, LONGEST_WAIT)):
        found = [wait_after(attempts) for _ in range(20)]
        assert len(set(found)) > 1
        assert all(0.8 * expected <= one <= 1.2 * expected for one in found)
    whole = sum((min(FIRST_WAIT * 3**n, LONGEST_WAIT) for n in range(MOST_ATTEMPTS - 1)), timedelta())
    assert timedelta(days=3) < whole < timedelta(days=3.5)


def test_what_happened_arrives_once_signed_small_and_logged(people, settings):
    with receiving(settings) as receiver:
        row, secret = hooked(people.nobody, receiver.address)
        news = happens("white", "release:june-2021")
        assert (sent(row), sent(row)) == (1, 0)
    [(_, headers, body)] = receiver.came
    assert is_ours(headers, body, secret)
    event = WebhookEvent.objects.get(news=news)
    assert json.loads(body) == {
        "id": event.key,
        "type": "rid.published",
        "timestamp": event.at.isoformat(),
        "data": {
            "reference": "releases/june-2021/rid/7.0",
            "title": "RID 7.0 is published",
            "releases": ["june-2021"],
            "page": f"{settings.SITE_URL}/releases/june-2021/rid/7.0/",
            "api": f"{settings.SITE_URL}/api/v1/releases/june-2021/versions/7.0/",
        },
    }
    assert (headers["webhook-id"], headers["content-type"]) == (event.key, "application/json")
    [delivery] = deliveries(row)
    log = delivery.log.get()
    assert (delivery.outcome, log.status, log.said, log.failure) == ("Arrived", 200, "Thanks. <b>\ufffd", "")


def test_a_refused_event_is_tried_again_with_the_same_id_and_a_new_time(people, settings):
    now = clock.now()
    with receiving(settings, 500, 503, 200) as receiver:
        row, secret = hooked(people.nobody, receiver.address)
        happens("white")
        happens("white")
        assert sent(row, now) == 1  # the second waits: the receiver rests
        [first, second] = deliveries(row)
        assert (first.outcome, second.outcome) == ("Will be tried again", "Waiting")
        assert now + 0.8 * FIRST_WAIT <= first.next_at <= now + 1.2 * FIRST_WAIT
        assert Webhook.objects.get().failing_since == now
        assert not due(now + REST / 2).exists()
        assert sent(row, now + REST / 2) == 0
        assert sent(row, now + 2 * REST) == 1
        assert sent(row, now + 4 * REST) == 2
    assert [one.outcome for one in deliveries(row)] == ["Arrived", "Arrived"]
    ids = [headers["webhook-id"] for _, headers, _ in receiver.came]
    assert sorted(ids.count(one) for one in set(ids)) in ([1, 3], [2, 2])
    assert Webhook.objects.get().failing_since is None
    assert all(is_ours(headers, body, secret) for _, headers, body in receiver.came)
    assert len({headers["webhook-timestamp"] for _, headers, _ in receiver.came}) == 3


def test_after_three_days_an_event_is_given_up_and_can_be_sent_again(people, settings):
    with receiving(settings, 500, 200) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        spread(clock.now())
        row.deliveries.update(attempts=MOST_ATTEMPTS - 1)
        assert sent(row) == 1
        [delivery] = deliveries(row)
        assert (delivery.outcome, delivery.next_at) == (NO_MORE, None)
        again = send_event_again(by=people.nobody, delivery=delivery, on=ON)
        assert (again.attempts, again.outcome) == (0, "Waiting")
        assert sent(row) == 1
    [first, second] = receiver.came
    assert first[1]["webhook-id"] == second[1]["webhook-id"] == delivery.event.key
    assert deliveries(row)[0].outcome == "Arrived"
    assert delivery.log.count() == 2


@pytest.mark.parametrize("status", [500, 410])
def test_a_receiver_that_fails_for_days_or_is_gone_is_turned_off_and_its_owner_told(people, settings, status):
    now = clock.now()
    with receiving(settings, status) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        happens("white")
        if status == 500:
            Webhook.objects.update(failing_since=now - timedelta(days=4, hours=23))
            assert sent(row, now) == 1
            assert Webhook.objects.get().is_on
            now += timedelta(hours=2)
        assert sent(row, now) == 1
    row.refresh_from_db()
    assert (row.condition, row.off_on) == ("Off", ON)
    assert ("for 5 days" if status == 500 else "answered 410") in row.off_because
    assert {one.outcome for one in deliveries(row)} == {TURNED_OFF}
    told = Notification.objects.get(subject="Your webhook Plan was turned off")
    assert (told.user, told.about_account, row.off_because in told.body) == (people.nobody, True, True)
    happens("white")
    assert (sent(row, now + REST * 2), WebhookEvent.objects.count()) == (0, 2)
    row = turn_webhook_on(by=people.nobody, webhook=row, on=ON)
    assert (row.condition, row.failing_since) == ("On", None)


def test_an_event_goes_to_whom_may_read_it_when_it_is_sent(people, settings):
    with receiving(settings) as receiver:
        member, _ = hooked(people.member, receiver.address)
        nobody, _ = hooked(people.nobody, receiver.address)
        happens("body:panel")
        spread(clock.now())
        assert (len(deliveries(member)), deliveries(nobody)) == (1, [])
        Membership.objects.filter(user=people.member).update(until_on=ON - timedelta(days=1))
        assert sent(member) == 1
        assert receiver.came == []
        [closed] = deliveries(member)
        assert (closed.outcome, closed.log.count()) == (CLOSED, 0)
        happens("body:panel")
        happens("white")
        assert (sent(member), sent(nobody)) == (1, 1)
    assert {json.loads(body)["data"]["title"] for _, _, body in receiver.came} == {"RID 7.0 is published"}


def test_a_withdrawn_publication_is_not_sent(people, settings):
    with receiving(settings) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        common = {"kind": "published", "body": "", "topics": [], "audience": "white", "on": ON}
        withdrawn = "/releases/june-2021/rid/7.0/"
        publish_news(subject="Unpublished", path="/releases/june-2021/", retracts=withdrawn, **common)
        assert sent(row) == 1
    assert json.loads(receiver.came[0][2])["data"]["title"] == "Unpublished"


def test_what_is_rolled_back_is_no_event_and_what_nobody_gets_is_not_written(people, settings):
    happens("white")
    with receiving(settings) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            happens("white")
            assert WebhookEvent.objects.count() == 1
            1 / 0  # noqa: B018
        assert sent(row) == 0
    assert (receiver.came, WebhookEvent.objects.count()) == ([], 0)


def test_only_the_chosen_events_of_the_chosen_release(examples, people, settings):
    with receiving(settings) as receiver:
        row, _ = hooked(people.nobody, receiver.address, "rid.published", release="june-2021")
        happens("white", "release:june-2021")
        happens("white", "release:november-2021")
        happens("white", "release:june-2021", kind="live")
        assert sent(row) == 1
    assert json.loads(receiver.came[0][2])["data"]["releases"] == ["june-2021"]


def test_two_workers_send_once_and_a_killed_one_is_followed_by_another(people, settings, monkeypatch):
    now = clock.now()
    with receiving(settings) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        spread(now)

        def killed(*args, **options):
            assert deliver(row.pk, now=lambda: now, on=ON) == 0  # a second worker meanwhile
            raise KeyboardInterrupt

        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(delivering, "send", killed)
            sent(row, now)
        [delivery] = deliveries(row)
        assert (delivery.attempts, delivery.next_at) == (1, now + delivering.LEASE)
        assert sent(row, now + delivering.LEASE) == 1
    assert len(receiver.came) == 1


def test_a_private_address_is_refused_when_sent_and_a_lost_key_says_so(people, settings):
    with receiving(settings) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        settings.WEBHOOK_NETWORKS = ()
        assert sent(row) == 1
        assert "no public address" in WebhookAttempt.objects.get().failure
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []
        assert sent(row, clock.now() + 5 * REST) == 1
    assert WebhookAttempt.objects.first().failure == UNREADABLE
    assert receiver.came == []


def test_the_jobs_spread_send_and_take_up_what_is_left(people, settings, monkeypatch):
    woken: list[int] = []
    monkeypatch.setattr(tasks.deliver_events, "delay", lambda *, webhook: woken.append(webhook))
    monkeypatch.setattr(delivering, "AT_MOST", timedelta())
    with receiving(settings) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        happens("white")
        tasks.spread_events()
        tasks.deliver_due_events()
        assert woken == [row.pk, row.pk]
        tasks.deliver_events(webhook=row.pk)  # no time: nothing is begun
        assert receiver.came == []
        monkeypatch.setattr(delivering, "AT_MOST", timedelta(seconds=5))
        tasks.deliver_events(webhook=row.pk)
        tasks.deliver_due_events()
    assert (len(receiver.came), len(woken)) == (2, 2)
    tasks.forget_deliveries()
    assert len(deliveries(row)) == 2


def test_old_logs_are_dropped_and_what_waits_is_kept(people, settings):
    now = clock.now()
    with receiving(settings, 200, 500) as receiver:
        row, _ = hooked(people.nobody, receiver.address)
        happens("white")
        happens("white")
        assert sent(row) == 2
    WebhookDelivery.objects.update(made_at=now - timedelta(days=31))
    WebhookEvent.objects.update(at=now - timedelta(days=31))
    assert forget(now) == 1
    [kept] = deliveries(row)
    assert (kept.attempts, WebhookAttempt.objects.count(), WebhookEvent.objects.count()) == (1, 1, 1)
    assert forget(now) == 0
