"""Errors of a document that stand all the same, with the reason. Nothing is overwritten: the last row counts."""

from django.db import models

from releases.models.releases import Release
from secrel.core.values.immutable import Immutable


class Waiver(Immutable):
    """What SECAS said of one finding: that it stands all the same, or, later, that it does not any more.

    It is about exactly what the rule said, figures included: where the document changes so that the rule says
    something else, nothing is waived.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="waivers")
    rule = models.CharField(max_length=60)
    said = models.TextField(help_text="The finding, word for word.")
    is_waived = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.release}: {self.rule}"
