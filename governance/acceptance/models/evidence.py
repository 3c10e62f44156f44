"""Evidence for acceptance criteria: drafted by one person, released by another, then never changed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.acceptance.workflow import EVIDENCE
from governance.criteria.models import Criterion
from releases.models.releases import Release
from secrel.core.models.files import StoredFile
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable

SEVERITIES = ("1", "2", "3", "4", "5")


class Evidence(models.Model):
    """Evidence of an organisation for one or more criteria: text, files, counts of open defects.

    Only the organisation's own people can read a draft. Released evidence is never changed (the database refuses). A
    replacement is a later row that points at it; where evidence is split, several rows do. `digest` covers all of
    its content. `governance.acceptance.queries.evidence` has the rules for who may read it.
    """

    class Classification(models.TextChoices):
        REVIEWERS = "reviewers", "Everybody who may read evidence"
        SECURITY = "security", "The submitting team and the SSC only"

    release = models.ForeignKey(Release, models.PROTECT, related_name="evidence")
    criteria = models.ManyToManyField(Criterion, related_name="evidence")
    body = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    classification = models.CharField(max_length=10, choices=Classification, default=Classification.REVIEWERS)
    text = models.TextField(blank=True)
    defects = models.JSONField(default=dict, blank=True, help_text="Open defects by severity: {“3”: 2}.")
    expires_on = models.DateField(null=True, blank=True, help_text="The last day on which it counts.")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replacements")
    state = models.CharField(max_length=10, choices=EVIDENCE.choices(), default="draft", editable=False)
    token = models.PositiveIntegerField(default=1, editable=False)
    receipt = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    writers = models.ManyToManyField("core.User", related_name="+")
    prepared_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    released_by = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-prepared_at", "-pk"]
        verbose_name_plural = "evidence"
        constraints = [
            only_choices("state", EVIDENCE.states, "evidence_state_known"),
            only_choices("classification", ["reviewers", "security"], "evidence_classification_known"),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False, released_by__isnull=False)
                | (~Q(state="released") & Q(released_at__isnull=True, released_by__isnull=True)),
                name="evidence_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.receipt}"

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.release.slug, self.receipt])

    @property
    def workflow_state(self):
        return EVIDENCE.state_of(self)

    @property
    def counted(self) -> list[tuple[str, int]]:
        """Pairs of severity and number of open defects, for the severities counted."""
        return [(severity, self.defects[severity]) for severity in SEVERITIES if severity in self.defects]


class EvidenceFile(models.Model):
    """A file of a piece of evidence. The same stored file can belong to several pieces."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evidence", "file"], name="evidence_file_once")]

    def __str__(self) -> str:
        return self.name


class ClosedEvidence(Immutable):
    """Released evidence that only its submitting team and the SSC can ever read.

    It stays closed when the SSC no longer reviews its criteria. Evidence from before this table gets its row from
    `close_security_evidence`; until then its class and its criteria close it.
    """

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="closed")
    closed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "closed evidence"

    def __str__(self) -> str:
        return str(self.evidence)
