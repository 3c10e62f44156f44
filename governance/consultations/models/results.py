"""The issued versions of the result of a consultation."""

from django.db import models
from django.urls import reverse

from governance.composing.models import Snapshot
from governance.consultations.models.consultations import Consultation
from secrel.core.values.immutable import Immutable


class ConsultationResult(Immutable):
    """A version as it was issued. A later one says what is new in it, and the earlier ones stay readable."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField()
    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="consultation_result")
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="consultation_result_once")
        ]

    def __str__(self) -> str:
        return f"Result of {self.consultation.slug}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("consultation-result", args=[self.consultation.slug, self.number])
