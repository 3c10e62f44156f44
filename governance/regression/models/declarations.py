"""Regression testing plans and results, as Test Participants declared them: never changed, replaced by later ones."""

from django.db import models

from governance.regression.models.kinds import Kind
from governance.regression.models.participants import Source, TestParticipant
from secrel.core.models.files import StoredFile
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


class RegressionDeclaration(Immutable):
    """A plan or results of a Test Participant. A later one of its kind replaces it.

    `on` is the day on which the organisation gave it, `due_on` the due day known then. Source of the due days: ten
    Working Days before UIT begins, five before it ends.
    """

    participant = models.ForeignKey(TestParticipant, models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(help_text="Counted from 1 for each kind.")
    text = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=Source)
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    is_without_plan = models.BooleanField(
        default=False, help_text="Results, and no plan was declared before."
    )
    submitted_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "number"], name="regression_declaration_once"
            ),
            only_choices("kind", Kind.values, "regression_declaration_kind_known"),
            only_choices("source", Source.values, "regression_declaration_source_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} of {self.participant}"

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.on > self.due_on


class RegressionFile(Immutable):
    """A file of a declaration."""

    declaration = models.ForeignKey(RegressionDeclaration, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["declaration", "file"], name="regression_file_once")]

    def __str__(self) -> str:
        return self.name
