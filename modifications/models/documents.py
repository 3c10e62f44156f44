"""SEC documents, with their titles over time and the other titles under which they are published."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from secrel.core.values.constraints import only_choices

DESIGNATION = r"^(Section [A-Z]{1,2}|Schedule [1-9][0-9]{0,2}|Appendix [A-Z]{1,2})$"


class SecDocument(models.Model):
    """A Section, Schedule or Appendix of the SEC."""

    class Kind(models.TextChoices):
        SECTION = "section", "Section"
        SCHEDULE = "schedule", "Schedule"
        APPENDIX = "appendix", "Appendix"

    designation = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField(unique=True)
    is_proposed = models.BooleanField(
        default=False, help_text="Named by an imported document; an administrator has not confirmed it yet."
    )

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(designation__regex=DESIGNATION), name="sec_document_designation_form"
            ),
            only_choices("kind", ["section", "schedule", "appendix"], "sec_document_kind_known"),
        ]

    def __str__(self) -> str:
        return self.designation

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.slug])

    def title_on(self, day: date) -> str:
        """The title in force on a day; uses prefetched titles."""
        titles = [title for title in self.titles.all() if title.from_on <= day]
        return max(titles, key=lambda title: title.from_on).title if titles else ""


class DocumentTitle(models.Model):
    """The title of a document from a day on."""

    document = models.ForeignKey(SecDocument, models.PROTECT, related_name="titles")
    title = models.CharField(max_length=300)
    from_on = models.DateField()

    class Meta:
        ordering = ["from_on"]
        constraints = [models.UniqueConstraint(fields=["document", "from_on"], name="title_once")]

    def __str__(self) -> str:
        return self.title


class DocumentAlias(models.Model):
    """Another title under which a document is published, with its source. An import never makes it the title."""

    document = models.ForeignKey(SecDocument, models.PROTECT, related_name="aliases")
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "document aliases"
        constraints = [models.UniqueConstraint(fields=["document", "title"], name="document_alias_once")]

    def __str__(self) -> str:
        return self.title
