"""The progress of a modification: its next steps and the DCC's assessments."""

from django.db import models
from django.db.models import F, Q

from modifications.models.modifications import Modification, Part
from secrel.core.values.constraints import only_choices, partial_dates
from secrel.core.values.fields import PartialDateField


class NextStep(models.Model):
    """An expected step. Papers print a status sentence made from the steps without an outcome."""

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="next_steps")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=160, help_text="What happens: Change Board vote, Authority decision.")
    body = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True, related_name="+")
    expected = PartialDateField()
    by_then = models.BooleanField(default=False, help_text="By the date, not on it.")
    outcome = models.CharField(max_length=160, blank=True, help_text="Empty: still open.")
    decides = models.BooleanField(
        default=False,
        help_text="It decides on the modification: where it comes after the cut-off, a flag says so.",
    )
    confirmed_on = models.DateField(help_text="When somebody last said that this is so.")
    held_by = models.CharField(
        max_length=120, blank=True, help_text="The body or organisation that has it; empty: not stated."
    )
    held_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["modification", "position"], name="next_step_position_once"),
            partial_dates("next_step_dates", "expected"),
            models.CheckConstraint(
                condition=Q(held_since__isnull=True) | ~Q(held_by=""), name="next_step_held_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.modification.reference}: {self.step}"

    @property
    def held(self) -> str:
        """'held by the DCC since 4 Oct 2021', as far as it is stated."""
        if not self.held_by:
            return ""
        since = f" since {self.held_since.day} {self.held_since:%b %Y}" if self.held_since else ""
        return f"held by {self.held_by}{since}"

    @property
    def sentence(self) -> str:
        """'Change Board vote expected on 27 Oct 21'."""
        if self.outcome:
            return f"{self.step}: {self.outcome}"
        if not self.expected:
            return f"{self.step} expected, date to be set"
        return f"{self.step} expected {'by' if self.by_then else self.expected.preposition} {self.expected.label}"


class Assessment(models.Model):
    """A Preliminary, Impact or combined Assessment by the DCC; outstanding until it is received."""

    class Kind(models.TextChoices):
        PRELIMINARY = "preliminary", "Preliminary Assessment"
        IMPACT = "impact", "Impact Assessment"
        COMBINED = "combined", "Combined assessment"

    part = models.ForeignKey(Part, models.PROTECT, related_name="assessments")
    covers = models.ManyToManyField(
        Part,
        blank=True,
        related_name="combined_assessments",
        help_text="For a combined one: the other parts.",
    )
    kind = models.CharField(max_length=12, choices=Kind)
    requested_on = models.DateField(null=True, blank=True)
    due = PartialDateField()
    revised_due = PartialDateField()
    received_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey("core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["requested_on", "pk"]
        constraints = [
            only_choices("kind", ["preliminary", "impact", "combined"], "assessment_kind_known"),
            models.CheckConstraint(
                condition=Q(file__isnull=True, file_name="") | (Q(file__isnull=False) & ~Q(file_name="")),
                name="assessment_file_has_name",
            ),
            partial_dates("assessment_dates", "due", "revised_due"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(requested_on__isnull=True)
                | Q(received_on__gte=F("requested_on")),
                name="assessment_received_after_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.part}"

    @property
    def is_outstanding(self) -> bool:
        return self.received_on is None
