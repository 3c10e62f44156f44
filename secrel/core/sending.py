"""Stored files sent to a browser."""

import logging

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse

from secrel.core.files.names import safe_name
from secrel.core.models import StoredFile

log = logging.getLogger("secrel")


def send_file(file: StoredFile, name: str, *, inline: bool) -> HttpResponse:
    """A stored file under a name; what came from people is never shown inline from our origin."""
    if not default_storage.exists(file.path):
        log.error("The file %s is missing from the storage", file.digest)
        raise Http404("The file is missing from the storage. The administrator can restore it from a backup.")
    response = FileResponse(
        default_storage.open(file.path),
        as_attachment=not inline,
        filename=safe_name(name),
        content_type=file.media_type,
    )
    response["ETag"] = f'"{file.digest}"'
    response["Cache-Control"] = "no-cache" if inline else "private, no-store"
    return response
