"""Webhooks with the real servers: a change made on a page arrives at a program, signed, and is tried again."""

import json
import re
import secrets
import time

import pytest

from secrel.servers.process import wait_until
from tests.core.webhooks.receiver import receiving
from tests.core.webhooks.test_signing import is_ours
from tests.long.hostile.test_broker_hangs import SCOPE, Reader
from tests.support.stack import Stack

LIST = "/accounts/webhooks/"


@pytest.fixture
def hooks(settings):
    """A receiver, and an application that may reach it."""
    with receiving(settings, 200, 500, 200) as receiver:
        stack = Stack(
            f"hooks-{secrets.token_hex(3)}",
            data="examples",
            WEBHOOK_NETWORKS="127.0.0.0/8",
            WEBHOOK_PORTS=f"443,{receiver.port}",
        )
        try:
            yield stack.start(), receiver
        finally:
            stack.end()


def test_a_change_arrives_signed_within_seconds_and_again_after_a_refusal(hooks):
    stack, receiver = hooks
    analyst = Reader(stack)
    analyst.sign_in("analyst")
    analyst.get(LIST)
    facts = {"name": "Plan", "address": receiver.address, "events": "scope.changed", "release": ""}
    status, page = analyst.post(LIST, **facts)
    assert status == 200, page
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", page.replace("&#x2B;", "+"))[0]
    [number] = set(re.findall(rf"{LIST}(\d+)/", page))
    assert analyst.post(f"{LIST}{number}/test/")[0] == 200
    assert wait_until(lambda: len(receiver.came) == 1, 30, 0.2), stack.logs()
    token = re.search(r'name="token" value="(\d+)"', analyst.get(SCOPE)[1])[1]
    began = time.monotonic()
    assert analyst.post(SCOPE, description="be said otherwise.", token=token)[0] == 200
    assert wait_until(lambda: len(receiver.came) >= 2, 30, 0.2), stack.logs()
    assert time.monotonic() - began < 20
    assert wait_until(lambda: len(receiver.came) == 3, 120, 0.5), stack.logs()
    tried, first, second = [(headers, json.loads(body)) for _, headers, body in receiver.came]
    assert tried[1]["type"] == "webhook.test"
    assert first[1] == second[1]
    assert first[1]["type"] == "scope.changed"
    assert first[1]["data"]["releases"] == ["november-2021"]
    assert first[0]["webhook-id"] == second[0]["webhook-id"] == first[1]["id"]
    _, headers, body = receiver.came[2]
    assert is_ours(headers, body, secret)
    page = analyst.get(f"{LIST}{number}/")[1]
    assert page.count("Arrived") == 2
    assert "2 attempts" in page
