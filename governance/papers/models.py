"""Papers, their issued versions, the agenda items that they put before a body, and what was noted."""

from django.db import models
from django.urls import reverse

from governance.composing.models import Snapshot
from governance.meetings.models import Item, Meeting
from governance.papers.entries import PaperEntries
from governance.papers.workflow import PAPER
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable

Classification = Release.Classification


class Paper(models.Model):
    """A releases update paper for one item of a meeting. `entered`: as `PaperEntries`."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    item = models.PositiveSmallIntegerField(help_text="The item of the agenda, as the reference has it.")
    state = models.CharField(max_length=12, choices=PAPER.choices(), default="draft", editable=False)
    classification = models.CharField(max_length=8, choices=Classification, default=Classification.WHITE)
    issued_class = models.CharField(
        max_length=8, choices=Classification, blank=True, help_text="The class of the last version issued."
    )
    author = models.CharField(max_length=120)
    author_role = models.CharField(max_length=120, default="SECAS Team")
    entered = models.JSONField(default=dict)
    example_note = models.CharField(
        max_length=300, blank=True, help_text="For an example: what of it is inferred or invented."
    )
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-meeting__on", "item"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "item"], name="paper_of_an_item_once"),
            only_choices("state", PAPER.states, "paper_state_known"),
            only_choices("classification", Classification.values, "paper_classification_known"),
            only_choices("issued_class", ["", *Classification.values], "paper_issued_class_known"),
            models.CheckConstraint(
                condition=~models.Q(state="issued") | ~models.Q(issued_class=""),
                name="paper_issued_has_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, item {self.item}"

    def get_absolute_url(self) -> str:
        return reverse("paper", args=self.address)

    @property
    def title(self) -> str:
        return f"Releases update to the {self.meeting}"

    @property
    def address(self) -> tuple[str, str, int]:
        return self.meeting.body.key, self.meeting.on.isoformat(), self.item

    @property
    def entries(self) -> PaperEntries:
        return PaperEntries.of_data(self.entered)

    @property
    def workflow_state(self):
        return PAPER.state_of(self)

    @property
    def latest(self) -> "PaperVersion | None":
        """The last version issued."""
        return self.versions.select_related("snapshot__content", "snapshot__job").last()

    def items(self) -> list[Item]:
        """The agenda items that its versions put before the body and that were not withdrawn."""
        asked = models.Q(paper_item__version__paper=self) | models.Q(paper_link__version__paper=self)
        rows = Item.objects.with_subjects(whole=True).filter(asked)
        return list(rows.exclude(state="withdrawn").in_agenda_order())


class PaperVersion(Immutable):
    """A paper as it was issued."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=60)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="papers")
    dated_on = models.DateField()
    late_reason = models.CharField(max_length=300, blank=True)
    changes = models.CharField(max_length=300, blank=True, help_text="What changed since the version before.")
    issued_by = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once")]

    def __str__(self) -> str:
        return f"Paper {self.reference}, version {self.number}"


class PaperItem(models.Model):
    """An agenda item that a paper put before its body. `words`: what the body is asked to agree.

    `carried_out_on`: when the changes were made that it agreed; `not_carried_out`: why they could not be.
    """

    KIND = "paper"

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="paper_item")
    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="agenda_items")
    key = models.SlugField(max_length=60, help_text="The key of the recommendation.")
    words = models.TextField()
    carried_out_on = models.DateField(null=True, blank=True)
    not_carried_out = models.TextField(blank=True)

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.version}: {self.words}"


class PaperLink(models.Model):
    """An agenda item about a RID or a standard set, which a paper put before its body by their own operation."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="paper_link")
    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="links")
    key = models.SlugField(max_length=60, help_text="The key of the recommendation.")

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"{self.version}: {self.key}"


class PaperNoted(Immutable):
    """That a body noted a recommendation, as minuted."""

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="noted")
    key = models.SlugField(max_length=60)
    on = models.DateField()
    recorded_by = models.ForeignKey("core.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "papers noted"
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="paper_noted_once")]

    def __str__(self) -> str:
        return f"{self.version}: {self.key} noted"
