"""Reviews of criteria, questions and replies, and conditions of decisions. Source: the field's rules."""

from django.db import models

from governance.acceptance.workflow import CONDITION
from governance.criteria.models import Criterion
from governance.meetings.models import Decision
from releases.models.releases import Release
from releases.workflow import OFF
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable

RECOMMEND, GO = "recommend", "go"
ON_ACCEPTANCE = (RECOMMEND, GO)
"""Kinds of agenda items that are about the acceptance of their release."""


class Verdict(models.TextChoices):
    MET = "met", "Met"
    CONDITIONS = "conditions", "Met with conditions"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class Review(Immutable):
    """A review of a criterion, on the evidence in force at that time. A later review replaces it."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="reviews")
    verdict = models.CharField(max_length=16, choices=Verdict)
    text = models.TextField(blank=True, help_text="The conditions, or why it is not met or does not apply.")
    evidence_digest = models.CharField(max_length=64)
    body = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [only_choices("verdict", Verdict.values, "review_verdict_known")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_verdict_display().lower()}"


class Question(Immutable):
    """A reviewer's question to the owner of a criterion."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="questions")
    text = models.TextField()
    body = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Reply(Immutable):
    """The owner's answer to a question."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    text = models.TextField()
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return self.text[:60]


class ConditionQuerySet(models.QuerySet["Condition"]):
    def outstanding(self) -> "ConditionQuerySet":
        """Conditions still to be met or closed, without those of cancelled releases."""
        return self.exclude(state="closed").exclude(release__life__in=OFF)


class Condition(models.Model):
    """A condition of a decision: what is to be done, by whom, by when, and how it was done."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="conditions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions")
    number = models.PositiveSmallIntegerField(help_text="In its release.")
    text = models.TextField()
    owner = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=CONDITION.choices(), default="open", editable=False)
    done = models.TextField(blank=True, help_text="How it was met, as its owner reports.")
    reported_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = ConditionQuerySet.as_manager()

    class Meta:
        ordering = ["release", "number"]
        constraints = [
            only_choices("state", CONDITION.states, "condition_state_known"),
            models.UniqueConstraint(fields=["release", "number"], name="condition_once"),
        ]

    def __str__(self) -> str:
        return f"Condition {self.number} of the {self.release}"

    @property
    def workflow_state(self):
        return CONDITION.state_of(self)
