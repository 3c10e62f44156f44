"""Actions that a meeting gives to somebody. Source: the field's rules."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.meetings.models.decisions import Item
from governance.meetings.models.meetings import Meeting
from governance.meetings.workflow import ACTION
from secrel.core.values.constraints import only_choices


class Action(models.Model):
    """What somebody does after a meeting, and by when. It is carried to the next agenda until it is closed.

    The owner is a person with an account (`owner`), or an organisation or role in words (`owner_words`). `number` is
    the reference that the field uses, such as SECP76/02; it stays if the meeting's number is corrected.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, unique=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="actions")
    what = models.CharField(max_length=500)
    owner = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="actions")
    owner_words = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=ACTION.choices(), default="open", editable=False)
    closed_on = models.DateField(null=True, blank=True)
    closed_how = models.CharField(max_length=300, blank=True)
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["meeting__on", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="action_order_once"),
            only_choices("state", ACTION.states, "action_state_known"),
            models.CheckConstraint(condition=Q(owner=None) ^ Q(owner_words=""), name="action_has_one_owner"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None, closed_how="")
                | (Q(state="closed", closed_on__isnull=False) & ~Q(closed_how="")),
                name="action_closed_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("action", args=self.address)

    @property
    def address(self) -> tuple[str, str, int]:
        return self.meeting.body.key, self.meeting.on.isoformat(), self.order

    @property
    def who(self) -> str:
        """The owner as a page names it."""
        return str(self.owner) if self.owner else self.owner_words

    @property
    def workflow_state(self):
        return ACTION.state_of(self)
