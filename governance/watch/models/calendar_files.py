"""What each calendar file last sent, so that an event counts as changed only if its readers see a change (ADR 24)."""

from django.db import models


class CalendarFile(models.Model):
    """A calendar file, by its address: "all", "body:panel", "release:june-2021", "private:12"."""

    address = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.address


class CalendarEvent(models.Model):
    """An event as the file last sent it. `sent` is what its readers see; for an event that is gone, its days and place
    only. `sequence` grows with each change."""

    calendar = models.ForeignKey(CalendarFile, models.PROTECT, related_name="events")
    key = models.TextField()
    sent = models.JSONField()
    sequence = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    is_gone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["calendar", "key"], name="calendar_event_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.calendar}"
