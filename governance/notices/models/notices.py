"""A publication notice and its facts while they are edited. What is published is in its versions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.notices.workflow import NOTICE
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices
from secrel.core.values.fields import paragraphs

SLUG = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+([-.][a-z0-9]+)*$"
VERSION = r"^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$"


class Notice(models.Model):
    """A notice on what changes in the SEC. Its address never changes.

    `stated_count`: the number of modifications that it states, whether or not they are listed. `publish_at`: when a job
    publishes it; `attempts` and `failure`: what became of that so far.
    """

    class Form(models.TextChoices):
        RELEASE = "release", "Release"
        AD_HOC = "ad_hoc", "Ad-hoc release"
        DOCUMENTS = "documents", "Documents only"

    slug = models.CharField(max_length=80, unique=True)
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="notices")
    release_name = models.CharField(
        max_length=80, blank=True, help_text="The release as it is stated, where it is not held here."
    )
    title = models.CharField(max_length=200)
    form = models.CharField(max_length=12, choices=Form)
    sec_version = models.CharField(max_length=12, blank=True, help_text="As stated, such as 27.0.")
    stated_count = models.PositiveSmallIntegerField(null=True, blank=True)
    effective_on = models.DateField()
    publish_on = models.DateField(help_text="The day on which it is to be published.")
    changes = paragraphs(help_text="What else changes.")
    help = paragraphs(help_text="Where to get help.")
    state = models.CharField(max_length=12, choices=NOTICE.choices(), default="draft", editable=False)
    publish_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    failure = models.CharField(max_length=500, blank=True, editable=False)
    try_again_at = models.DateTimeField(null=True, blank=True, editable=False)
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-publish_on", "-pk"]
        constraints = [
            only_choices("form", ["release", "ad_hoc", "documents"], "notice_form_known"),
            only_choices("state", NOTICE.states, "notice_state_known"),
            models.CheckConstraint(condition=Q(slug__regex=SLUG), name="notice_slug_form"),
            models.CheckConstraint(
                condition=Q(sec_version="") | Q(sec_version__regex=VERSION), name="notice_sec_version_form"
            ),
            models.CheckConstraint(
                condition=Q(release__isnull=True) | Q(release_name=""), name="notice_release_named_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
                name="notice_scheduled_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="scheduled") | Q(failure="", try_again_at__isnull=True, attempts=0),
                name="notice_failure_of_scheduled",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("notice", args=[self.slug])

    @property
    def first_published_on(self):
        """The day of its first version; uses prefetched versions."""
        return min((row.published_on for row in self.versions.all()), default=None)

    @property
    def workflow_state(self):
        return NOTICE.state_of(self)
