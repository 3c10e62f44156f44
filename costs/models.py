"""The costs of a release: DCC costs by part and stage, combined assessments, SECAS's days."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from costs.figures import BOUNDS, MOST_YEARS, Figure, Qualifier
from costs.stages import Stage
from modifications.models.change_requests import ChangeRequest
from modifications.models.progress import Assessment
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.values.constraints import only_choices, partial_dates
from secrel.core.values.fields import PartialDateField, paragraphs


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
    YEARLY = "yearly", "Operational costs a year"


class CostCell(models.Model):
    """A cell of the DCC cost table. A cell without a row is to be confirmed."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="cost_cells")
    line = models.CharField(max_length=16, choices=CostLine, default=CostLine.MODIFICATION)
    item = models.ForeignKey(ScopeItem, models.PROTECT, null=True, blank=True, related_name="cost_cells")
    change_request = models.ForeignKey(
        ChangeRequest, models.PROTECT, null=True, blank=True, related_name="cost_cells"
    )
    stage = models.CharField(max_length=40, help_text="A key of `Stage`, or of the release’s `cost_stages`.")
    basis = models.CharField(max_length=16, choices=Basis)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    amount_to = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, help_text="The upper end of a range."
    )
    qualifiers = ArrayField(
        models.CharField(max_length=20, choices=Qualifier),
        default=list,
        blank=True,
        help_text="What its source says beside the amount.",
    )
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="The assessment it comes from.")
    stated_on = models.DateField(null=True, blank=True, help_text="The date of its source.")
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="cost_cells"
    )
    position = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a yearly cost.")
    text = models.CharField(max_length=300, blank=True, help_text="What a yearly cost is for.")
    starts = PartialDateField()
    ends = PartialDateField()
    years = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "position"], condition=Q(line="yearly"), name="cost_cell_of_year_once"
            ),
            models.CheckConstraint(
                condition=Q(line="yearly", position__isnull=False)
                & (Q(years__isnull=True) | Q(years__range=(1, MOST_YEARS), ends=""))
                | ~Q(line="yearly")
                & Q(position__isnull=True, text="", starts="", ends="", years__isnull=True),
                name="cost_cell_period_fits_line",
            ),
            partial_dates("cost_cell_dates", "starts", "ends"),
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
                )
                & ~Q(stage__in=[Stage.DESIGN_BUILD_PIT.value, Stage.OPERATIONAL.value])
                | Q(
                    line__in=["operational", "yearly"],
                    item__isnull=True,
                    change_request__isnull=True,
                    stage="operational",
                ),
                name="cost_cell_stands_in_its_line",
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["estimate", "firm"], amount__isnull=False, amount__gte=0)
                | Q(
                    basis__in=["tbc", "not_applicable", "none"],
                    amount__isnull=True,
                    amount_to__isnull=True,
                    qualifiers__len=0,
                ),
                name="cost_cell_amount_fits_basis",
            ),
            models.CheckConstraint(
                condition=Q(amount_to__isnull=True) | Q(amount_to__gt=F("amount")),
                name="cost_cell_range_rises",
            ),
            models.CheckConstraint(
                condition=Q(qualifiers__contained_by=Qualifier.values)
                & (Q(amount_to__isnull=True) | ~Q(qualifiers__overlap=[one.value for one in BOUNDS]))
                & ~Q(qualifiers__contains=[one.value for one in BOUNDS])
                & ~Q(basis="firm", qualifiers__contains=[Qualifier.ESTIMATED.value]),
                name="cost_cell_qualifiers_fit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.change_request or self.release}: {self.place}"

    @property
    def place(self) -> str:
        """The stage, or what a yearly cost is for."""
        if self.line == CostLine.YEARLY:
            return f"yearly cost {self.position}{f' ({self.text})' if self.text else ''}"
        return Stage(self.stage).label if self.stage in Stage.values else self.stage.replace("_", " ")

    @property
    def figure(self) -> Figure:
        return Figure(self.basis, self.amount, self.amount_to, tuple(self.qualifiers))


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
    qualifiers = ArrayField(
        models.CharField(max_length=20, choices=Qualifier),
        default=list,
        blank=True,
        help_text="What its source says beside the amount.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "kind"], name="secas_effort_once"),
            only_choices("kind", ["implementation", "project_management"], "secas_effort_kind_known"),
            models.CheckConstraint(condition=Q(days__gt=0, day_rate__gt=0), name="secas_effort_positive"),
            models.CheckConstraint(
                condition=Q(qualifiers__contained_by=Qualifier.values)
                & ~Q(qualifiers__contains=[one.value for one in BOUNDS]),
                name="secas_effort_qualifiers_fit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.get_kind_display()}"

    @property
    def amount(self) -> Decimal:
        """In pounds, to the penny."""
        return (self.days * self.day_rate).quantize(Decimal("0.01"))
