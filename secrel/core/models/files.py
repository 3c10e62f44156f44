"""Files in the storage, and those found damaged there."""

from django.db import models
from django.db.models import Q

from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


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


class Damage(models.TextChoices):
    MISSING = "missing", "Missing"
    CHANGED = "changed", "Changed"
    UNREADABLE = "unreadable", "Cannot be read"


class Mended(models.TextChoices):
    RENDERED = "rendered", "Recreated from its data, identical to the original"
    RESTORED = "restored", "Put back into the storage"


class DamagedFileQuerySet(models.QuerySet["DamagedFile"]):
    def open(self) -> "DamagedFileQuerySet":
        return self.filter(mended_at__isnull=True)


class DamagedFile(models.Model):
    """A stored file that was found damaged, open until it is repaired.

    `looked_at` is when a worker last tried to repair it; `stays_because` is why only an administrator can.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    damage = models.CharField(max_length=10, choices=Damage)
    found_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    stays_because = models.CharField(max_length=300, blank=True)
    mended_at = models.DateTimeField(null=True, blank=True)
    mended = models.CharField(max_length=10, choices=Mended, blank=True)

    objects = DamagedFileQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            only_choices("damage", Damage.values, "damaged_file_damage_known"),
            only_choices("mended", ["", *Mended.values], "damaged_file_mended_known"),
            models.UniqueConstraint(
                fields=["file"], condition=Q(mended_at__isnull=True), name="damaged_file_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_damage_display()}: {self.file_id[:12]}"
