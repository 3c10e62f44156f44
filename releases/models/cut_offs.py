"""Default cut-offs by path: when a targeted modification must be approved if its item has no cut-off of its own."""

from django.db import models
from django.db.models import Q

from modifications.models.modifications import Modification
from secrel.core.values.constraints import only_choices

PATHS = Modification.Path.values


class CutOffDefault(models.Model):
    """Working Days before the go-live, for releases that go live on `from_on` or later."""

    path = models.CharField(max_length=24, choices=Modification.Path)
    from_on = models.DateField()
    working_days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["path", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["path", "from_on"], name="cut_off_default_once"),
            only_choices("path", PATHS, "cut_off_default_path_known"),
            models.CheckConstraint(
                condition=Q(working_days__range=(1, 250)), name="cut_off_default_before_go_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_path_display()}: {self.working_days} Working Days before the go-live"
