"""Signatures: as Standard Webhooks computes them, checked by what the page of the API tells receivers."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as ours
from standardwebhooks import Webhook as Library

from secrel.core.values.encrypted import Unreadable, decrypted, encrypted, renewed
from secrel.core.webhooks.models import Webhook
from secrel.core.webhooks.signing import headers, new_secret, signed


def is_ours(sent: dict[str, str], body: bytes, secret: str) -> bool:
    """The check that the page prints, run as it stands there."""
    found: dict = {}
    exec((ours.BASE_DIR / "templates/api/verify.txt").read_text(), found)
    return found["is_ours"](sent, body, secret)


def test_the_signature_is_that_of_the_standards_example():
    at = datetime.fromtimestamp(1614265330, UTC)
    sent = signed(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        '{"test": 2432232314}',
        at,
    )
    assert sent["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert sent["webhook-timestamp"] == "1614265330"


def test_a_receiver_takes_ours_of_the_last_five_minutes_and_no_other():
    secret, body, now = new_secret(), '{"title":"Größe"}', datetime.now(UTC)
    sent = signed([secret], "evt_1", body, now)
    assert is_ours(sent, body.encode(), secret)
    assert Library(secret).verify(body, sent) == {"title": "Größe"}
    assert not is_ours(sent, body.encode() + b" ", secret)
    assert not is_ours(sent, body.encode(), new_secret())
    assert not is_ours(sent | {"webhook-id": "evt_2"}, body.encode(), secret)
    replayed = signed([secret], "evt_1", body, now - timedelta(seconds=301))
    assert not is_ours(replayed, body.encode(), secret)
    assert not is_ours(replayed | {"webhook-timestamp": str(int(time.time()))}, body.encode(), secret)


def test_the_docs_print_the_same_check():
    check = (ours.BASE_DIR / "templates/api/verify.txt").read_text()
    assert check in (ours.BASE_DIR / "docs/mechanisms.md").read_text()


def test_both_secrets_sign_while_the_former_counts():
    old, new, now = new_secret(), new_secret(), datetime.now(UTC)
    row = Webhook(
        secret=encrypted(new), former_secret=encrypted(old), former_until=now + timedelta(seconds=1)
    )
    sent = headers(row, "evt_1", "{}", now)
    assert len(sent["webhook-signature"].split()) == 2
    assert is_ours(sent, b"{}", old)
    assert is_ours(sent, b"{}", new)
    later = headers(row, "evt_1", "{}", now + timedelta(seconds=1))
    assert not is_ours(later, b"{}", old)
    assert is_ours(later, b"{}", new)


def test_a_secret_is_read_with_the_key_of_this_site_or_the_one_before(settings):
    text = encrypted("whsec_x")
    assert "whsec_x" not in text
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert decrypted(text) == "whsec_x"
    text = renewed(text)
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypted(text) == "whsec_x"
    settings.SECRET_KEY = "a third"
    for read in (decrypted, renewed):
        with pytest.raises(Unreadable):
            read(text)
