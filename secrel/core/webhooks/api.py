"""Webhooks in the API: what the pages do, for one's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from secrel.core.api.places import Found, place
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.values.encrypted import decrypted
from secrel.core.web.http import found_or_404
from secrel.core.webhooks.events import KINDS, choices
from secrel.core.webhooks.models import Webhook, WebhookDelivery
from secrel.core.webhooks.operations.owning import (
    add_webhook,
    change_webhook,
    remove_webhook,
    renew_webhook_secret,
)
from secrel.core.webhooks.operations.running import (
    send_event_again,
    send_test_event,
    turn_webhook_off,
    turn_webhook_on,
)


def _own(request: Request) -> QuerySet[Webhook]:
    if not request.user.is_authenticated:
        raise PermissionDenied
    return Webhook.objects.kept().filter(owner=request.user.pk)


def _webhook(request: Request, text: str, found: Found) -> Webhook:
    return found_or_404(_own(request).filter(pk=text), "webhook of yours")


def _delivery(request: Request, text: str, found: Found) -> WebhookDelivery:
    return found_or_404(_deliveries(request, found).filter(pk=text), "event of this webhook")


def _deliveries(request: Request, found: Found) -> QuerySet[WebhookDelivery]:
    rows = found["webhook"].deliveries.shown().select_related("webhook", "event")
    return rows.prefetch_related("log")


place("webhook", "[1-9][0-9]{0,8}", _webhook, "The number of the webhook.", "1")
place("delivery", "[1-9][0-9]{0,11}", _delivery, "The number of an event that was sent to it.", "1")


def _secret(request: Request, found: Found) -> Mapping[str, Any]:
    return {"secret": decrypted(found["webhook"].secret)}


def _log(row: WebhookDelivery) -> list[dict[str, Any]]:
    return [
        {"at": one.at, "status": one.status, "took": one.took, "said": one.said, "failure": one.failure}
        for one in row.log.all()
    ]


def _read(request: Request, found: Found) -> Mapping[str, Any]:
    row = found["delivery"]
    return DELIVERIES.of_row(row) | {"log": _log(row)}


SHAPE = {
    "number": ("pk", int),
    "name": str,
    "address": str,
    "events": list[str],
    "release": str,
    "condition": str,
    "off_because": str,
    "former_until": datetime | None,
}
SENT = {
    "number": ("pk", int),
    "event": ("event.key", str),
    "type": ("event.kind", str),
    "made_at": datetime,
    "attempts": int,
    "outcome": str,
}
EXAMPLE = {
    "name": "Release plan",
    "address": "https://example.org/hooks/secrel",
    "events": ["notice.published", "rid.published"],
    "release": "",
}
EVENTS_FIELD = serializers.ListField(
    child=serializers.ChoiceField(choices=choices()), max_length=len(KINDS), help_text="Types of events."
)
ADDRESS = serializers.CharField(max_length=500, help_text="Where events are sent, beginning with https://.")
NAME = serializers.CharField(max_length=80, allow_blank=True)
RELEASE = serializers.CharField(
    required=False, allow_blank=True, max_length=60, help_text="Slug of the only release; empty: all."
)
FIELDS: dict[str, Any] = {"name": NAME, "address": ADDRESS, "events": EVENTS_FIELD, "release": RELEASE}

WEBHOOKS = Listing(
    "webhooks/",
    SHAPE,
    rows=lambda request, found: _own(request),
    about="Your webhooks, without their secrets.",
)
WEBHOOK = Resource("webhooks/{webhook}/", SHAPE, about="An address to which events are sent.")
SECRET = Resource(
    "webhooks/{webhook}/secret/",
    {"secret": str},
    read=_secret,
    about="The secret that signs, once.",
    example={"secret": "whsec_…"},
)
DELIVERIES = Listing(
    "webhooks/{webhook}/deliveries/", SENT, rows=_deliveries, about="What was sent to it, the latest first."
)
DELIVERY = Resource(
    "webhooks/{webhook}/deliveries/{delivery}/",
    {**SENT, "log": list[dict]},
    read=_read,
    about="An event that was sent, with each attempt.",
)
RESOURCES: list[Resource] = [WEBHOOKS, WEBHOOK, DELIVERIES, DELIVERY]


def _made(result: tuple[Webhook, str]) -> dict[str, str]:
    return {"webhook": str(result[0].pk)}


TWINS = [
    Twin(add_webhook, "POST", WEBHOOKS.address, WEBHOOK, new=_made, fields=FIELDS, example=EXAMPLE),
    Twin(change_webhook, "PATCH", WEBHOOK.address, WEBHOOK, fields=FIELDS, example=EXAMPLE),
    Twin(remove_webhook, "DELETE", WEBHOOK.address),
    Twin(renew_webhook_secret, "POST", SECRET.address, SECRET, shows_secret=True),
    Twin(turn_webhook_off, "POST", "webhooks/{webhook}/off/", WEBHOOK, fields={"because": None}),
    Twin(turn_webhook_on, "POST", "webhooks/{webhook}/on/", WEBHOOK),
    Twin(
        send_test_event,
        "POST",
        "webhooks/{webhook}/test/",
        DELIVERY,
        new=lambda row: {"delivery": str(row.pk)},
    ),
    Twin(send_event_again, "POST", "webhooks/{webhook}/deliveries/{delivery}/again/", DELIVERY),
]
