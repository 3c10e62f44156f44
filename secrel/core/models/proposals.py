"""Texts that the DCC proposes for cells of a sheet, shown beside the cell until an analyst decides."""

from django.db import models
from django.db.models import Q

from secrel.core.editing.proposing import PROPOSAL
from secrel.core.values.constraints import only_choices


class Proposal(models.Model):
    """A text for one cell of a sheet."""

    about = models.CharField(
        max_length=200, help_text="What the sheet belongs to, by kind and key: release:june-2021."
    )
    sheet = models.CharField(max_length=40, blank=True, help_text="The key of the sheet.")
    row = models.CharField(max_length=200, help_text="The row's key; new-… for a row that is not there yet.")
    row_label = models.CharField(max_length=300, blank=True)
    column = models.CharField(max_length=80)
    column_label = models.CharField(max_length=80)
    was = models.TextField(blank=True, help_text="What the cell said when it was proposed.")
    text = models.TextField(blank=True)
    proposed_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=PROPOSAL.choices(), default="open", editable=False)
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was sent back.")

    class Meta:
        ordering = ["about", "sheet", "row", "pk"]
        constraints = [
            only_choices("state", PROPOSAL.states, "proposal_state_known"),
            models.UniqueConstraint(
                fields=["about", "sheet", "row", "column"],
                condition=Q(state="open"),
                name="one_open_proposal_a_cell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column_label}: {self.row_label or self.row}"

    @property
    def workflow_state(self):
        return PROPOSAL.state_of(self)
