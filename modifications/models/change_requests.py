"""The DCC's own Change Requests, which it delivers beside releases."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from secrel.core.values.constraints import number_of_reference


class ChangeRequest(models.Model):
    """A change of the DCC's own (CR1088). It is not part of a SEC Release, but a RID lists it beside the release."""

    reference = models.CharField(
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^CR\d+$", "Write CR and its number: CR1088.")],
    )
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True, help_text="What it does, in a sentence or two.")
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["number", "reference"]
        constraints = [
            models.CheckConstraint(condition=Q(reference__regex=r"^CR[0-9]+$"), name="change_request_form"),
            number_of_reference("change_request_number"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("change-request", args=[self.reference])
