"""Organisations that take part in the UIT of a release, and the reminders sent to them."""

from django.db import models
from django.urls import reverse

from governance.regression.models.kinds import Kind
from governance.regression.workflow import PARTICIPANT, TAKES_PART
from releases.models.releases import Release
from secrel.core.models.registrations import PartyCategory
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


class Source(models.TextChoices):
    """How something was declared. Only the organisation's own people use an account."""

    ACCOUNT = "account", "An account of the organisation"
    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    MEETING = "meeting", "Meeting"
    LETTER = "letter", "Letter"


class TestParticipant(models.Model):
    """An organisation that has said, or of which the DCC or SECAS has said, whether it takes part in UIT.

    `organisation_key` is the name as it is compared: the users whose confirmed registration has the same key are its
    people.
    """

    __test__ = False  # not a class of tests, although its name begins like one

    release = models.ForeignKey(Release, models.PROTECT, related_name="test_participants")
    receipt = models.CharField(max_length=20, unique=True)
    organisation = models.CharField(max_length=120)
    organisation_key = models.CharField(max_length=480, editable=False)
    category = models.CharField(max_length=24, choices=PartyCategory, blank=True)
    state = models.CharField(max_length=16, choices=PARTICIPANT.choices(), default=TAKES_PART, editable=False)
    source = models.CharField(max_length=10, choices=Source)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was withdrawn.")
    stated_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    stated_on = models.DateField()
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "organisation_key"], name="test_participant_once"),
            only_choices("category", ["", *PartyCategory.values], "test_participant_category_known"),
            only_choices("state", PARTICIPANT.states, "test_participant_state_known"),
            only_choices("source", Source.values, "test_participant_source_known"),
        ]

    def __str__(self) -> str:
        return self.organisation

    def get_absolute_url(self) -> str:
        return reverse("test-participant", args=[self.release.slug, self.receipt])

    @property
    def workflow_state(self):
        return PARTICIPANT.state_of(self)

    @property
    def takes_part(self) -> bool:
        return self.state == TAKES_PART


class RegressionReminder(Immutable):
    """A reminder that was sent: one for each participant, kind of declaration and due day."""

    participant = models.ForeignKey(TestParticipant, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind)
    due_on = models.DateField()
    sent_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "due_on"], name="regression_reminder_once"
            ),
            only_choices("kind", Kind.values, "regression_reminder_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_kind_display().lower()} due on {self.due_on}"
