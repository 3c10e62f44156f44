"""The pages and the API of webhooks: added, changed, tried, turned off, removed, and nobody else's."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from secrel.core.api.models import GivenAnswer
from secrel.core.api.tokens.operations import make_api_token
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from secrel.core.values.encrypted import decrypted
from secrel.core.webhooks.events import KINDS
from secrel.core.webhooks.models import Webhook, WebhookDelivery
from secrel.core.webhooks.operations.owning import (
    MOST,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
)
from secrel.core.webhooks.operations.running import MOST_TESTS, send_test_event, turn_webhook_off
from tests.core.notifications.followed import happens
from tests.core.webhooks.hooked import ON, deliveries, hooked, sent
from tests.core.webhooks.receiver import receiving
from tests.core.webhooks.test_signing import is_ours

pytestmark = pytest.mark.django_db
LIST = "/accounts/webhooks/"
API = "/api/v1/webhooks/"
JSON = "application/json"


def test_a_webhook_is_added_tried_changed_renewed_turned_off_and_removed(people, as_role, settings):
    client = as_role("nobody")
    with receiving(settings, 200) as receiver:
        facts = {"name": "Plan", "address": receiver.address, "events": ["rid.published"], "release": ""}
        page = client.post(LIST, facts)
        secret = page.context["secret"]
        assert secret in page.content.decode()
        assert secret not in client.get(LIST).content.decode()
        row = Webhook.objects.get(owner=people.nobody)
        assert (secret in row.secret, decrypted(row.secret)) == (False, secret)
        entry = AuditEntry.objects.order_by("-position").first()
        assert (entry.target, entry.changes["host"]) == (
            f"users/{people.nobody.pk}/webhooks",
            [None, "127.0.0.1"],
        )
        assert secret not in str(entry.changes)
        assert "key=1" not in str(entry.changes)
        assert Notification.objects.get(user=people.nobody).subject == "A webhook was added to your account"
        one = f"{LIST}{row.pk}/"
        assert client.post(f"{one}test/").status_code == 303
        assert sent(row) == 1
        [(_, headers, body)] = receiver.came
        assert is_ours(headers, body, secret)
        assert (json.loads(body)["type"], json.loads(body)["data"]["page"]) == ("webhook.test", None)
        shown = client.get(one).content.decode()
        assert "Thanks. &lt;b&gt;" in shown
        assert "Arrived" in shown
        [delivery] = deliveries(row)
        assert client.post(f"{one}events/{delivery.pk}/again/").status_code == 303
        assert (sent(row), len(receiver.came)) == (1, 2)
        new = client.post(f"{one}secret/").context["secret"]
        happens("white")
        assert sent(row) == 1
        assert is_ours(receiver.came[-1][1], receiver.came[-1][2], secret)
        assert is_ours(receiver.came[-1][1], receiver.came[-1][2], new)
        changed = facts | {"name": "Plans", "events": ["release.live"], "token": "1"}
        assert client.post(one, changed).status_code == 303
        assert client.post(one, changed | {"name": "x"}).status_code == 409
        assert client.post(f"{one}off/").status_code == 303
        assert "What happens meanwhile is not sent" in client.get(one).content.decode()
        assert client.post(f"{one}test/").status_code == 422
        assert client.post(f"{one}on/").status_code == 303
        assert as_role("analyst").get(one).status_code == 404
        assert client.post(f"{one}remove/").status_code == 303
    assert client.get(one).status_code == 404
    row.refresh_from_db()
    assert (row.secret, row.former_secret, row.removed_on, row.name) == ("", "", ON, "Plans")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"events": []}, "events"),
        ({"events": ["moon.full"]}, "events"),
        ({"address": "https://10.0.0.1/"}, "address"),
        ({"release": "january-1999"}, "release"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(people, as_role, wrong, field):
    facts = {"name": "Plan", "address": "https://1.1.1.1/hook", "events": ["rid.published"], "release": ""}
    page = as_role("nobody").post(LIST, facts | wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Webhook.objects.count() == 0


def test_limits_and_somebody_elses(people, settings):
    row, _ = hooked(people.nobody, "https://1.1.1.1/hook")
    with pytest.raises(NotAllowed):
        renew_webhook_secret(by=people.analyst, webhook=row, on=ON)
    facts = {"name": row.name, "address": row.address, "events": row.events, "token": row.token}
    with pytest.raises(RuleBroken, match="Nothing has changed"):
        change_webhook(by=people.nobody, webhook=row, **facts, on=ON)
    off, _ = hooked(people.analyst, "https://1.1.1.1/hook")
    turn_webhook_off(by=people.analyst, webhook=off, on=ON)
    with pytest.raises(RuleBroken, match="is off already"):
        turn_webhook_off(by=people.analyst, webhook=off, on=ON)
    for _ in range(MOST_TESTS):
        send_test_event(by=people.nobody, webhook=row, on=ON)
    with pytest.raises(RuleBroken, match="within an hour"):
        send_test_event(by=people.nobody, webhook=row, on=ON)
    WebhookDelivery.objects.update(made_at=clock.now() - timedelta(minutes=61))
    assert send_test_event(by=people.nobody, webhook=row, on=ON)
    for _ in range(MOST - 1):
        row, _ = hooked(people.nobody, "https://1.1.1.1/hook")
    with pytest.raises(RuleBroken, match=f"You have {MOST} webhooks"):
        hooked(people.nobody, "https://1.1.1.1/hook")
    remove_webhook(by=people.nobody, webhook=row, on=ON)
    assert hooked(people.nobody, "https://1.1.1.1/hook")


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_number_of_queries_for_any_number_of_rows(
    people, as_role, django_assert_num_queries, count
):
    client = as_role("nobody")
    rows = [hooked(people.nobody, "https://1.1.1.1/hook")[0] for _ in range(count)]
    for _ in range(count):
        send_test_event(by=people.nobody, webhook=rows[0], on=ON)
    client.get(LIST)
    with django_assert_num_queries(5):
        page = client.get(LIST)
    assert len(page.context["rows"]) == count
    with django_assert_num_queries(8):
        page = client.get(f"{LIST}{rows[0].pk}/")
    assert len(page.context["rows"]) == count


def test_a_program_adds_one_reads_what_was_sent_and_gets_a_secret_that_is_kept_nowhere(people, settings):
    _, token = make_api_token(by=people.nobody, name="x", scopes=["own"], expires_on=ON, on=ON)
    program = Client(headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "once"})
    with receiving(settings, 500) as receiver:
        facts = {"name": "Plan", "address": receiver.address, "events": ["notice.published"]}
        made = program.post(API, facts, JSON)
        assert (made.status_code, made.json()["condition"], "secret" in made.json()) == (201, "On", False)
        assert program.post(API, facts, JSON).json() == made.json()
        one = made["Location"].removeprefix("http://testserver")
        secret = program.post(f"{one}secret/", {}, JSON).json()["secret"]
        assert program.post(f"{one}secret/", {}, JSON).json()["secret"] != secret
        assert not [row for row in GivenAnswer.objects.all() if "whsec_" in str(row.data)]
        assert program.get(f"{one}secret/").status_code == 405
        tried = program.post(f"{one}test/", {}, JSON, headers={"Idempotency-Key": "test"})
        assert tried.status_code == 201
        assert sent(Webhook.objects.get()) == 1
        assert is_ours(receiver.came[0][1], receiver.came[0][2], secret)
    delivery = program.get(tried["Location"].removeprefix("http://testserver")).json()
    assert (delivery["outcome"], delivery["attempts"]) == ("Will be tried again", 1)
    assert [(row["status"], row["failure"]) for row in delivery["log"]] == [
        (500, "The receiver answered 500.")
    ]
    assert len(program.get(f"{one}deliveries/").json()["results"]) == 1
    private = program.post(
        API, facts | {"address": "https://192.168.0.1/"}, JSON, headers={"Idempotency-Key": "2"}
    )
    assert (private.status_code, private.json()["errors"][0]["place"]) == (409, "/address")
    unknown = program.patch(one, facts | {"events": ["x"]}, JSON, headers={"If-Match": made["ETag"]})
    assert (unknown.status_code, unknown.json()["errors"][0]["place"]) == (422, "/events/0")
    changed = {"name": "P", "address": receiver.address, "events": ["release.live"]}
    headers = {"If-Match": made["ETag"], "Idempotency-Key": "3"}
    assert program.patch(one, changed, JSON, headers=headers).json()["events"] == ["release.live"]
    assert Client().get(API).status_code == 401
    assert WebhookDelivery.objects.count() == 1


def test_the_description_and_the_page_of_the_api_tell_every_event(client):
    described = client.get("/api/v1/schema/").json()["webhooks"]
    assert set(described) == {*KINDS, "webhook.test"}
    page = client.get("/api/").content.decode()
    for name, kind in KINDS.items():
        assert kind.sentence.rstrip(".") in described[name]["post"]["summary"] + kind.sentence
        assert f"<code>{name}</code>" in page
    assert "def is_ours(headers, body, secret)" in page
