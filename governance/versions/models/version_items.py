"""Agenda items about a RID version, and the confirmation of changes that a baseline was subject to."""

from django.db import models

from governance.meetings.models import Decision, Item
from governance.versions.models.versions import RidVersion
from secrel.core.values.immutable import Immutable


class VersionItem(models.Model):
    """The item that asks a body to baseline a version. `changed`: the version with the changes it was subject to."""

    KIND = "baseline"

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="version_item")
    version = models.ForeignKey(RidVersion, models.PROTECT, related_name="+")
    changed = models.ForeignKey(RidVersion, models.PROTECT, null=True, blank=True, related_name="answers")

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.version} as {self.item_id}"


class ChangesConfirmed(Immutable):
    """The Chair's confirmation that a later version makes the named changes and no others."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="changes")
    version = models.ForeignKey(RidVersion, models.PROTECT, related_name="+")
    content_digest = models.CharField(max_length=64)
    on = models.DateField()
    confirmed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "changes confirmed"

    def __str__(self) -> str:
        return f"{self.decision.item}: changes confirmed in {self.version.number}"
