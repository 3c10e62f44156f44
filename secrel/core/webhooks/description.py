"""Webhooks in the API's description (OpenAPI 3.1): each type of event, what is sent, and what a receiver answers."""

from typing import Any

from secrel.core.webhooks.events import KINDS, TEST

EXAMPLE = {
    "id": "evt_1Vb0qS7dG3mJkX2c",
    "type": "notice.published",
    "timestamp": "2020-11-27T09:30:00+00:00",
    "data": {
        "reference": "notices/2020-11-27-sec-27.0",
        "title": "SEC version 27.0",
        "releases": ["november-2020"],
        "page": "https://secrel.example/notices/2020-11-27-sec-27.0/",
        "api": "https://secrel.example/api/v1/notices/2020-11-27-sec-27.0/",
    },
}
TEXT = {"type": "string"}
ADDRESS = {"type": ["string", "null"], "format": "uri"}
EVENT = {
    "type": "object",
    "required": ["id", "type", "timestamp", "data"],
    "properties": {
        "id": TEXT | {"description": "The same in each attempt, as in webhook-id."},
        "type": TEXT,
        "timestamp": TEXT | {"format": "date-time"},
        "data": {
            "type": "object",
            "required": ["reference", "title", "releases", "page", "api"],
            "properties": {
                "reference": TEXT,
                "title": TEXT,
                "releases": {"type": "array", "items": TEXT},
                "page": ADDRESS,
                "api": ADDRESS,
            },
        },
    },
}
HEADERS = {
    "webhook-id": "The id of the message.",
    "webhook-timestamp": "When this attempt was made, in seconds since 1970. Refuse one of five minutes ago.",
    "webhook-signature": "v1, a comma, and the HMAC-SHA256 of id, timestamp and body in base64; several with spaces.",
}


def with_webhooks(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add each type of event to the description."""
    result["components"]["schemas"]["WebhookMessage"] = EVENT
    names = {kind.name: f"{kind.sentence} {kind.readers}" for kind in KINDS.values()}
    names[TEST] = "You sent a test event."
    result["webhooks"] = {name: {"post": _post(name, said)} for name, said in sorted(names.items())}
    return result


def _post(name: str, said: str) -> dict[str, Any]:
    return {
        "operationId": f"webhook_{name.replace('.', '_')}",
        "summary": said.partition(". ")[0].rstrip("."),
        "description": said,
        "parameters": [
            {"name": header, "in": "header", "required": True, "schema": TEXT, "description": words}
            for header, words in HEADERS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/WebhookMessage"},
                    "example": EXAMPLE | {"type": name},
                }
            },
        },
        "responses": {
            "200": {"description": "Taken; any status from 200 to 299 is."},
            "410": {"description": "Send no more: the webhook is turned off."},
        },
    }
