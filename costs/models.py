"""What a release costs: the DCC's cells by part and stage, SECAS's days. Source: DOMAIN 5."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from releases.models import Release, ScopeItem


class Stage(models.TextChoices):
    """The columns of the DCC cost table, in their order."""

    DESIGN_BUILD_PIT = "design_build_pit", "Design, Build & PIT"
    SIT = "sit", "SIT"
    UIT = "uit", "UIT"
    IMPLEMENT_TO_LIVE = "implement_to_live", "Implement to live"


class Basis(models.TextChoices):
    """What an amount rests on."""

    ESTIMATE = "estimate", "Estimate (Preliminary Assessment)"
    FIRM = "firm", "Firm (Impact Assessment)"
    TBC = "tbc", "To be confirmed"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class CostCell(models.Model):
    """One cell of the DCC cost table. A cell that is not entered is to be confirmed."""

    item = models.ForeignKey(ScopeItem, models.PROTECT, related_name="cost_cells")
    stage = models.CharField(max_length=20, choices=Stage)
    basis = models.CharField(max_length=16, choices=Basis)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "stage"], name="cost_cell_once"),
            models.CheckConstraint(
                condition=Q(basis__in=["estimate", "firm"], amount__isnull=False, amount__gte=0)
                | Q(basis="tbc", amount__isnull=True)
                | (Q(basis="not_applicable", amount__isnull=True) & ~Q(reason="")),
                name="cost_cell_amount_fits_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_stage_display()}"


class SecasEffort(models.Model):
    """Days that SECAS spends on a release, and the day rate they are charged at."""

    class Kind(models.TextChoices):
        IMPLEMENTATION = "implementation", "Implementation"
        PROJECT_MANAGEMENT = "project_management", "Project management"

    release = models.ForeignKey(Release, models.PROTECT, related_name="secas_efforts")
    kind = models.CharField(max_length=20, choices=Kind)
    days = models.DecimalField(max_digits=5, decimal_places=1)
    day_rate = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "kind"], name="secas_effort_once"),
            models.CheckConstraint(condition=Q(days__gt=0, day_rate__gt=0), name="secas_effort_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.get_kind_display()}"

    @property
    def amount(self) -> Decimal:
        return self.days * self.day_rate
