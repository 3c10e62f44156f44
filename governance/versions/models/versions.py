"""Versions of a release's RID and their steps."""

from django.db import models
from django.db.models import Q

from governance.composing.models import Content, Snapshot
from governance.meetings.models import Item, Meeting
from governance.versions.workflow import VERSION
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable
from secrel.core.web.addresses import address_of


class VersionKind(models.TextChoices):
    """The kind of a version, on which its number depends."""

    DRAFT = "draft", "Draft"
    BASELINE = "baseline", "Baseline"
    ISSUE = "issue", "Issue"


class EarlierVersion(models.Model):
    """A history row from before the release was entered here. Its document is not stored."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="earlier_versions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind)
    dated_on = models.DateField()
    changes = models.TextField()

    class Meta:
        ordering = ["major", "minor"]
        constraints = [
            models.UniqueConstraint(fields=["release", "major", "minor"], name="earlier_version_once"),
            only_choices("kind", VersionKind.values, "earlier_version_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.number}"

    @property
    def number(self) -> str:
        return f"{self.major}.{self.minor}"


class RidVersion(models.Model):
    """A version of a RID. Its content is in the snapshot; its progress in `state` and the steps."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="versions")
    major = models.PositiveSmallIntegerField()
    minor = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind)
    state = models.CharField(max_length=12, choices=VERSION.choices(), default="draft", editable=False)
    dated_on = models.DateField()
    changes = models.TextField(help_text="Its row in the document history.")
    comment_until = models.DateField(null=True, blank=True)
    comment_bodies = models.ManyToManyField(
        "core.Body", blank=True, related_name="+", help_text="Whom it is issued to for comment."
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="versions")
    became = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="came_from")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="versions")
    published_on = models.DateField(null=True, blank=True)
    example_note = models.CharField(
        max_length=300, blank=True, help_text="For an example: what of it, or of its decision, is invented."
    )
    is_imported = models.BooleanField(
        default=False, editable=False, help_text="Its document came from outside and is kept as it was."
    )
    facts = models.ForeignKey(
        Content,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="For an imported version: what the facts taken from it compose to.",
    )
    items = models.ManyToManyField(
        Item,
        through="VersionItem",
        through_fields=("version", "item"),
        related_name="+",
        help_text="By which it was put before a body.",
    )
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["major", "minor"]
        constraints = [
            models.UniqueConstraint(fields=["release", "major", "minor"], name="version_once"),
            only_choices("state", VERSION.states, "version_state_known"),
            only_choices("kind", VersionKind.values, "version_kind_known"),
            models.CheckConstraint(
                condition=Q(is_imported=True) | Q(facts__isnull=True), name="version_facts_of_imported"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["baselined", "issued"]) | Q(published_on__isnull=False),
                name="version_in_force_is_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="presented") | Q(meeting__isnull=False),
                name="version_presented_has_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(state="comment") | Q(comment_until__isnull=False),
                name="version_for_comment_closes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release.short_name} RID {self.number}"

    def get_absolute_url(self) -> str:
        return address_of("rid-version", self.release.slug, self.number)

    def has_content(self, digest: str) -> bool:
        """Whether a content with this digest equals its own, including order."""
        return digest == (self.facts_id or self.snapshot.content_id)

    @property
    def number(self) -> str:
        return f"{self.major}.{self.minor}"

    @property
    def workflow_state(self):
        return VERSION.state_of(self)

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @property
    def is_settled(self) -> bool:
        """Whether it was baselined or issued, and stands or stood: the version that readers know."""
        return self.is_published and self.kind != VersionKind.DRAFT and self.state != "withdrawn"


class Deviation(Immutable):
    """A difference between an imported document and the facts taken from it.

    `path`: a path in secrel.rid/1; `stated` and `computed`: JSON, empty if absent; `reason`: why, in a sentence.
    """

    version = models.ForeignKey(RidVersion, models.PROTECT, related_name="deviations")
    path = models.TextField()
    stated = models.TextField(blank=True)
    computed = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="deviation_once")]

    def __str__(self) -> str:
        return f"{self.version}: {self.path}"


STEP_LABELS = {
    "import": "Imported",
    "draft": "Issued as a draft",
    "comment": "Issued for comment",
    "present": "Presented",
    "return": "Returned",
    "baseline": "Baselined",
    "issue": "Issued by SECAS",
    "withdraw": "Withdrawn",
    "supersede": "Superseded",
    "publish": "Published",
    "unpublish": "Unpublished",
}


class VersionStep(Immutable):
    """One move of a version, with its snapshot at that time. Rows are never overwritten."""

    version = models.ForeignKey(RidVersion, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=16)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [only_choices("move", STEP_LABELS, "version_step_known")]

    def __str__(self) -> str:
        return f"{self.version}: {self.move}"

    @property
    def label(self) -> str:
        return STEP_LABELS[self.move]
