"""Stores files under their digest; the same bytes are stored once."""

from django.core.files.base import File
from django.core.files.storage import default_storage

from secrel.core.dates import clock
from secrel.core.files.damaged_files import damage_of
from secrel.core.models.files import StoredFile


def store_file(file: File, *, digest: str, media_type: str) -> StoredFile:
    """Store a file whose SHA-256 is `digest`, unless it is there and sound, and return its row."""
    row = StoredFile(digest=digest, size=file.size, media_type=media_type, stored_at=clock.now())
    if damage_of(row):
        default_storage.save(row.path, file)
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return row
