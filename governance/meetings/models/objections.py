"""Objections to an agenda item: each has a number, a raiser, and a life of steps. Source: the field's rules."""

from django.db import models
from django.db.models import Q

from governance.meetings.models.decisions import Item, Outcome, Position
from governance.meetings.workflow import LIVE, OBJECTION
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


class Objection(models.Model):
    """A member's objection to an item. `position` is the position in which it was last raised.

    It is raised by taking a position, answered by SECAS, and withdrawn by its raiser. After an edit its raiser has to
    reconfirm it, by taking the position again. The recorded outcome closes it, with its votes; one that is corrected
    stays the outcome that closed it until the next is recorded.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="objections")
    number = models.PositiveSmallIntegerField(help_text="On its item.")
    position = models.ForeignKey(Position, models.PROTECT, related_name="objections")
    text = models.TextField()
    state = models.CharField(max_length=12, choices=OBJECTION.choices(), default="open", editable=False)
    outcome = models.ForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="objections")
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="objection_once"),
            only_choices("state", OBJECTION.states, "objection_state_known"),
            models.CheckConstraint(
                condition=Q(state="closed", outcome__isnull=False)
                | (~Q(state="closed") & Q(outcome__isnull=True)),
                name="objection_closed_by_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Objection {self.number}"

    @property
    def raiser(self) -> str:
        """Whose seat it is, by the name of the day."""
        return self.position.member

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def workflow_state(self):
        return OBJECTION.state_of(self)


class ObjectionMove(models.TextChoices):
    RAISED = "raised", "Raised"
    ANSWERED = "answered", "Answered"
    RECONFIRM = "reconfirm", "To reconfirm"
    RECONFIRMED = "reconfirmed", "Reconfirmed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CLOSED = "closed", "Closed by the outcome"


class ObjectionStep(Immutable):
    """A step in the life of an objection, with what was said."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=ObjectionMove)
    text = models.TextField(blank=True)
    by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [only_choices("kind", ObjectionMove.values, "objection_step_known")]

    def __str__(self) -> str:
        return f"{self.objection}: {self.get_kind_display().lower()}"
