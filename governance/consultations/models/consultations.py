"""A consultation: its question, deadline and result. Source: the notice of 9 March 2020; the field's rules."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from governance.acceptance.models import Deliverable
from governance.consultations.workflow import CONSULTATION
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices
from secrel.core.values.fields import paragraphs


class ConsultationKind(models.TextChoices):
    GO_LIVE = "go_live", "Changed go-live"
    DRAFT_TAD = "draft_tad", "Draft TAD"
    OTHER = "other", "Another question"


OWNERS = {
    ConsultationKind.GO_LIVE: "secas",
    ConsultationKind.DRAFT_TAD: "dcc",
    ConsultationKind.OTHER: "secas",
}
"""The body that runs each kind: the DCC consults on its own draft TAD."""
PUBLIC = ("open", "closed", "decided")


class Consultation(models.Model):
    """A question to Parties. `current_on` is the go-live on the day of opening, `proposed_on` the one asked about.

    `deadline` is the exact moment behind `deadline_words`. `opened_at` is empty while it is a draft, and stays empty
    if the draft is withdrawn.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=ConsultationKind)
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="consultations")
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    question = paragraphs(help_text="What Parties are asked.")
    reasons = paragraphs(help_text="Why it is asked.")
    deliverable = models.ForeignKey(
        Deliverable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The draft TAD that it was opened on.",
    )
    current_on = models.DateField(null=True, blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    deadline = models.DateTimeField()
    deadline_words = models.CharField(max_length=120)
    deadlines_before = paragraphs(help_text="Earlier deadlines, each with the reason why it changed.")
    is_amber = models.BooleanField(
        "Amber", default=False, help_text="For the organisations and bodies that it names, and nobody else."
    )
    organisations = paragraphs(help_text="The organisations whose people read it, if it is Amber.")
    organisation_keys = ArrayField(
        models.CharField(max_length=480),
        default=list,
        blank=True,
        editable=False,
        help_text="Their names as they are compared.",
    )
    reading_bodies = models.ManyToManyField(
        "core.Body",
        blank=True,
        related_name="+",
        help_text="The bodies whose members read it, if it is Amber.",
    )
    decided_by = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True, related_name="+")
    decides_on = models.DateField(null=True, blank=True, help_text="The day of the meeting that decides.")
    is_example = models.BooleanField(
        default=False, help_text="Made by the demonstration; its answers are fictional."
    )
    state = models.CharField(max_length=10, choices=CONSULTATION.choices(), default="draft", editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    summary = paragraphs(help_text="What the owner makes of the answers.")
    summarised_on = models.DateField(null=True, blank=True)
    summarised_at = models.DateTimeField(
        null=True, blank=True, help_text="Answers recorded later are not published with the summary."
    )
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-deadline", "-pk"]
        constraints = [
            only_choices("kind", ConsultationKind.values, "consultation_kind_known"),
            only_choices("state", CONSULTATION.states, "consultation_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="consultation_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind="other") | Q(release__isnull=False), name="consultation_has_its_release"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(opened_at__isnull=False),
                name="consultation_opened_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.slug])

    @property
    def workflow_state(self):
        return CONSULTATION.state_of(self)

    @property
    def classification(self) -> Release.Classification:
        """The class of its readers: that of its release, else White; Amber if the owner chose so."""
        whole = Release.Classification(self.release.classification if self.release else "white")
        return Release.Classification.AMBER if self.is_amber and whole != "red" else whole

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it, once it is open."""
        return self.classification == Release.Classification.WHITE

    @property
    def is_about_go_live(self) -> bool:
        return self.kind == ConsultationKind.GO_LIVE

    @property
    def deadline_day(self) -> date:
        """The day of the deadline, in London."""
        return timezone.localtime(self.deadline).date()

    @property
    def opened_on(self) -> date | None:
        """The day of the opening, in London."""
        return timezone.localtime(self.opened_at).date() if self.opened_at else None

    def is_over(self, at: datetime) -> bool:
        """Whether the deadline has passed."""
        return at > self.deadline

    @property
    def takes_answers(self) -> bool:
        """Whether answers are taken: in time, or late ones until the decision."""
        return self.state in ("open", "closed")
