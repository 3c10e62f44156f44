"""The timetable of a release, and related programmes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from releases.models.releases import Release
from releases.steps import SUBJECTS
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.values.constraints import only_choices, partial_dates
from secrel.core.values.fields import PartialDateField


class TimelineRow(models.Model):
    """A row of the timetable. Planned, re-planned and actual dates are stored separately."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="timeline")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    planned = PartialDateField()
    replanned = PartialDateField(help_text="Where it moved after a baseline; empty: it stands as planned.")
    label = models.CharField(
        max_length=60, blank=True, help_text="The date as its source writes it, where that is not our way."
    )
    actual = PartialDateField()
    event = models.CharField(max_length=300)
    notes = models.TextField(blank=True)
    is_go_live = models.BooleanField(default=False, help_text="Its date is the release's go-live.")
    rule_days = models.SmallIntegerField(
        null=True, blank=True, help_text="Working Days from the event named: -10 is ten before it."
    )
    rule_of = models.CharField(max_length=300, blank=True)
    follows_rule = models.BooleanField(
        default=False, help_text="Its date is computed by the rule; else it is pinned, as set by hand."
    )

    steps = ArrayField(
        models.CharField(max_length=32),
        default=list,
        blank=True,
        help_text="What it stands for: baselines, and the steps whose actual date it keeps.",
    )
    body = models.CharField(max_length=20, default="secas", help_text="The body that acts, by its key.")

    class Meta:
        ordering = ["position"]
        constraints = [
            only_choices("body", SUBJECTS, "timeline_body_known"),
            models.CheckConstraint(
                condition=Q(is_go_live=False) | Q(planned="", replanned=""), name="timeline_go_live_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(replanned="") | ~Q(planned=""), name="timeline_replanned_was_planned"
            ),
            models.UniqueConstraint(
                fields=["release"], condition=Q(is_go_live=True), name="timeline_one_go_live"
            ),
            partial_dates("timeline_dates", "planned", "replanned", "actual"),
            models.CheckConstraint(
                condition=Q(rule_days__isnull=True, rule_of="")
                | (Q(rule_days__isnull=False) & ~Q(rule_of="")),
                name="timeline_rule_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(follows_rule=False) | Q(rule_days__isnull=False, is_go_live=False),
                name="timeline_follows_a_rule",
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
        """The current date of the row; for the go-live row, the release's go-live, which is stored only there."""
        if self.is_go_live:
            return PartialDate.of(self.release.go_live_on) if self.release.go_live_on else PartialDate()
        return self.replanned or self.planned

    def plan(self, when: PartialDate, *, is_baselined: bool) -> None:
        """Set the date. After a baseline, the date first planned is stored beside the new one."""
        self.label = ""
        if is_baselined and self.planned:
            self.replanned = when if when != self.planned else PartialDate()
        else:
            self.planned = when


class Programme(models.Model):
    """A related programme (SMETS1 MOC, ECoS): its owner, test window and go-live."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    owner = models.CharField(max_length=120, blank=True)
    tests_from = PartialDateField()
    tests_until = PartialDateField()
    go_live = PartialDateField()

    class Meta:
        ordering = ["name"]
        constraints = [partial_dates("programme_dates", "tests_from", "tests_until", "go_live")]

    def __str__(self) -> str:
        return self.name

    @property
    def test_window(self) -> str:
        """'Mar 22 to Jun 22', or one end if the other is not known."""
        ends = ((self.tests_from, "from"), (self.tests_until, "until"))
        dated = [(end.label, word) for end, word in ends if end]
        if len(dated) == 2:
            return f"{dated[0][0]} to {dated[1][0]}"
        return " ".join(f"{word} {label}" for label, word in dated)


class Neighbour(models.Model):
    """The relationship of a programme to a release."""

    class Kind(models.TextChoices):
        ALIGNED = "aligned", "Aligned with it"
        MOVED_FOR = "moved_for", "Moved because of it"
        DEPENDS_ON = "depends_on", "Depends on it"
        SHARES_ENVIRONMENTS = "shares_environments", "Shares test environments with it"

    release = models.ForeignKey(Release, models.PROTECT, related_name="neighbours")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="neighbours")
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["programme__name", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["release", "programme", "kind"], name="neighbour_once"),
            only_choices(
                "kind", ["aligned", "moved_for", "depends_on", "shares_environments"], "neighbour_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.get_kind_display().lower()} ({self.programme})"
