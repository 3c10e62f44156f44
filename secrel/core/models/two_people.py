"""What needs two people: one enters it, another confirms it, and only then does it have effect."""

from typing import Self

from django.db import models


class TwoPeopleQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(confirmed_on__isnull=False)

    def to_confirm(self) -> Self:
        """Entered by one person, and without effect until another confirms."""
        return self.filter(confirmed_on__isnull=True)


class TwoPeople(models.Model):
    """Who entered a row, and who confirmed it since when."""

    granted_by = models.ForeignKey(
        "core.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the application.",
    )
    confirmed_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(
        null=True,
        blank=True,
        help_text="Since when it has effect; empty: a second person confirms it first.",
    )

    class Meta:
        abstract = True
