"""Uploaded documents: the file, what was understood of it, and what it became."""

from django.db import models
from django.urls import reverse

from governance.intake.workflow import UPLOAD
from governance.notices.models import Notice
from governance.versions.models import RidVersion
from secrel.core.models.files import StoredFile
from secrel.core.models.people import User
from secrel.core.values.constraints import only_choices


class UploadedRid(models.Model):
    """A file that may become a version of a RID, proposals from a releases update paper, or drafts of notices.

    `found`: its facts, fields, lines and notes, as `Reading`; empty until it is read. `problem`: why it was not read.
    `woken_at`: when a worker was last asked to read it. `notices`: the drafts that it became.
    """

    class Kind(models.TextChoices):
        RID = "rid", "Release Implementation Document"
        PAPER = "paper", "Releases update paper"
        NOTICE = "notice", "Publication notices"

    receipt = models.CharField(max_length=20, unique=True, editable=False)
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        blank=True,
        help_text="Empty until it is read, unless somebody said it.",
    )
    state = models.CharField(max_length=10, choices=UPLOAD.choices(), default="waiting", editable=False)
    found = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    woken_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    version = models.ForeignKey(RidVersion, models.PROTECT, null=True, blank=True, related_name="+")
    notices = models.ManyToManyField(Notice, blank=True, related_name="+")
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-uploaded_on", "-pk"]
        constraints = [
            only_choices("state", UPLOAD.states, "uploaded_rid_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="imported", kind="rid") ^ models.Q(version__isnull=True),
                name="uploaded_rid_imported_has_version",
            ),
            only_choices("kind", ["", "rid", "paper", "notice"], "uploaded_rid_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("uploaded-rid", args=[self.receipt])
