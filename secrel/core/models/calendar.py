"""Corrections to the calendar library's bank holidays, and the lead times of bodies."""

from django.db import models
from django.db.models import Q

from secrel.core.models.people import Body
from secrel.core.values.constraints import only_choices


class BankHoliday(models.Model):
    """A correction to the library: a day that is a bank holiday after all, or one that is not.

    Bank holidays move and are announced at short notice (8 May 2020, 19 September 2022), so these rows take precedence.
    """

    class Division(models.TextChoices):
        ENGLAND_AND_WALES = "england_and_wales", "England and Wales"
        SCOTLAND = "scotland", "Scotland"

    on = models.DateField()
    division = models.CharField(max_length=20, choices=Division, default=Division.ENGLAND_AND_WALES)
    name = models.CharField(max_length=80)
    is_holiday = models.BooleanField(default=True, help_text="No: the day is a Working Day after all.")
    source = models.CharField(max_length=200, help_text="Where the day was announced.")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["on", "division"], name="bank_holiday_once"),
            only_choices("division", ["england_and_wales", "scotland"], "bank_holiday_division_known"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d %b %Y} {self.name}"


class LeadTime(models.Model):
    """How many Working Days before its meeting a body requires papers and evidence, from a day."""

    USUAL = 5

    body = models.ForeignKey(Body, models.PROTECT, related_name="lead_times")
    from_on = models.DateField()
    papers = models.PositiveSmallIntegerField(default=USUAL)
    evidence = models.PositiveSmallIntegerField(default=USUAL)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["body__order", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "from_on"], name="lead_time_once"),
            models.CheckConstraint(
                condition=Q(papers__lte=60, evidence__lte=60), name="lead_time_is_a_few_weeks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} from {self.from_on}: papers {self.papers}, evidence {self.evidence} Working Days"
