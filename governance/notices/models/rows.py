"""The rows of a notice: modifications, documents, technical specifications."""

from django.db import models
from django.db.models import Q

from governance.notices.models.notices import VERSION, Notice
from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from secrel.core.values.constraints import only_choices


class NoticeModification(models.Model):
    """A modification, or the part of one, that the notice lists."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="modifications")
    part = models.ForeignKey(Part, models.PROTECT, related_name="notices")
    status = models.CharField(max_length=40, default="Implemented", help_text="As the notice states it.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "part"], name="notice_part_once"),
            models.UniqueConstraint(fields=["notice", "position"], name="notice_modification_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.part)


class NoticeDocument(models.Model):
    """A SEC document that changes, with what changes it.

    By modification: which ones is in `modifications`; empty if the notice does not state which.
    """

    class CodeWorks(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_STATED = "not_stated", "Not stated"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="documents")
    document = models.ForeignKey(SecDocument, models.PROTECT, related_name="notices")
    position = models.PositiveSmallIntegerField()
    codeworks = models.CharField(max_length=10, choices=CodeWorks, default=CodeWorks.NOT_STATED)
    by_modification = models.BooleanField(default=False)
    modifications = models.ManyToManyField(Part, blank=True, related_name="+")
    by_designation = models.BooleanField(default=False)
    designation = models.CharField(max_length=200, blank=True, help_text="Its date or reference, as stated.")
    by_notification = models.BooleanField(default=False)
    clause = models.CharField(max_length=80, blank=True, help_text="The clause under which the DCC notifies.")
    notification = models.CharField(max_length=200, blank=True, help_text="Its reference, as stated.")
    version = models.CharField(max_length=12, blank=True, help_text="As stated, such as 2.0.")
    legal_text = models.URLField(max_length=300, blank=True)
    redlining = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "document"], name="notice_document_once"),
            models.UniqueConstraint(fields=["notice", "position"], name="notice_document_position_once"),
            only_choices("codeworks", ["yes", "no", "not_stated"], "notice_codeworks_known"),
            models.CheckConstraint(
                condition=Q(version="") | Q(version__regex=VERSION), name="notice_document_version_form"
            ),
            models.CheckConstraint(
                condition=Q(by_designation=True) | Q(designation=""), name="notice_designation_of_designated"
            ),
            models.CheckConstraint(
                condition=Q(by_notification=True) | Q(clause="", notification=""),
                name="notice_clause_of_notified",
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)


class NoticeSpecification(models.Model):
    """A version of a technical specification that the notice brings into force, ends, or names as in force."""

    class Change(models.TextChoices):
        FROM = "from", "Comes into force"
        UNTIL = "until", "Ceases to be in force"
        IN_FORCE = "in_force", "In force, not stated since when"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="specifications")
    position = models.PositiveSmallIntegerField()
    specification = models.CharField(max_length=40, help_text="Such as SMETS2.")
    version = models.CharField(max_length=40, help_text="Such as v3.1.")
    change = models.CharField(max_length=10, choices=Change)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "specification", "version"], name="notice_specification_once"
            ),
            models.UniqueConstraint(fields=["notice", "position"], name="notice_specification_position_once"),
            only_choices("change", ["from", "until", "in_force"], "notice_specification_change_known"),
        ]

    def __str__(self) -> str:
        return f"{self.specification} {self.version}"
