"""What was computed from the facts, kept until an entry of the audit trail bears on it."""

from django.db import models


class CachedResult(models.Model):
    """A result as the facts stood after an entry of the audit trail. It is no fact and may be deleted at any time."""

    key = models.CharField(max_length=200, primary_key=True, help_text="What it is: rid/june-2021")
    position = models.BigIntegerField(help_text="Of the newest entry when it was computed.")
    edition = models.CharField(max_length=64, help_text="Digest of the code that computed it.")
    data = models.JSONField()

    class Meta:
        verbose_name = "cached result"

    def __str__(self) -> str:
        return f"{self.key} after entry {self.position}"
