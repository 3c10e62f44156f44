"""Packs of meetings. Each is a frozen document, whose job makes the joined PDF and the zip."""

from django.db import models

from governance.composing.models import Snapshot
from governance.meetings.models import Meeting
from secrel.core.values.immutable import Immutable


class Pack(Immutable):
    """A version of a meeting's pack."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="pack")
    made_by = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="pack_version_once")]

    def __str__(self) -> str:
        return f"Pack of the {self.meeting}, version {self.number}"

    @property
    def changes(self) -> list[str]:
        """What changed since the pack before."""
        stated: list[str] = self.snapshot.issue.get("changes", [])
        return stated
