"""The implementation of a live release: SEC version, versions of documents, lessons. Source: the field's rules."""

from django.db import models
from django.db.models import Q

from releases.models.releases import Release
from secrel.core.values.fields import paragraphs

VERSION = r"^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$"


class Implementation(models.Model):
    """The SEC version that includes a release (empty: not stated), and the lessons from the release."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="implementation")
    sec_version = models.CharField(max_length=12, blank=True, help_text="Major and minor, such as 15.0.")
    lessons = paragraphs(help_text="What the next release should know.")
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sec_version="") | Q(sec_version__regex=VERSION), name="sec_version_form"
            )
        ]

    def __str__(self) -> str:
        return f"Implementation of the {self.release}"


class DocumentVersion(models.Model):
    """The version of a SEC document from a release onwards."""

    implementation = models.ForeignKey(Implementation, models.PROTECT, related_name="documents")
    document = models.ForeignKey("modifications.SecDocument", models.PROTECT, related_name="versions")
    version = models.CharField(max_length=12)

    class Meta:
        ordering = ["document__order"]
        constraints = [
            models.UniqueConstraint(fields=["implementation", "document"], name="document_version_once"),
            models.CheckConstraint(condition=Q(version__regex=VERSION), name="document_version_form"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.version}"
