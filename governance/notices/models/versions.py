"""The published versions of a notice."""

from django.db import models
from django.urls import reverse

from governance.composing.models import Snapshot
from governance.notices.models.notices import Notice
from secrel.core.values.immutable import Immutable


class NoticeVersion(Immutable):
    """A version as it was published. A correction is a further version, and the earlier ones stay readable."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="notice_version")
    published_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="notice_version_once")]

    def __str__(self) -> str:
        return f"{self.notice.slug}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("notice-version", args=[self.notice.slug, self.number])
