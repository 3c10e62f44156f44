"""The nightly comparison of every stored file with its digest."""

from django.db import models


class FileSweep(models.Model):
    """The check of one night. `upto` is the last digest compared; another worker continues from there."""

    night = models.DateField(primary_key=True)
    upto = models.CharField(max_length=64, blank=True)
    files = models.PositiveIntegerField(default=0)
    damaged = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(help_text="When a worker last told how far it was.")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-night"]

    def __str__(self) -> str:
        return f"Sweep of {self.night}"
