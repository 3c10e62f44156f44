"""Modification Proposals, their parts, decisions and impacts; the SEC's documents. Source: DOMAIN 3, 5."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from modifications.workflow import STAGE
from secrel.core.references import ModificationReference


class Participant(models.TextChoices):
    """The columns of the participant matrix, in their order."""

    SUPPLIERS = "suppliers", "Suppliers"
    ELECTRICITY_NETWORKS = "electricity_networks", "Electricity Networks"
    GAS_NETWORKS = "gas_networks", "Gas Networks"
    OTHER_SEC_PARTIES = "other_sec_parties", "Other SEC Parties"
    DCC = "dcc", "DCC"


class ModificationQuerySet(models.QuerySet["Modification"]):
    def known_as(self, reference: ModificationReference) -> "ModificationQuerySet":
        """By its present reference or a former one (DP153 finds MP153)."""
        return self.filter(Q(reference=str(reference)) | Q(former__reference=str(reference))).distinct()

    def in_order(self) -> "ModificationQuerySet":
        return self.order_by("number", "suffix", "reference")


class Modification(models.Model):
    """A change to the SEC. Stage, decision and scope status are three axes, kept apart."""

    class Path(models.TextChoices):
        AUTHORITY_LED = "authority_led", "Authority-Led"
        AUTHORITY_DETERMINED = "authority_determined", "Authority-Determined"
        SELF_GOVERNANCE = "self_governance", "Self-Governance"

    reference = models.CharField(max_length=12, unique=True)
    number = models.PositiveIntegerField(editable=False)
    suffix = models.CharField(max_length=1, blank=True, editable=False)
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=20, choices=STAGE.choices(), editable=False)
    path = models.CharField(max_length=24, choices=Path, blank=True, help_text="Empty: not yet stated.")
    impacts_dcc_systems = models.BooleanField(null=True, help_text="Empty: not yet assessed.")
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = ModificationQuerySet.as_manager()

    class Meta:
        ordering = ["number", "suffix", "reference"]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("modification", args=[self.reference])

    @property
    def state(self):
        return STAGE.state_of(self)


class FormerReference(models.Model):
    """A name the modification had before (its Draft Proposal); it stays findable."""

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="former")
    reference = models.CharField(max_length=12, unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reference


class Part(models.Model):
    """What of a modification one release delivers; an unnamed part is the whole of it."""

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="parts")
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["modification", "pk"]
        constraints = [models.UniqueConstraint(fields=["modification", "name"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.modification.reference} part {self.name}" if self.name else self.modification.reference


class ModificationDecision(models.Model):
    """A body's decision on a modification. Who decides differs from who votes (DOMAIN 2)."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"

    modification = models.ForeignKey(Modification, models.PROTECT, related_name="decisions")
    body = models.ForeignKey("core.Body", models.PROTECT)
    outcome = models.CharField(max_length=12, choices=Outcome)
    decided_on = models.DateField(null=True, blank=True, help_text="Empty: the source does not say when.")

    class Meta:
        ordering = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by the {self.body}"


class SecDocument(models.Model):
    """A Section, Schedule or Appendix of the SEC."""

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        SCHEDULE = "schedule", "Schedule"
        APPENDIX = "appendix", "Appendix"

    designation = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.designation

    def title_on(self, day: date) -> str:
        """The title in force; reads the prefetched titles where there are any."""
        titles = [title for title in self.titles.all() if title.from_on <= day]
        return max(titles, key=lambda title: title.from_on).title if titles else ""


class DocumentTitle(models.Model):
    """A document's title from a day on."""

    document = models.ForeignKey(SecDocument, models.PROTECT, related_name="titles")
    title = models.CharField(max_length=200)
    from_on = models.DateField()

    class Meta:
        ordering = ["from_on"]
        constraints = [models.UniqueConstraint(fields=["document", "from_on"], name="title_once")]

    def __str__(self) -> str:
        return self.title


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
