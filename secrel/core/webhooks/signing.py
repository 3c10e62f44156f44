"""Signatures as Standard Webhooks has them: an HMAC over id, time and body, with a secret that the receiver has too."""

import base64
import secrets
from datetime import UTC, datetime

from standardwebhooks import Webhook as Signer

from secrel.core.values.encrypted import decrypted
from secrel.core.webhooks.models import Webhook


def new_secret() -> str:
    """A secret of 256 random bits."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def headers(webhook: Webhook, key: str, body: str, now: datetime) -> dict[str, str]:
    """What proves that a body is ours: with the former secret too, as long as it counts. Raises Unreadable."""
    kept = [webhook.secret]
    if webhook.former_secret and now < webhook.former_until:
        kept.append(webhook.former_secret)
    return signed([decrypted(one) for one in kept], key, body, now)


def signed(with_secrets: list[str], key: str, body: str, now: datetime) -> dict[str, str]:
    at = now.astimezone(UTC).replace(microsecond=0)
    signatures = [Signer(secret).sign(key, at, body) for secret in with_secrets]
    return {
        "webhook-id": key,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
