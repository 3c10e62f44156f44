"""What each calendar file told its readers last, so that only what changed for them is told as a change (ADR 24)."""

from django.db import models


class CalendarFile(models.Model):
    """An address that calendar programmes read: "all", "body:panel", "release:june-2021", "private:12"."""

    address = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.address


class CalendarEvent(models.Model):
    """An event as it was told there last. `told` is what its readers see of it; of one that is gone its days and its
    place alone. `sequence` grows with each change."""

    calendar = models.ForeignKey(CalendarFile, models.PROTECT, related_name="events")
    key = models.TextField()
    told = models.JSONField()
    sequence = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["calendar", "key"], name="calendar_event_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.calendar}"
