"""Acceptance criteria: the standard set, and those of a release."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.criteria.workflow import CRITERION, STANDARD
from governance.documents.rid.categories import Category
from governance.meetings.models import Item
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices

SECURITY_BODY = "ssc"
"""The body that reviews evidence on security (the field's rule)."""


class StandardSet(models.Model):
    """A version of the standard criteria, agreed as a whole by the body that holds the power. One is in force."""

    number = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=12, choices=STANDARD.choices(), default="draft", editable=False)
    in_force_from = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    items = models.ManyToManyField(
        Item, through="StandardItem", related_name="+", help_text="By which it was put before a body."
    )
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            only_choices("state", STANDARD.states, "standard_set_state_known"),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state__in=["draft", "in_force"]), name="one_standard_in_a_state"
            ),
        ]

    def __str__(self) -> str:
        return f"Standard set {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("standard", args=[self.number])

    @property
    def workflow_state(self):
        return STANDARD.state_of(self)


class StandardItem(models.Model):
    """An item that asks a body to agree a set. After a deferral, it is asked by a new item."""

    KIND = "standard"

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="standard_item")
    standard = models.ForeignKey(StandardSet, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.standard} as {self.item_id}"


class CriterionText(models.Model):
    """A criterion of a standard set: its text, who provides the evidence and which body reviews it."""

    standard = models.ForeignKey(StandardSet, models.PROTECT, related_name="texts")
    category = models.CharField(max_length=12, choices=Category)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    for_documents = models.BooleanField(help_text="Also in a document-only release.")

    class Meta:
        ordering = ["standard", "category", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "category", "number"], name="standard_criterion_once"
            ),
            only_choices("category", Category.values, "standard_criterion_category_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.number}"


class Criterion(models.Model):
    """A criterion of one release, copied from the standard set and independent of it afterwards.

    `state` depends on the evidence released for it and the last review.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="criteria")
    category = models.CharField(max_length=12, choices=Category)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    why = models.CharField(max_length=300, blank=True, help_text="Why it differs from the standard.")
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=CRITERION.choices(), default="open", editable=False)

    class Meta:
        ordering = ["release", "category", "number"]
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["release", "category", "number"], name="criterion_once"),
            only_choices("category", Category.values, "criterion_category_known"),
            only_choices("state", CRITERION.states, "criterion_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("criterion", args=[self.release.slug, self.key])

    @property
    def key(self) -> str:
        return f"{self.category}-{self.number}"

    @property
    def is_security(self) -> bool:
        """Whether its evidence is restricted to the submitting team and the SSC (the field's rule)."""
        return self.category == Category.SECURITY or self.reviewer.key == SECURITY_BODY

    @property
    def words(self) -> str:
        """Its text, owner, reviewer and reason, as written to audit entries."""
        who = f"evidence from {self.owner.short_name}, reviewed by {self.reviewer.short_name}"
        return f"{self.text} [{who}]" + (f" ({self.why})" if self.why else "")

    @property
    def workflow_state(self):
        return CRITERION.state_of(self)
