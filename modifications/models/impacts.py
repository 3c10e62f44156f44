"""Participants and SEC documents that a part of a modification affects: the ticks of a RID's two matrices."""

from django.db import models
from django.db.models import Q

from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from modifications.participants import Participant


class ParticipantImpact(models.Model):
    """A tick of the participant matrix."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="participant_impacts")
    participant = models.CharField(max_length=24, choices=Participant)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "participant"], name="participant_impact_once"),
            models.CheckConstraint(
                condition=Q(participant__in=Participant.values), name="participant_impact_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_participant_display()}"


class DocumentImpact(models.Model):
    """A tick of the SEC document matrix."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="document_impacts")
    document = models.ForeignKey(SecDocument, models.PROTECT, related_name="impacts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "document"], name="document_impact_once")]

    def __str__(self) -> str:
        return f"{self.part}: {self.document}"
