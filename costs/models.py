"""The costs of a release: DCC costs by part and stage, combined assessments, SECAS's days."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from costs.stages import COMBINED_STAGES, Stage
from modifications.models.change_requests import ChangeRequest
from modifications.models.progress import Assessment
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.values.constraints import only_choices
from secrel.core.values.fields import paragraphs


class Basis(models.TextChoices):
    """The basis of an amount."""

    ESTIMATE = "estimate", "Estimate (Preliminary Assessment)"
    FIRM = "firm", "Firm (Impact Assessment)"
    TBC = "tbc", "To be confirmed"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NONE = "none", "Nothing will be incurred"


class CostLine(models.TextChoices):
    """What a line of the cost table is for."""

    MODIFICATION = "modification", "A modification's part"
    COMBINED = "combined", "All together (combined assessment)"
    CHANGE_REQUEST = "change_request", "Share of a Change Request"
    OPERATIONAL = "operational", "Operational costs"


class CostCell(models.Model):
    """A cell of the DCC cost table. A cell without a row is to be confirmed."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="cost_cells")
    line = models.CharField(max_length=16, choices=CostLine, default=CostLine.MODIFICATION)
    item = models.ForeignKey(ScopeItem, models.PROTECT, null=True, blank=True, related_name="cost_cells")
    change_request = models.ForeignKey(
        ChangeRequest, models.PROTECT, null=True, blank=True, related_name="cost_cells"
    )
    stage = models.CharField(max_length=40, choices=Stage)
    basis = models.CharField(max_length=16, choices=Basis)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="The assessment it comes from.")
    stated_on = models.DateField(null=True, blank=True, help_text="The date of its source.")
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="cost_cells"
    )

    class Meta:
        constraints = [
            only_choices("stage", Stage.values, "cost_cell_stage_known"),
            models.UniqueConstraint(fields=["item", "stage"], name="cost_cell_once"),
            models.UniqueConstraint(
                fields=["release", "line", "stage"],
                condition=Q(line__in=["combined", "operational"]),
                name="cost_cell_of_release_once",
            ),
            models.UniqueConstraint(
                fields=["release", "change_request", "stage"],
                condition=Q(line="change_request"),
                name="cost_cell_of_change_request_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(line="modification", item__isnull=False, change_request__isnull=True)
                    & ~Q(stage="operational")
                )
                | (
                    Q(line="change_request", item__isnull=True, change_request__isnull=False)
                    & ~Q(stage="operational")
                )
                | Q(
                    line="combined",
                    item__isnull=True,
                    change_request__isnull=True,
                    stage__in=[stage.value for stage in COMBINED_STAGES],
                )
                | Q(line="operational", item__isnull=True, change_request__isnull=True, stage="operational"),
                name="cost_cell_stands_in_its_line",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["estimate", "firm"], amount__isnull=False, amount__gte=0)
                | Q(basis__in=["tbc", "not_applicable", "none"], amount__isnull=True),
                name="cost_cell_amount_fits_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.change_request or self.release}: {self.get_stage_display()}"


class CombinedAssessment(models.Model):
    """One assessment for several modifications, and possibly Change Requests, delivered as one package.

    Its cells replace the modifications' own ones of the same stage in the total; both stay visible.
    """

    release = models.OneToOneField(Release, models.PROTECT, related_name="combined_assessment")
    shared_with = paragraphs(help_text="The Change Requests, or others, it was made together with.")

    def __str__(self) -> str:
        return f"Combined assessment of the {self.release}"


class SecasEffort(models.Model):
    """Days that SECAS spends on a release, and the day rate they are charged at."""

    class Kind(models.TextChoices):
        IMPLEMENTATION = "implementation", "Implementation"
        PROJECT_MANAGEMENT = "project_management", "Project management"

    release = models.ForeignKey(Release, models.PROTECT, related_name="secas_efforts")
    kind = models.CharField(max_length=20, choices=Kind)
    days = models.DecimalField(max_digits=7, decimal_places=2)
    day_rate = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "kind"], name="secas_effort_once"),
            only_choices("kind", ["implementation", "project_management"], "secas_effort_kind_known"),
            models.CheckConstraint(condition=Q(days__gt=0, day_rate__gt=0), name="secas_effort_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.get_kind_display()}"

    @property
    def amount(self) -> Decimal:
        """In pounds, to the penny."""
        return (self.days * self.day_rate).quantize(Decimal("0.01"))
