"""Sends stored files to a browser."""

from io import BytesIO

from django.http import FileResponse, HttpResponse
from django.utils.http import http_date

from secrel.core.changes.errors import RuleBroken
from secrel.core.dates.clock import today
from secrel.core.files.damaged_files import FileDamaged, open_damage, sound_bytes
from secrel.core.files.names import safe_name
from secrel.core.files.texts import charset_of
from secrel.core.models.files import DamagedFile, StoredFile


class NotSent(RuleBroken):
    """The file is damaged. Pages and API answer 503."""

    status = 503


def send_file(file: StoredFile, name: str, *, inline: bool) -> HttpResponse:
    """A stored file under a name, compared with its digest.

    `inline` is for PDFs that we made; uploads are never shown inline from our origin.
    """
    content = checked_bytes(file, made_by_us=inline)
    charset = charset_of(content) if file.is_text else ""
    response = FileResponse(
        BytesIO(content),
        as_attachment=not inline,
        filename=safe_name(name),
        content_type=f"{file.media_type}; charset={charset}" if charset else file.media_type,
    )
    response["ETag"] = f'"{file.digest}"'
    response["Last-Modified"] = http_date(file.stored_at.timestamp())
    response["Accept-Ranges"] = "bytes"
    return response


def checked_bytes(file: StoredFile, *, made_by_us: bool) -> bytes:
    """The content, compared with its digest; where it differs, records the damage and raises NotSent."""
    try:
        return sound_bytes(file)
    except FileDamaged as damaged:
        raise NotSent(_sentence(open_damage(file, damaged, today()), made_by_us=made_by_us)) from damaged


def _sentence(row: DamagedFile, *, made_by_us: bool) -> str:
    if made_by_us and not row.stays_because:
        next_step = "We are recreating it from its data. Try again in a few minutes."
    else:
        next_step = "They need to restore it from a backup. Try again later."
    return (
        "The stored copy of this file is damaged, so we cannot send it. The administrators have been told. "
        f"{next_step}"
    )
