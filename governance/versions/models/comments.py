"""Comments on a section of a version, and the answers from SECAS. Rows are never overwritten."""

from django.db import models

from governance.documents.rid.document import BY_KEY as SECTIONS
from governance.documents.rid.document import CHAPTERS
from governance.versions.models.versions import RidVersion
from secrel.core.values.immutable import Immutable

COMMENTED = {"document": "The document as a whole", **{key: SECTIONS[key].title for key in CHAPTERS}}
"""The sections that a comment can be about."""


class Comment(Immutable):
    """A question or requested change by a member of a body, about a section of one version."""

    version = models.ForeignKey(RidVersion, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=20, help_text="Its key.")
    text = models.TextField()
    body = models.ForeignKey("core.Body", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section__regex="^[a-z]+(_[a-z]+)*$"), name="comment_section_is_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.section_title}: {self.text[:60]}"

    @property
    def section_title(self) -> str:
        return COMMENTED[self.section]

    @property
    def is_resolved(self) -> bool:
        """Whether the last answer resolves it."""
        answers = list(self.answers.all())
        return bool(answers) and answers[-1].resolves


class Answer(Immutable):
    """An answer from SECAS. `resolves`: nothing more needs to be done."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="answers")
    text = models.TextField()
    resolves = models.BooleanField()
    answered_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
