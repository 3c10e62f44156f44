"""Testing deliverables of the DCC: the TAD, in draft and updated, and completion reports. Source: the field's rules."""

from django.db import models
from django.urls import reverse

from governance.acceptance.workflow import DELIVERABLE
from governance.meetings.models import Item, Result
from releases.models.releases import Release
from secrel.core.models.files import StoredFile
from secrel.core.values.constraints import only_choices


class Kind(models.TextChoices):
    DRAFT_TAD = "draft_tad", "Draft TAD"
    TAD = "tad", "Updated TAD"
    SIT = "sit", "SIT Completion Report"
    UIT = "uit", "UIT Completion Report"


FITS = {
    Kind.DRAFT_TAD: {Result.VIEW_GIVEN, Result.RETURNED, Result.DEFERRED},
    Kind.TAD: {
        *(Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.REVIEWED, Result.RETURNED, Result.DEFERRED),
    },
    Kind.SIT: {
        *(Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.APPROVED, Result.RETURNED, Result.DEFERRED),
    },
    Kind.UIT: {
        *(Result.RECOMMENDED, Result.NOT_RECOMMENDED, Result.APPROVED, Result.RETURNED, Result.DEFERRED),
    },
}
"""The results possible for each kind. A TAD is reviewed, a report is approved, a draft gets a view."""


class Deliverable(models.Model):
    """One version of a testing deliverable, as the DCC submitted it. Only its state changes.

    `limits`: the largest numbers of open defects that a TAD allows, by severity: {"3": 10}.
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="deliverables")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(help_text="Counted from 1 for each kind.")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    limits = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=12, choices=DELIVERABLE.choices(), default="submitted", editable=False
    )
    submitted_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    on = models.DateField()
    items = models.ManyToManyField(
        Item, through="DeliverableItem", related_name="+", help_text="By which it was put before a body."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "kind", "number"], name="deliverable_once"),
            only_choices("kind", Kind.values, "deliverable_kind_known"),
            only_choices("state", DELIVERABLE.states, "deliverable_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} of the {self.release}"

    def get_absolute_url(self) -> str:
        return reverse("deliverable-file", args=[self.release.slug, self.kind, self.number])

    @property
    def workflow_state(self):
        return DELIVERABLE.state_of(self)

    @property
    def limited(self) -> list[tuple[str, int]]:
        """Pairs of severity and the largest number of open defects that the TAD allows."""
        return sorted(self.limits.items())


class DeliverableItem(models.Model):
    """An agenda item that asks the TAG for advice on a deliverable, or a body for its decision."""

    ADVISE, TESTING = "advise", "testing"

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="deliverable_item")
    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.deliverable} as {self.item_id}"
