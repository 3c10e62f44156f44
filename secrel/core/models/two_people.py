"""Rows that need two people: one enters them and another confirms them before they have effect."""

from typing import Self

from django.db import models


class TwoPeopleQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(confirmed_on__isnull=False)

    def to_confirm(self) -> Self:
        """Rows entered by one person and not yet confirmed by another."""
        return self.filter(confirmed_on__isnull=True)


class TwoPeople(models.Model):
    """Who entered a row, who confirmed it and from which day it has effect."""

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
