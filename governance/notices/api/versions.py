"""The versions of a published notice."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.notices.models import Notice
from governance.notices.queries.notices import visible_notices
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Listing, Resource
from secrel.core.web.http import found_or_404

PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(?:[-.][a-z0-9]+){0,20}"


def _published(request: Request, text: str, found: Found) -> Notice:
    return found_or_404(visible_notices(frozenset()).filter(slug=text), "published notice")


place("published_notice", PATTERN, _published, "The published notice.", "2020-11-27-sec-27.0")


def _versions(request: Request, found: Found) -> Any:
    rows = found["published_notice"].versions.select_related("snapshot__content", "snapshot__job")
    return rows.order_by("-number")


VERSIONS = Listing(
    "notices/{published_notice}/versions/",
    {
        "number": int,
        "published_on": serializers.DateField(),
        "content_digest": ("snapshot.content_id", str),
        "snapshot_digest": ("snapshot_id", str),
        "pdf_state": ("snapshot.job.state", str),
        "content": ("snapshot.content.data", dict),
    },
    rows=_versions,
    is_public=True,
    about="The versions of a published notice, the newest first, each as it was published.",
)
RESOURCES: list[Resource] = [VERSIONS]
TWINS: list[Any] = []
