"""What follows a consultation: the decision, and the letter to the Authority. Source: the field's rules."""

from django.db import models
from django.db.models import Q

from governance.consultations.models.consultations import Consultation
from secrel.core.models.files import StoredFile
from secrel.core.values.constraints import only_choices
from secrel.core.values.fields import paragraphs
from secrel.core.values.immutable import Immutable


class Outcome(models.TextChoices):
    MOVED = "moved", "The go-live moves"
    KEPT = "kept", "The go-live stays"
    OTHER = "other", "Another decision"


class ConsultationDecision(Immutable):
    """A decision as it was taken. A later one is a later row.

    `effects` are the rows of the timetable that the new go-live moved or broke: {"event", "before", "after",
    "breaks"}, with dates as text.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=6, choices=Outcome)
    body = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    decided_on = models.DateField()
    words = paragraphs(help_text="What was decided, and why.")
    before_on = models.DateField(null=True, blank=True)
    go_live_on = models.DateField(null=True, blank=True)
    effects = models.JSONField(default=list, blank=True)
    recorded_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            only_choices("outcome", Outcome.values, "consultation_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome="moved", go_live_on__isnull=False) | ~Q(outcome="moved"),
                name="consultation_moved_to_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.consultation}"

    @property
    def broken(self) -> int:
        """How many rows of the timetable come after the new go-live."""
        return sum(row["breaks"] for row in self.effects)


class LetterAnswer(models.TextChoices):
    NONE = "", "No answer yet"
    PERMITTED = "permitted", "Permitted"
    REFUSED = "refused", "Not permitted"


class AuthorityLetter(models.Model):
    """The letter to the Authority about a go-live of modifications that it decided, and the Authority's answer."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="letter")
    sent_on = models.DateField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=10, choices=LetterAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            only_choices("answer", LetterAnswer.values, "letter_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="letter_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter of {self.sent_on} to the Authority"
