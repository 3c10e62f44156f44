"""Meetings of bodies with their attendance and minutes. Source: the field's rules."""

from dataclasses import replace

from django.db import models
from django.urls import reverse
from django.utils import timezone

from governance.meetings.workflow import MEETING
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


class Meeting(models.Model):
    """A meeting of a body on a day, or a decision by correspondence that closes at a time on that day."""

    body = models.ForeignKey("core.Body", models.PROTECT, related_name="meetings")
    on = models.DateField()
    number = models.CharField(max_length=20, blank=True)
    papers_on = models.DateField(
        null=True, blank=True, help_text="The day its papers are due. Empty: by the rule of the body."
    )
    closes_at = models.DateTimeField(
        null=True, blank=True, help_text="A decision by correspondence: until when positions are taken."
    )
    state = models.CharField(max_length=12, choices=MEETING.choices(), default="planned", editable=False)
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "on"], name="meeting_once"),
            only_choices("state", MEETING.states, "meeting_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.body} of {self.on.day} {self.on:%B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.body.key, self.on.isoformat()])

    @property
    def workflow_state(self):
        """The state, labelled Open or Closed for a correspondence. It closes with its first outcome."""
        state = MEETING.state_of(self)
        if not self.is_correspondence or state.key == "cancelled":
            return state
        return replace(state, label="Closed" if state.key == "held" else "Open")

    @property
    def is_correspondence(self) -> bool:
        return self.closes_at is not None

    @property
    def closing_time(self) -> str:
        """ "17:00 on 20 January 2020", in London."""
        local = timezone.localtime(self.closes_at)
        return f"{local:%H:%M} on {local.day} {local:%B %Y}"


class Presence(models.TextChoices):
    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Apologies"


class Attendance(models.Model):
    """A member or alternate who was present, or who sent apologies."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    membership = models.ForeignKey("core.Membership", models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence)

    class Meta:
        ordering = ["membership__user__name"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once"),
            only_choices("presence", Presence.values, "attendance_presence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.membership.user}, {self.get_presence_display().lower()}"


class Minutes(Immutable):
    """The minutes of a meeting. A correction is a later row; the last row is the current one."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    text = models.TextField()
    recorded_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of the {self.meeting}"
