"""What changes a SEC document in a release, apart from the modifications that tick it."""

from django.db import models
from django.db.models import Q

from modifications.models.documents import SecDocument
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices


class DocumentSource(models.Model):
    """A government designation, or a DCC notification, that changes a SEC document in a release."""

    class Kind(models.TextChoices):
        DESIGNATION = "designation", "Government designation"
        NOTIFICATION = "dcc_notification", "DCC notification"

    release = models.ForeignKey(Release, models.PROTECT, related_name="document_sources")
    document = models.ForeignKey(SecDocument, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20, choices=Kind)
    clause = models.CharField(max_length=80, blank=True, help_text="The clause under which the DCC notifies.")
    reference = models.CharField(
        max_length=200, blank=True, help_text="Its date or reference, as it is stated."
    )

    class Meta:
        ordering = ["document__order", "document_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "document", "kind"], name="document_source_once"),
            only_choices("kind", ["designation", "dcc_notification"], "document_source_kind_known"),
            models.CheckConstraint(
                condition=Q(clause="") | Q(kind="dcc_notification"),
                name="document_source_clause_of_notification",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} in the {self.release}: {self.get_kind_display()}"
