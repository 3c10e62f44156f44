"""Flags: what the daily job found late or due soon. The job raises them; a person decides what to do."""

import secrets
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse

from modifications.models.modifications import Modification
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


class DailyRun(models.Model):
    """A day whose daily job has finished, and when it last did. A day without a row is run again."""

    on = models.DateField(primary_key=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.on)


class FlagKind(models.TextChoices):
    CUT_OFF_NEAR = "cut_off_near", "Cut-off near"
    CUT_OFF_PASSED = "cut_off_passed", "Cut-off passed"
    DECISION_LATE = "decision_late", "Decision too late"
    BASELINE_DUE = "baseline_due", "Baseline due"
    PAPERS_MISSED = "papers_missed", "Paper day missed"
    EVIDENCE_DUE = "evidence_due", "Evidence due"
    EVIDENCE_OVERDUE = "evidence_overdue", "Evidence overdue"
    EVIDENCE_UNDATED = "evidence_undated", "No evidence, go-live near"
    DELIVERABLE_DUE = "deliverable_due", "Deliverable due"
    DELIVERABLE_OVERDUE = "deliverable_overdue", "Deliverable overdue"
    REGRESSION_DUE = "regression_due", "Regression testing due"
    REGRESSION_OVERDUE = "regression_overdue", "Regression testing overdue"
    CONDITION_DUE = "condition_due", "Condition due"
    CONDITION_OVERDUE = "condition_overdue", "Condition overdue"
    COMMENTS_CLOSING = "comments_closing", "Comments close soon"
    COMMENTS_OPEN = "comments_open", "Comments open"
    STEP_UNCONFIRMED = "step_unconfirmed", "Steps not confirmed"
    DATE_MOVED = "date_moved", "Date differs from its rule"
    GO_LIVE_NEAR = "go_live_near", "Go-live near, no go decision"
    GO_LIVE_PASSED = "go_live_passed", "Go-live passed"
    GO_LIVE_NOT_PERMITTED = "outside_window", "Go-live outside its window"
    NOTICE_FAILED = "notice_failed", "Notice not published"
    ACTION_DUE = "action_due", "Action due"
    ACTION_OVERDUE = "action_overdue", "Action overdue"


LATE = frozenset(
    {
        *(FlagKind.CUT_OFF_PASSED, FlagKind.PAPERS_MISSED, FlagKind.EVIDENCE_OVERDUE),
        *(FlagKind.DELIVERABLE_OVERDUE, FlagKind.CONDITION_OVERDUE, FlagKind.GO_LIVE_PASSED),
        *(FlagKind.GO_LIVE_NOT_PERMITTED, FlagKind.NOTICE_FAILED, FlagKind.REGRESSION_OVERDUE),
        FlagKind.ACTION_OVERDUE,
    }
)
"""The kinds for what is late; the others are due soon."""


class Act(models.TextChoices):
    """Actions suggested for a flag. A person takes one, with a reason."""

    TAKE_OUT = "take_out", "Take it out of scope because it missed its cut-off"
    CHASE = "chase", "Send a reminder"
    CONFIRM = "confirm", "Confirm that the steps are still correct"
    SET_ASIDE = "set_aside", "Dismiss until something changes"
    TAKE_UP = "take_up", "Reopen"


PROPOSED: dict[str, tuple[Act, ...]] = {
    FlagKind.CUT_OFF_PASSED: (Act.TAKE_OUT,),
    FlagKind.STEP_UNCONFIRMED: (Act.CONFIRM,),
    **dict.fromkeys((FlagKind.EVIDENCE_DUE, FlagKind.EVIDENCE_OVERDUE), (Act.CHASE,)),
    FlagKind.EVIDENCE_UNDATED: (Act.CHASE,),
    **dict.fromkeys((FlagKind.DELIVERABLE_DUE, FlagKind.DELIVERABLE_OVERDUE), (Act.CHASE,)),
    **dict.fromkeys((FlagKind.REGRESSION_DUE, FlagKind.REGRESSION_OVERDUE), (Act.CHASE,)),
    **dict.fromkeys((FlagKind.CONDITION_DUE, FlagKind.CONDITION_OVERDUE), (Act.CHASE,)),
}


@dataclass(frozen=True)
class FlagState:
    """How a page shows a flag: a label with its tone and glyph."""

    label: str
    tone: str
    glyph: str


def new_key() -> str:
    """A random key that names a flag in its URL."""
    return secrets.token_hex(8)


class Flag(models.Model):
    """One thing that is late or due soon, from the day it was raised to the day it was cleared.

    `thing` is a stable key and is never parsed. While a flag is open, the same thing raises no other: its kind, due
    date and sentence are updated. The foreign keys hold what an action needs.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    thing = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=FlagKind)
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="flags")
    item = models.ForeignKey(ScopeItem, models.PROTECT, null=True, blank=True, related_name="flags")
    modification = models.ForeignKey(
        Modification, models.PROTECT, null=True, blank=True, related_name="flags"
    )
    owner = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True, related_name="+")
    sentence = models.CharField(max_length=500, help_text="What is late, with its dates.")
    path = models.CharField(max_length=300, help_text="The page on which it is mended.")
    due_on = models.DateField()
    raised_on = models.DateField()
    cleared_on = models.DateField(null=True, blank=True)
    cleared_because = models.CharField(max_length=200, blank=True)
    is_set_aside = models.BooleanField(default=False)
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            only_choices("kind", FlagKind.values, "flag_kind_known"),
            models.UniqueConstraint(
                fields=["thing"], condition=Q(cleared_on__isnull=True), name="flag_one_open_a_thing"
            ),
            models.CheckConstraint(
                condition=Q(cleared_on__isnull=True) | Q(cleared_on__gte=models.F("raised_on")),
                name="flag_cleared_after_raised",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sentence}"

    def get_absolute_url(self) -> str:
        return reverse("flag", args=[self.key])

    @property
    def is_late(self) -> bool:
        return self.kind in LATE

    @property
    def workflow_state(self) -> FlagState:
        if self.cleared_on:
            return FlagState("Cleared", "grey", "check")
        if self.is_set_aside:
            return FlagState("Dismissed", "grey", "bar")
        return FlagState(self.get_kind_display(), *(("red", "cross") if self.is_late else ("amber", "dot")))

    @property
    def acts(self) -> tuple[Act, ...]:
        """The suggested actions; none for a cleared flag."""
        if self.cleared_on:
            return ()
        return (*PROPOSED.get(self.kind, ()), Act.TAKE_UP if self.is_set_aside else Act.SET_ASIDE)


class FlagStep(Immutable):
    """A step in the history of a flag: raised, updated or cleared by the job, or an action of a person."""

    LABELS = {
        "raised": "Raised",
        "updated": "Updated",
        "cleared": "Cleared",
        Act.TAKE_OUT: "Taken out of scope",
        Act.CHASE: "Reminder sent",
        Act.CONFIRM: "Steps confirmed",
        Act.SET_ASIDE: "Dismissed",
        Act.TAKE_UP: "Reopened",
    }

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="steps")
    what = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=FlagKind)
    sentence = models.CharField(max_length=500)
    on = models.DateField()
    by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            only_choices("kind", FlagKind.values, "flag_step_kind_known"),
            only_choices("what", ["raised", "updated", "cleared", *Act.values], "flag_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.flag}: {self.what}"

    @property
    def label(self) -> str:
        return self.LABELS[self.what]
