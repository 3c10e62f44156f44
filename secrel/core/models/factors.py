"""Second factors that count for deciding and administering."""

from django.db import models
from django.db.models import F, Q

from secrel.core.models.people import User


class ConfirmedFactor(models.Model):
    """A confirmed second factor. One without this row can only be used to sign in."""

    authenticator = models.OneToOneField("mfa.Authenticator", models.CASCADE, related_name="confirmed")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Empty: added beside one that counted, a first administrator's, or of an earlier version.",
    )
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("user")),
                name="confirmed_factor_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.authenticator}"
