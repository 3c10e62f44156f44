"""The scope of a release: parts of modifications with their status, the ledger, Change Requests beside it."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Modification, Part
from releases.models.releases import Release
from releases.workflow import SCOPE, VERB
from secrel.core.values.constraints import only_choices


def summary_of(status: str, description: str, *, has_own_verb: bool) -> str:
    """A description as printed, with the verb of its status unless it has its own."""
    verb = "" if has_own_verb or not description else VERB.get(status, "")
    return f"{verb} {description}" if verb else description


class ScopeItem(models.Model):
    """A part of a modification in a release, with its status there."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="scope")
    part = models.ForeignKey(Part, models.PROTECT, related_name="scope_items")
    status = models.CharField(max_length=12, choices=SCOPE.choices(), editable=False)
    description = models.TextField(help_text="What it does, without “will” or “proposes to”.")
    has_own_verb = models.BooleanField(
        default=False, help_text="The description is printed as it stands, without “will” or “proposes to”."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="0: by the modification's number.")
    cut_off_on = models.DateField(null=True, blank=True)

    others: "Sequence[ScopeItem] | None" = None
    """Other targeted or approved items of its modification, if they were read for many items at once, under the lock of
    the modifications; None: the guard of a move reads them."""

    class Meta:
        ordering = ["position", "part__modification__number", "part__modification__suffix", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "part"], name="scope_item_once"),
            only_choices("status", SCOPE.states, "scope_status_known"),
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
    def summary(self) -> str:
        """The description as printed; empty while there is none."""
        return summary_of(self.status, self.description, has_own_verb=self.has_own_verb)

    @property
    def state(self):
        return SCOPE.state_of(self)


EVENT_LABELS = {
    "enter": "Entered",
    "target": "Targeted",
    "approve": "Approved",
    "take_out": "Left",
    "reconsider": "Candidate again",
}


class Ground(models.TextChoices):
    """Why a part left a scope, or why it was added after the baseline as an exception."""

    REJECTED = "rejected", "Rejected"
    AUTHORITY_REJECTED = "authority_rejected", "Rejected by the Authority"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MOVED = "moved", "Moved to another release"
    MISSED_CUT_OFF = "missed_cut_off", "Missed its cut-off date"
    LEAD_TIME = "lead_time", "Lead time too short"
    DEPENDENCY = "dependency", "Waits for something else"
    NECESSARY = "necessary", "Exception: necessary"
    MORE_EFFICIENT = "more_efficient", "Exception: more efficient"


class ScopeEvent(models.Model):
    """An entry of the scope ledger: what entered, changed status or left, when, why and agreed by which body."""

    item = models.ForeignKey(ScopeItem, models.PROTECT, related_name="events")
    move = models.CharField(max_length=16)
    on = models.DateField()
    day_recorded = models.BooleanField(
        default=True,
        help_text="Whether the source states the day. If not, “on” is the day of its entry here.",
    )
    body = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True)
    ground = models.CharField(max_length=20, choices=Ground, blank=True)
    reason = models.TextField(blank=True)
    other_release = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where it came from, or went to.",
    )

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            only_choices("move", EVENT_LABELS, "scope_event_known"),
            only_choices("ground", ["", *Ground.values], "scope_event_ground_known"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.move}"

    @property
    def label(self) -> str:
        return EVENT_LABELS[self.move]

    @property
    def direction(self) -> str:
        """Whether the item went to or came from `other_release`."""
        return "to" if self.move == "take_out" else "from"


class ReleaseChangeRequest(models.Model):
    """A Change Request that the DCC delivers beside a release, as its RID describes it."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="beside")
    change_request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="releases")
    position = models.PositiveSmallIntegerField()
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "change_request"], name="change_request_beside_once"),
            models.UniqueConstraint(
                fields=["release", "position"],
                name="change_request_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_request.reference} beside the {self.release}"
