"""The texts of published RIDs, for searching. Derived from snapshots, which never change; they may be deleted."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from governance.composing.models import Snapshot


class SectionText(models.Model):
    """The text of one section of a RID as it is printed. `key`: its anchor in the HTML."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="texts")
    key = models.CharField(max_length=60)
    heading = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "key"], name="section_text_once")]
        indexes = [GinIndex(SearchVector("text", config="english"), name="section_text_words")]

    def __str__(self) -> str:
        return self.heading


class KnownWords(models.Model):
    """The words of a White RID, in lower case: what a misspelt word of a search may have meant, while it is public."""

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, primary_key=True, related_name="known_words")
    words = ArrayField(models.CharField(max_length=40))

    class Meta:
        ordering = ["snapshot"]

    def __str__(self) -> str:
        return f"{len(self.words)} words of {self.snapshot_id}"
