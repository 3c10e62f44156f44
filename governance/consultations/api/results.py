"""The issued versions of the result of a consultation, for whoever may read the consultation."""

from typing import Any

from rest_framework import serializers

from secrel.core.api.twins import Listing, Resource

VERSIONS = Listing(
    "consultations/{asked}/result-versions/",
    {
        "number": int,
        "issued_on": serializers.DateField(),
        "content_digest": ("snapshot.content_id", str),
        "snapshot_digest": ("snapshot_id", str),
        "content": ("snapshot.content.data", dict),
    },
    rows=lambda request, found: (
        found["asked"].results.select_related("snapshot__content").order_by("-number")
    ),
    is_public=True,
    about="The issued versions of the result, the newest first, each as it was issued. No confidential answer is in "
    "them.",
)
RESOURCES: list[Resource] = [VERSIONS]
TWINS: list[Any] = []
