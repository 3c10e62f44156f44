"""Adding, changing and removing a webhook, and giving it a new secret."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record, take_token
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify_owner
from secrel.core.values.encrypted import encrypted
from secrel.core.webhooks.addresses import checked
from secrel.core.webhooks.events import KINDS, sources
from secrel.core.webhooks.models import Webhook
from secrel.core.webhooks.signing import new_secret

MOST = 10
"""The most webhooks of one owner."""
OVERLAP = timedelta(hours=24)
"""How long the former secret signs too."""


@operation("core.add_webhook", None)
def add_webhook(
    *, by: User, name: str, address: str, events: Collection[str], release: str = "", on: date
) -> tuple[Webhook, str]:
    """Register an address to which events are sent. The secret that signs them is returned once."""
    _refuse_facts(by, name, address, events, release)
    owner = User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
    if owner.webhooks.kept().count() >= MOST:
        raise RuleBroken(f"You have {MOST} webhooks. Remove one that nothing uses any more.")
    secret = new_secret()
    row = Webhook.objects.create(
        owner=owner,
        name=name,
        address=address,
        events=_in_order(events),
        release=release,
        secret=encrypted(secret),
        made_on=on,
    )
    record(**target_of(row), changes={name: [None, value] for name, value in _facts(row).items()}, on=on)
    _tell(row, "A webhook was added to your account", on)
    return row, secret


@operation("core.change_webhook", None)
def change_webhook(
    *,
    by: User,
    webhook: Webhook,
    name: str,
    address: str,
    events: Collection[str],
    release: str = "",
    token: Token,
    on: date,
) -> Webhook:
    """Change what is sent to a webhook, or where. What is still to be sent goes to the new address."""
    _refuse_facts(by, name, address, events, release)
    row = own(by, webhook)
    before, former = _facts(row), row.address
    take_token(row, token, lambda: _theirs(row), "This webhook")
    row.name, row.address, row.events, row.release = name, address, _in_order(events), release
    after = _facts(row)
    if before == after and address == former:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    row.save(update_fields=["name", "address", "events", "release"])
    record(**target_of(row), changes={name: [before[name], after[name]] for name in after}, on=on)
    if address != former:
        _tell(row, "A webhook of your account has another address", on)
    return row


@operation("core.remove_webhook", None)
def remove_webhook(*, by: User, webhook: Webhook, on: date) -> None:
    """Remove a webhook: nothing is sent to it any more, and its secret is forgotten."""
    row = own(by, webhook)
    before = _facts(row)
    row.removed_on, row.secret, row.former_secret, row.former_until = on, "", "", None
    row.save(update_fields=["removed_on", "secret", "former_secret", "former_until"])
    record(**target_of(row), changes={name: [value, None] for name, value in before.items()}, on=on)


@operation("core.renew_webhook_secret", None)
def renew_webhook_secret(*, by: User, webhook: Webhook, on: date) -> str:
    """Make a new secret, which is answered once. The former one signs too for 24 hours, so that you can change over."""
    row = own(by, webhook)
    secret = new_secret()
    row.former_secret, row.former_until = row.secret, clock.now() + OVERLAP
    row.secret = encrypted(secret)
    row.save(update_fields=["secret", "former_secret", "former_until"])
    record(**target_of(row), changes={"former_secret_until": [None, row.former_until]}, on=on)
    return secret


def own(by: User, webhook: Webhook) -> Webhook:
    """The webhook, locked. Raises NotAllowed for somebody else's, RuleBroken for one that was removed."""
    row = Webhook.objects.select_for_update(of=("self",), no_key=True).get(pk=webhook.pk)
    if row.owner_id != by.pk:
        raise NotAllowed("This is somebody else’s webhook.")
    if row.removed_on:
        raise RuleBroken("This webhook was removed. Reload the page.")
    return row


def target_of(row: Webhook) -> dict[str, str]:
    return {"target": Target.WEBHOOKS(row.owner_id), "label": f"Webhook {row.name}"}


def _refuse_facts(by: User, name: str, address: str, events: Collection[str], release: str) -> None:
    if not name.strip():
        raise RuleBroken("Give the webhook a name that says what receives the events.", field="name")
    if not events:
        raise RuleBroken("Choose at least one event.", field="events")
    if unknown := sorted(set(events) - set(KINDS)):
        raise RuleBroken(f"There is no event “{unknown[0]}”.", field="events")
    if release and release not in sources().releases(by):
        raise RuleBroken(f"There is no release “{release}” that you may see.", field="release")
    checked(address)


def _in_order(events: Collection[str]) -> list[str]:
    return [name for name in KINDS if name in set(events)]


def _facts(row: Webhook) -> dict[str, Any]:
    """What the audit trail keeps: of the address only the host, as its path may be a secret of the receiver."""
    host = urlsplit(row.address).hostname
    return {"name": row.name, "host": host, "events": row.events, "release": row.release}


def _theirs(row: Webhook) -> dict[str, Any]:
    return {"name": row.name, "address": row.address, "events": row.events, "release": row.release}


def _tell(row: Webhook, subject: str, on: date) -> None:
    """Whoever acts with a stolen session or token cannot do it unseen."""
    notify_owner(
        row.owner,
        subject=subject,
        body=f"{row.name} sends what happens, as far as you may read it, to {urlsplit(row.address).hostname}. If this "
        "was not you, remove it and end all your sessions.",
        path=reverse("webhook", args=[row.pk]),
        on=on,
    )
