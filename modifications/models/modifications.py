"""Modification Proposals, their references, parts, solutions, decisions and links."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from modifications.models.change_requests import ChangeRequest
from modifications.workflow import STAGE
from secrel.core.values.constraints import number_of_reference, only_choices
from secrel.core.values.references import ModificationReference
from secrel.core.web.addresses import address_of

FORM = r"^(SECMP[0-9]{4}|MP[0-9]{3}|DP[0-9]{3})[A-Z]?$"


class ModificationQuerySet(models.QuerySet["Modification"]):
    def with_reference(self, reference: ModificationReference) -> "ModificationQuerySet":
        """By current or former reference (DP153 finds MP153)."""
        return self.filter(Q(reference=str(reference)) | Q(former__reference=str(reference))).distinct()

    def in_order(self) -> "ModificationQuerySet":
        return self.order_by("number", "suffix", "reference")


class Modification(models.Model):
    """A change to the SEC. Its stage, its decisions and its scope status are stored separately."""

    class Path(models.TextChoices):
        AUTHORITY_LED = "authority_led", "Authority-Led"
        AUTHORITY_DETERMINED = "authority_determined", "Authority-Determined"
        SELF_GOVERNANCE = "self_governance", "Self-Governance"
        FAST_TRACK = "fast_track", "Self-Governance, Fast-Track"

    reference = models.CharField(max_length=12, unique=True)
    number = models.PositiveIntegerField(editable=False)
    suffix = models.CharField(max_length=1, blank=True, editable=False)
    title = models.CharField(max_length=300)
    stage = models.CharField(max_length=20, choices=STAGE.choices(), editable=False)
    path = models.CharField(max_length=24, choices=Path, blank=True, help_text="Empty: not yet stated.")
    is_urgent = models.BooleanField(default=False)
    impacts_dcc_systems = models.BooleanField(null=True, help_text="Empty: not yet assessed.")
    proposer = models.CharField(max_length=120, blank=True, help_text="The organisation that raised it.")
    raised_on = models.DateField(null=True, blank=True)
    issue = models.TextField(blank=True, help_text="What is wrong today, in a few sentences.")
    web_address = models.URLField(
        max_length=300, blank=True, help_text="Its page at the code administrator's, where it has one."
    )
    lead_analyst = models.ForeignKey(
        "core.User", models.PROTECT, null=True, blank=True, related_name="+", help_text="Of SECAS."
    )
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = ModificationQuerySet.as_manager()

    class Meta:
        ordering = ["number", "suffix", "reference"]
        indexes = [GinIndex(SearchVector("title", "issue", config="english"), name="modification_text")]
        constraints = [
            models.CheckConstraint(condition=Q(reference__regex=FORM), name="modification_reference_form"),
            number_of_reference("modification_number"),
            only_choices("stage", STAGE.states, "modification_stage_known"),
            only_choices(
                "path",
                ["", "authority_led", "authority_determined", "self_governance", "fast_track"],
                "modification_path_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return address_of("modification", self.reference)

    @property
    def state(self):
        return STAGE.state_of(self)


class FormerReference(models.Model):
    """A former reference (of the Draft Proposal), by which the modification can still be found."""

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="former")
    reference = models.CharField(max_length=12, unique=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reference__regex=FORM), name="former_reference_form")
        ]

    def __str__(self) -> str:
        return self.reference


class Part(models.Model):
    """The part of a modification that one release delivers; a part without a name is the whole modification."""

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="parts")
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["modification", "pk"]
        constraints = [models.UniqueConstraint(fields=["modification", "name"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.modification.reference} part {self.name}" if self.name else self.modification.reference

    @property
    def address(self) -> str:
        """As used in URLs: SECMP0062, or SECMP0062-part-1."""
        return (
            f"{self.modification.reference}-part-{slugify(self.name)}"
            if self.name
            else self.modification.reference
        )


class Solution(models.Model):
    """The Proposed Solution of a modification, or an Alternative Solution."""

    class Kind(models.TextChoices):
        PROPOSED = "proposed", "Proposed Solution"
        ALTERNATIVE = "alternative", "Alternative Solution"

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="solutions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    is_approved = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["modification", "position"], name="solution_position_once"),
            models.UniqueConstraint(
                fields=["modification"], condition=Q(is_approved=True), name="one_solution_approved"
            ),
            only_choices("kind", ["proposed", "alternative"], "solution_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.modification.reference}"


class ModificationDecision(models.Model):
    """A body's decision on a modification, or its recommendation on one or on a solution.

    The field's rule: under Self-Governance the Change Board decides, otherwise it recommends to the Authority.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="decisions")
    body = models.ForeignKey(
        "core.Body", models.PROTECT, null=True, blank=True, help_text="Empty: the source does not say who."
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    is_recommendation = models.BooleanField(default=False, help_text="To the body that decides.")
    solution = models.TextField(
        blank=True, help_text="The words of the solution that it is about; empty: the modification."
    )
    decided_on = models.DateField(null=True, blank=True, help_text="Empty: the source does not say when.")

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            only_choices("outcome", ["approved", "rejected"], "modification_decision_known"),
            models.UniqueConstraint(
                fields=["modification"],
                condition=Q(is_recommendation=False, solution=""),
                name="modification_decided_once",
            ),
        ]

    def __str__(self) -> str:
        outcome = self.get_outcome_display()
        if self.is_recommendation:
            outcome = {"approved": "Approval recommended", "rejected": "Rejection recommended"}[self.outcome]
        by = f" by the {self.body}" if self.body else ""
        return f"{outcome}{by}{f': {self.solution}' if self.solution else ''}"


class ModificationLink(models.Model):
    """A link from a modification to another one, or to a Change Request of the DCC."""

    class Kind(models.TextChoices):
        DEPENDS_ON = "depends_on", "Depends on"
        CORRECTS = "corrects", "Corrects"
        SUPPORTS = "supports", "Supports"
        SPLIT_FROM = "split_from", "Split from"
        CONVERTED_FROM = "converted_from", "Converted from"

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=16, choices=Kind)
    other = models.ForeignKey(Modification, models.PROTECT, null=True, blank=True, related_name="linked_from")
    change_request = models.ForeignKey(
        "ChangeRequest", models.PROTECT, null=True, blank=True, related_name="linked_from"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            only_choices(
                "kind",
                ["depends_on", "corrects", "supports", "split_from", "converted_from"],
                "link_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) ^ Q(change_request__isnull=True), name="link_has_one_end"
            ),
            models.CheckConstraint(condition=~Q(other=F("modification")), name="link_not_to_itself"),
            models.UniqueConstraint(
                fields=["modification", "kind", "other"],
                condition=Q(other__isnull=False),
                name="link_to_modification_once",
            ),
            models.UniqueConstraint(
                fields=["modification", "kind", "change_request"],
                condition=Q(change_request__isnull=False),
                name="link_to_change_request_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.modification.reference} {self.get_kind_display().lower()} {self.end.reference}"

    @property
    def end(self) -> "Modification | ChangeRequest":
        return self.other or self.change_request
