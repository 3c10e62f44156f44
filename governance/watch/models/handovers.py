"""Tasks handed to a colleague: by whom, to whom, why, since when and until when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from secrel.core.values.constraints import only_choices


class Ended(models.TextChoices):
    """How a handover ended."""

    TAKEN_BACK = "taken_back", "Taken back"
    GIVEN_BACK = "given_back", "Given back"
    HANDED_ON = "handed_on", "Handed on"
    OVER = "over", "Over"


class HandoverQuerySet(models.QuerySet["TaskHandover"]):
    def in_force(self, day: date) -> "HandoverQuerySet":
        """Handovers that nobody ended and whose days include this one."""
        return self.filter(ended_on__isnull=True, since_on__lte=day, until_on__gte=day)


class TaskHandover(models.Model):
    """A task that one person handed to a colleague, both days included. After `until_on` it is theirs again.

    `task` is the code of the task, which is the same for everybody who has it; `what` and `act` are its texts on that
    day. Nothing else depends on it: both people keep the permissions of their own roles.
    """

    task = models.CharField(max_length=16)
    what = models.CharField(max_length=500)
    act = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    given_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    given_to = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    since_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=12, choices=Ended, blank=True)
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(ended_on__isnull=True), name="handover_of_a_task_once"
            ),
            models.CheckConstraint(condition=~Q(given_to=F("given_by")), name="handover_to_another_person"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="handover_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="handover_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_how="")
                | (Q(ended_on__isnull=False) & ~Q(ended_how="")),
                name="handover_ended_says_how",
            ),
            only_choices("ended_how", ["", *Ended.values], "handover_end_known"),
        ]

    def __str__(self) -> str:
        return f"{self.what}: handed to {self.given_to}"

    def is_in_force(self, day: date) -> bool:
        """The same condition as `HandoverQuerySet.in_force`."""
        return self.ended_on is None and self.since_on <= day <= self.until_on
