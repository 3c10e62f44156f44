"""Acceptance criteria of a release and the evidence for them. Source: DOMAIN 6."""

from django.db import models
from django.urls import reverse

from releases.models import Release
from secrel.core.constraints import only_known
from secrel.core.immutable import Immutable
from secrel.core.models import StoredFile


class Category(models.TextChoices):
    GENERAL = "general", "General"
    OPERATIONAL = "operational", "Operational"
    TESTING = "testing", "Testing"
    SECURITY = "security", "Security"


class CriterionText(models.Model):
    """A criterion of the standard set: its wording, who owes the evidence and which body reviews it."""

    category = models.CharField(max_length=12, choices=Category)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    for_documents = models.BooleanField(help_text="Also in a document-only release.")

    class Meta:
        ordering = ["category", "number"]
        constraints = [
            models.UniqueConstraint(fields=["category", "number"], name="standard_criterion_once"),
            only_known("category", Category.values, "standard_criterion_category_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.number}"


class Criterion(models.Model):
    """A criterion of one release, copied from the standard set and its own from then on."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="criteria")
    category = models.CharField(max_length=12, choices=Category)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("core.Body", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["release", "category", "number"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["release", "category", "number"], name="criterion_once"),
            only_known("category", Category.values, "criterion_category_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("criterion", args=[self.release.slug, self.key])

    @property
    def key(self) -> str:
        return f"{self.category}-{self.number}"


class Evidence(Immutable):
    """A file submitted for a criterion. It is kept as it came; a better one is a later row."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    body = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    receipt = models.CharField(max_length=20, unique=True)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        verbose_name_plural = "evidence"
        constraints = [models.UniqueConstraint(fields=["criterion", "file"], name="evidence_file_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.receipt})"

    def get_absolute_url(self) -> str:
        return reverse("receipt", args=[self.criterion.release.slug, self.receipt])
