"""Releases and what their documents say about scope, time, impacts and testing. Source: DOMAIN 4, 5."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from modifications.models import Modification, Part, Participant
from releases.workflow import SCOPE
from secrel.core.partial_dates import PartialDate


class PartialDateField(models.CharField):
    """Stores a PartialDate as its canonical text."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_length": 16, "blank": True} | options)

    def from_db_value(self, value: str | None, *_: object) -> PartialDate:
        return PartialDate.parse(value or "")

    def to_python(self, value: object) -> PartialDate:
        return value if isinstance(value, PartialDate) else PartialDate.parse(str(value or ""))

    def get_prep_value(self, value: object) -> str:
        return str(value or "")

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class ListState(models.TextChoices):
    """A list is unknown (to come), stated to be empty, or has items."""

    UNKNOWN = "unknown", "To come"
    NONE = "none", "None"
    ITEMS = "items", "Listed"


class Release(models.Model):
    """A SEC Release. Its name keeps its slot although its date moves; its slug never changes."""

    class Profile(models.TextChoices):
        SYSTEM = "system_impacting", "System-impacting"
        DOCUMENT = "document_only", "Document-only"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    go_live_on = models.DateField(null=True, blank=True)
    profile = models.CharField(max_length=20, choices=Profile)
    change_requests = models.CharField(max_length=8, choices=ListState, default=ListState.UNKNOWN)
    other_codes = models.CharField(max_length=8, choices=ListState, default=ListState.UNKNOWN)
    additions = models.TextField(
        blank=True, help_text="Whether more may be added, and how; one paragraph a line."
    )

    class Meta:
        ordering = ["go_live_on", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.slug])

    @property
    def short_name(self) -> str:
        return self.name.removesuffix(" SEC Release")


class Section(models.Model):
    """A section of a release: what two people may not change at once. `token` counts its changes."""

    class Key(models.TextChoices):
        SCOPE = "scope", "Scope"
        IMPACTS = "impacts", "Impacts"
        TIMELINE = "timeline", "Implementation timeline"
        TESTING = "testing", "Test strategy"
        COSTS = "costs", "Costs"
        ACCEPTANCE = "acceptance", "Acceptance criteria"

    release = models.ForeignKey(Release, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=12, choices=Key)
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.release}: {self.get_key_display()}"


class ScopeItem(models.Model):
    """A part of a modification in a release, with its status there."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="scope")
    part = models.ForeignKey(Part, models.PROTECT, related_name="scope_items")
    status = models.CharField(max_length=12, choices=SCOPE.choices(), editable=False)
    description = models.TextField(help_text="What it does, without “will” or “proposes to”.")
    cut_off_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["part__modification__number", "part__modification__suffix", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "part"], name="scope_item_once"),
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(status__in=["targeted", "approved"]),
                name="part_in_one_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} in the {self.release}"

    @property
    def modification(self) -> Modification:
        return self.part.modification

    @property
    def state(self):
        return SCOPE.state_of(self)


class ScopeEvent(models.Model):
    """The ledger of a scope: what entered, changed status or left; by which body, when and why."""

    item = models.ForeignKey(ScopeItem, models.PROTECT, related_name="events")
    move = models.CharField(max_length=16)
    on = models.DateField()
    body = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.item}: {self.move}"


class TimelineRow(models.Model):
    """A row of the timetable. Planned and actual date are different facts."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="timeline")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    planned = PartialDateField()
    actual = PartialDateField()
    event = models.CharField(max_length=200)
    notes = models.TextField(blank=True)
    is_go_live = models.BooleanField(default=False, help_text="Its date is the release's go-live.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_go_live=False) | Q(planned=""), name="timeline_go_live_kept_once"
            ),
            models.UniqueConstraint(fields=["release", "key"], name="timeline_row_once"),
            models.UniqueConstraint(
                fields=["release", "position"],
                name="timeline_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.event

    @property
    def date(self) -> PartialDate:
        """The planned date; for the go-live row it is the release's own, kept once."""
        if self.is_go_live:
            return PartialDate.of(self.release.go_live_on) if self.release.go_live_on else PartialDate()
        return self.planned


class SummaryPoint(models.Model):
    """A point of the impact summaries, for a participant or an area of the DCC; may have sub-points."""

    ALL_PARTIES = "all_sec_parties"
    AUDIENCES = [(ALL_PARTIES, "All SEC Parties"), *Participant.choices]

    release = models.ForeignKey(Release, models.PROTECT, related_name="summary_points")
    audience = models.CharField(max_length=24, choices=AUDIENCES)
    area = models.CharField(max_length=80, blank=True, help_text="For the DCC only.")
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sub_points")
    text = models.TextField()
    modifications = models.ManyToManyField(Modification, blank=True, related_name="summary_points")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=Participant.DCC) ^ Q(area=""), name="summary_area_for_dcc_only"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class TestStrategy(models.Model):
    """How a release is tested, in paragraphs; empty texts take the standing ones of the profile."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="test_strategy")
    dcc_approach = models.TextField(blank=True)
    user_approach = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "test strategies"

    def __str__(self) -> str:
        return f"Test strategy of the {self.release}"


class GlossaryTerm(models.Model):
    """An acronym and its one expansion."""

    acronym = models.CharField(max_length=16, unique=True)
    expansion = models.CharField(max_length=160)

    class Meta:
        ordering = ["acronym"]

    def __str__(self) -> str:
        return self.acronym
