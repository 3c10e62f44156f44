"""Stored files sent to a browser."""

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils.http import content_disposition_header, http_date

from secrel.core.models import StoredFile


def send_file(file: StoredFile, name: str, *, inline: bool) -> HttpResponse:
    """A stored file under a name; what came from people is never shown inline from our origin."""
    with default_storage.open(file.path) as stored:
        content = stored.read()
    return HttpResponse(
        content,
        content_type=file.media_type,
        headers={
            "Content-Disposition": content_disposition_header(not inline, name),
            "ETag": f'"{file.digest}"',
            "Last-Modified": http_date(file.stored_at.timestamp()),
            "Accept-Ranges": "bytes",
        },
    )
