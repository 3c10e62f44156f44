"""Files kept in the storage."""

from django.db import models

from secrel.core.immutable import Immutable


class StoredFile(Immutable):
    """A file in the storage, under its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def path(self) -> str:
        return f"{self.digest[:2]}/{self.digest}"

    @property
    def is_text(self) -> bool:
        """Whether it can be shown as a page."""
        return self.media_type in ("text/csv", "text/plain")
