"""Errors in a document that SECAS accepts, each with a reason. Rows are never overwritten: the latest counts."""

from django.db import models

from releases.models.releases import Release
from secrel.core.values.immutable import Immutable


class Waiver(Immutable):
    """A decision by SECAS to accept an error, or (`is_waived` false) to withdraw an earlier acceptance.

    It applies to the finding, figures included, also if its sentence is worded in another way. If the document changes
    so that the rule reports something else, the new finding is not waived.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="waivers")
    rule = models.CharField(max_length=60)
    finding = models.TextField(help_text="The finding, word for word.")
    facts_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Of rule, place and facts of the finding; older waivers have none.",
    )
    is_waived = models.BooleanField(default=True)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.release}: {self.rule}"
