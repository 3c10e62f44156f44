"""Flags: what a daily job found late or about to be. A job flags; a person decides."""

from django.db import models
from django.db.models import Q

from releases.models import ScopeItem
from secrel.core.constraints import only_known


class DailyRun(models.Model):
    """A day whose daily job has run to its end; a day without a row is run again."""

    on = models.DateField(primary_key=True)
    done_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.on)


class Flag(models.Model):
    """One thing wrong with one scope item, from the day it was raised to the day it was cleared."""

    class Kind(models.TextChoices):
        CUT_OFF_NEAR = "cut_off_near", "Cut-off near without a decision"
        CUT_OFF_PASSED = "cut_off_passed", "Cut-off passed without a decision"

    kind = models.CharField(max_length=20, choices=Kind)
    item = models.ForeignKey(ScopeItem, models.PROTECT, related_name="flags")
    due_on = models.DateField()
    raised_on = models.DateField()
    cleared_on = models.DateField(null=True, blank=True)
    cleared_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            only_known("kind", ["cut_off_near", "cut_off_passed"], "flag_kind_known"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(cleared_on__isnull=True), name="flag_one_open_an_item"
            ),
            models.CheckConstraint(
                condition=Q(cleared_on__isnull=True) | Q(cleared_on__gte=models.F("raised_on")),
                name="flag_cleared_after_raised",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_kind_display()}"
