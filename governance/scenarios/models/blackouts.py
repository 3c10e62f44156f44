"""Days on which nothing may go live or be tested."""

from django.db import models


class Blackout(models.Model):
    """A blackout period, from its first to its last day, with its reason."""

    name = models.CharField(max_length=80)
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_on__lte=models.F("last_on")), name="blackout_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(reason=""), name="blackout_has_name_and_reason"
            ),
            models.UniqueConstraint(fields=["name", "first_on"], name="blackout_once"),
        ]

    def __str__(self) -> str:
        return self.name
