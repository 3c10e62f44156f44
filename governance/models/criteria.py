"""Acceptance criteria: the standard set, and those of a release. Source: DOMAIN 6."""

from django.db import models
from django.urls import reverse

from governance.workflow import CRITERION
from releases.models import Release
from secrel.core.constraints import only_known


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
    """A criterion of one release, copied from the standard set and its own from then on.

    `state` follows from the evidence released for it and from what its reviewing body recorded last.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="criteria")
    category = models.CharField(max_length=12, choices=Category)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=CRITERION.choices(), default="open", editable=False)

    class Meta:
        ordering = ["release", "category", "number"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["release", "category", "number"], name="criterion_once"),
            only_known("category", Category.values, "criterion_category_known"),
            only_known("state", CRITERION.states, "criterion_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("criterion", args=[self.release.slug, self.key])

    @property
    def key(self) -> str:
        return f"{self.category}-{self.number}"

    @property
    def standing(self):
        return CRITERION.state_of(self)
