"""Documents brought in, and the twins that upload and discard one. A person confirms one on its page only."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.intake.models import UploadedRid
from governance.intake.operations.uploads import ALSO, discard_upload, upload_rid
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.web.http import found_or_404

UPLOAD = Permission.PUBLISH_VERSIONS


def _uploads() -> Any:
    return UploadedRid.objects.select_related("version__release").defer("found")


def _upload(request: Request, text: str, found: Found) -> UploadedRid:
    let_in(request, UPLOAD)
    return found_or_404(_uploads().filter(receipt=text), "document")


place("upload", "D-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", _upload, "Its receipt number.", "D-2021-AAAA-BBBB")
SHAPE: dict[str, Any] = {
    "receipt": str,
    "name": str,
    "state": str,
    "uploaded_on": serializers.DateField(),
    "problem": str,
    "version": ("version", serializers.CharField(allow_null=True)),
}
DOCUMENT = Resource(
    "imports/{upload}/",
    SHAPE,
    needs=(UPLOAD,),
    about="A document brought in: whether it is read, and which version it became.",
)
DOCUMENTS = Listing(
    "imports/",
    SHAPE,
    rows=lambda request, found: _uploads().order_by("pk"),
    needs=(UPLOAD,),
    about="The documents brought in.",
)
RESOURCES = [DOCUMENTS, DOCUMENT]
TWINS = [
    Twin(upload_rid, "POST", DOCUMENTS.address, DOCUMENT, new=lambda row: {"upload": row.receipt}, also=ALSO),
    Twin(discard_upload, "DELETE", DOCUMENT.address),
]
