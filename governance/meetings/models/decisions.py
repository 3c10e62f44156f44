"""Agenda items, positions, outcomes and decisions. Rows are added, never overwritten. Source: the field's rules."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from governance.meetings.models.matters import Matter, Result, matter_of, related
from governance.meetings.models.meetings import Meeting
from governance.meetings.workflow import ITEM
from releases.models.releases import Release
from secrel.core.changes.read_once import read_once
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable

MOTION = "motion"
"""The kind of an item that is about its own text. Each subject has other kinds."""


class ItemQuerySet(models.QuerySet["Item"]):
    def with_subjects(self, *, kind: str = "", whole: bool = False) -> "ItemQuerySet":
        """Join what titles read; `whole`: also what pages and operations read. `kind`: all are of this kind."""
        decided = ("decision__outcome", "decision__confirmed_by") if whole else ()
        return self.select_related("meeting__body", "release", *related(kind=kind, whole=whole), *decided)

    def in_agenda_order(self) -> "ItemQuerySet":
        """By meeting and by the numbers of the items, as an agenda lists them."""
        first = Coalesce("paper_number", "order")
        part = F("paper_part").asc(nulls_first=True)
        return self.order_by("meeting__on", "meeting", first, part, "order")


class Item(models.Model):
    """An item of an agenda: a question to a body about the content with one digest.

    The subject points at its item (ADR 26). `kind` names the kind of subject, and `matter` has its texts and rules.
    `words` is the text of a motion, else empty. `release` is the release concerned, if any. `order` counts the items as
    they were put on the agenda; their addresses and the audit trail have it. `paper_number` is the item that the paper
    which asks is for, and `paper_part` the place of the question among those of the paper.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    paper_number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    paper_part = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    kind = models.CharField(max_length=10)
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="agenda_items")
    content_digest = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=ITEM.choices(), default="open", editable=False)
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="item_order_once"),
            only_choices("state", ITEM.states, "item_state_known"),
            models.CheckConstraint(condition=Q(kind=MOTION) ^ Q(words=""), name="item_words_of_motion"),
            models.CheckConstraint(
                condition=Q(paper_number__isnull=True, paper_part__isnull=True)
                | Q(paper_number__isnull=False, paper_part__isnull=False),
                name="item_numbered_by_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} before the {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("item", args=[self.meeting.body.key, self.meeting.on.isoformat(), self.order])

    @property
    def number(self) -> str:
        """Its number on the agenda: 23.1 for the first question of the paper for item 23, else its own."""
        return f"{self.paper_number}.{self.paper_part}" if self.paper_number else str(self.order)

    @property
    def matter(self) -> Matter:
        return matter_of(self.kind)

    @property
    def results(self) -> list[Result]:
        """The results that the body can choose from."""
        return list(self.matter.results_of(self))

    @property
    def subject(self) -> str:
        """The subject's name: "June 2020 RID 1.1", "Updated TAD 1 of …", "the acceptance of the June 2020 …"."""
        return self.matter.subject(self)

    @property
    def title(self) -> str:
        """The title on the agenda."""
        return self.matter.title.format(subject=self.subject)

    @property
    def sentence(self) -> str:
        """The sentence that asks the body."""
        release = self.release.name if self.release else ""
        return self.matter.sentence.format(subject=self.subject, body=self.meeting.body, release=release)

    @property
    def changes_are_made(self) -> bool:
        """Whether SECAS has submitted the changes that the decision is subject to."""
        return self.matter.changes_are_made(self)

    @property
    def workflow_state(self):
        return ITEM.state_of(self)

    @property
    def outcome(self) -> "Outcome | None":
        """The current outcome: the last one recorded."""
        return next(iter(reversed(outcomes_of(self))), None)


@read_once
def outcomes_of(item: Item) -> "list[Outcome]":
    """The outcomes recorded for an item; a later one corrects those before it."""
    if "outcomes" in getattr(item, "_prefetched_objects_cache", {}):
        return list(item.outcomes.all())
    return list(item.outcomes.select_related("recorded_by").order_by("pk"))


class Interest(Immutable):
    """An interest that a member declared in an item. A member who steps back does not vote on it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="interests")
    membership = models.ForeignKey("core.Membership", models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    steps_back = models.BooleanField()
    recorded_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.membership.user}: {self.text}"


class Stance(models.TextChoices):
    AGREE = "agree", "Agrees"
    OBJECT = "object", "Objects"
    ABSTAIN = "abstain", "Abstains"


class Position(Immutable):
    """A member's position on the content with one digest. A later position is a new row that replaces the earlier."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="positions")
    membership = models.ForeignKey("core.Membership", models.PROTECT, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance)
    text = models.TextField(blank=True)
    content_digest = models.CharField(max_length=64)
    facts_digest = models.CharField(
        max_length=64, help_text="What the release said when it was taken; it falls when that changes."
    )
    member = models.CharField(max_length=120, help_text="Whose seat it is, by the name of the day.")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    taken_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [only_choices("stance", Stance.values, "position_stance_known")]

    def __str__(self) -> str:
        return f"{self.member} {self.get_stance_display().lower()}"

    @property
    def words(self) -> str:
        """All of it, as in the audit trail."""
        return f"{self}: {self.text}" if self.text else str(self)


class FallenPosition(Immutable):
    """A position that no longer counts: the content has changed, or the member stepped back."""

    STEPPED_BACK = "The member stepped back from this item."

    position = models.OneToOneField(Position, models.PROTECT, related_name="fallen")
    because = models.CharField(max_length=300)
    fell_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.position}, fallen"


class Outcome(Immutable):
    """The result, votes and dissent on an item, as the secretary recorded them. A correction is a later row.

    `changes` are those that a baseline is subject to: section and text. `conditions` are to be met afterwards: text,
    owner (a body's key) and due (a day). `overrides` are reasons for going ahead without something: what and reason.
    The votes are None where there was no vote.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=16, choices=Result)
    content_digest = models.CharField(max_length=64)
    changes = models.JSONField(default=list)
    conditions = models.JSONField(default=list)
    overrides = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    agree = models.PositiveSmallIntegerField(null=True)
    object = models.PositiveSmallIntegerField(null=True)
    abstain = models.PositiveSmallIntegerField(null=True)
    example_note = models.CharField(
        max_length=300, blank=True, help_text="For an example: what of the decision is invented."
    )
    present = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recorded_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            only_choices("result", Result.values, "outcome_result_known"),
            models.CheckConstraint(
                condition=Q(present__lte=models.F("seats")), name="outcome_present_of_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_result_display().lower()}"

    @property
    def words(self) -> str:
        """All of it, as in the audit trail."""
        named = "; ".join(f"{change['section']}: {change['text']}" for change in self.changes)
        conditions = "; ".join(f"{row['text']} ({row['owner']}, {row['due']})" for row in self.conditions)
        overrides = "; ".join(f"{row['what']}: {row['reason']}" for row in self.overrides)
        votes = (
            "no vote"
            if self.agree is None
            else f"{self.agree} agree, {self.object} object, {self.abstain} abstain"
        )
        counted = (self.result, f"{self.present} of {self.seats}", votes)
        parts = (*counted, named, conditions, overrides, self.reason, self.dissent, self.example_note)
        return " | ".join(filter(None, parts))


class Decision(Immutable):
    """The Chair's confirmation of an outcome: one for each item, on the content with one digest."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="decision")
    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="+")
    content_digest = models.CharField(max_length=64)
    on = models.DateField()
    confirmed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.outcome}, confirmed"
