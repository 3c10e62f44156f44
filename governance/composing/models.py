"""Composed contents, frozen snapshots, the jobs that make PDFs from them, and files of drafts."""

from functools import cached_property
from typing import Any

from django.db import models

from governance.composing.workflow import RENDERING
from governance.documents.engine.diff.change import Change
from governance.documents.engine.kind import DocumentKind
from governance.documents.kinds import BY_KEY, KINDS
from governance.documents.rid.types.rid import Rid
from secrel.core.models.files import StoredFile
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable


class Content(Immutable):
    """The content of a release at some time, or of an agenda item, by its digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.JSONField()

    def __str__(self) -> str:
        return self.digest[:12]


class Snapshot(Immutable):
    """A frozen document: its content and its issue (version, dates, status line, history, decision).

    `digest`: of the whole {content, issue}. Decisions refer to the digest of the content.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(
        max_length=20, choices=[(kind.key, kind.key) for kind in KINDS], default="rid", editable=False
    )
    content = models.ForeignKey(Content, models.PROTECT, related_name="snapshots")
    issue = models.JSONField()
    issue_digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [only_choices("kind", BY_KEY, "snapshot_kind_known")]

    def __str__(self) -> str:
        return self.digest[:12]

    def as_data(self) -> dict[str, Any]:
        """The frozen data, unchanged."""
        return {"content": self.content.data, "issue": self.issue}

    @property
    def document_kind(self) -> DocumentKind:
        return BY_KEY[self.kind]

    @cached_property
    def document(self) -> Any:
        """The document as its type; raises ValueError if a row was changed outside the application."""
        return self.document_kind.type.of_data(self.as_data())

    def differs_from(self, earlier: "Snapshot") -> tuple[Change, ...]:
        """The differences from an earlier document of the same kind."""
        return self.document_kind.compare(earlier.document.content, self.document.content)

    @property
    def rid(self) -> Rid:
        """The document as a RID; raises TypeError for another kind."""
        if not isinstance(self.document, Rid):
            raise TypeError(f"The snapshot {self} is a {self.kind}, not a RID")
        return self.document


class RenderJob(models.Model):
    """The job that makes the PDF of a snapshot. This row holds its state; the broker only wakes a worker.

    A worker holds a lease and renews it while it works. If a worker dies, its lease expires and the periodic
    `recover_jobs` queues the job again.
    """

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="job")
    state = models.CharField(max_length=12, choices=RENDERING.choices(), default="queued", editable=False)
    queued_at = models.DateTimeField()
    woken_at = models.DateTimeField(help_text="When a worker was last told.")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    archive = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The zip that some kinds of document have beside the PDF.",
    )

    class Meta:
        constraints = [
            only_choices("state", RENDERING.states, "render_job_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="done", pdf__isnull=False)
                | (~models.Q(state="done") & models.Q(pdf__isnull=True)),
                name="render_job_done_has_pdf",
            ),
            models.CheckConstraint(
                condition=models.Q(archive__isnull=True) | models.Q(pdf__isnull=False),
                name="render_job_archive_beside_pdf",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rendering") | models.Q(lease__isnull=False),
                name="render_job_rendering_has_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.snapshot}: {self.get_state_display()}"

    @property
    def progress(self):
        return RENDERING.state_of(self)


class DraftFile(models.Model):
    """A file of a document that is not frozen. It is derived from the facts, and may be deleted at any time.

    The row is also the job that makes it: waiting until a worker holds a lease, ended with its content or a failure.
    """

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "word", "Word file"

    key = models.CharField(
        max_length=64,
        primary_key=True,
        help_text="Digest of the document, the form and the code that makes it.",
    )
    kind = models.CharField(max_length=20, help_text="Of the document.")
    form = models.CharField(max_length=4, choices=Form.choices)
    subject = models.CharField(
        max_length=200, blank=True, help_text="What it is a draft of; a newer draft takes its place."
    )
    document = models.JSONField(null=True, help_text="What it is made from, until it is made.")
    content = models.BinaryField(null=True)
    queued_at = models.DateTimeField()
    asked_at = models.DateTimeField(
        null=True, help_text="When somebody last asked for it; empty while it is only made in advance."
    )
    woken_at = models.DateTimeField(help_text="When a worker was last told.")
    ended_at = models.DateTimeField(null=True)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            only_choices("form", ("pdf", "word"), "draft_file_form_known"),
            models.CheckConstraint(
                condition=models.Q(content__isnull=True) | models.Q(ended_at__isnull=False),
                name="draft_file_made_has_ended",
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="draft_file_subject")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} of {self.subject or self.kind}"

    @property
    def is_made(self) -> bool:
        return self.ended_at is not None and not self.failure

    @property
    def is_started(self) -> bool:
        return self.lease is not None


class LastRead(models.Model):
    """The version of a document that a person read last. It is no fact of the field, and may be deleted at any time."""

    reader = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    subject = models.CharField(
        max_length=200, help_text="The document, as in the audit trail: releases/june-2021"
    )
    version = models.CharField(max_length=12, help_text="2.0, or 2 of a paper or notice")
    on = models.DateField()

    class Meta:
        verbose_name = "version read last"
        verbose_name_plural = "versions read last"
        constraints = [models.UniqueConstraint(fields=["reader", "subject"], name="last_read_once")]

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"
