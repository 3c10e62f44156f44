"""The test strategy, annexes and glossary of a release."""

from django.db import models
from django.db.models import Q

from releases.models.releases import Release
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.files import StoredFile
from secrel.core.values.constraints import partial_dates
from secrel.core.values.fields import PartialDateField, paragraphs


class TestStrategy(models.Model):
    """How a release is tested, in paragraphs; null: the standard text of the profile."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="test_strategy")
    dcc_approach = paragraphs(null=True, default=None)
    user_approach = paragraphs(null=True, default=None)

    class Meta:
        verbose_name_plural = "test strategies"

    def __str__(self) -> str:
        return f"Test strategy of the {self.release}"


class Annex(models.Model):
    """A document annexed to the RID, or one that is still to come, perhaps with a date and who provides it."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="annexes")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, help_text="Annex A")
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    is_to_come = models.BooleanField(default=False)
    expected = PartialDateField()
    owner = models.CharField(max_length=120, blank=True, help_text="Who provides it, while it is to come.")

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "annexes"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_to_come=False, expected="", owner="") | Q(is_to_come=True, file__isnull=True),
                name="annex_to_come_or_there",
            ),
            partial_dates("annex_dates", "expected"),
            models.CheckConstraint(
                condition=Q(file__isnull=True, file_name="") | (Q(file__isnull=False) & ~Q(file_name="")),
                name="annex_file_has_name",
            ),
            models.UniqueConstraint(
                fields=["release", "position"],
                name="annex_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} of the {self.release}"

    @property
    def outlook(self) -> str:
        """'to come, expected in Feb 21, from the DCC'; empty if it is there."""
        return outlook(self.expected, self.owner) if self.is_to_come else ""

    @property
    def stored_file(self) -> tuple[StoredFile, str] | None:
        return (self.file, self.file_name) if self.file else None


def outlook(expected: PartialDate, owner: str) -> str:
    """When an annex that is to come is expected, and from whom, as far as that is stated."""
    when = f"expected {expected.preposition} {expected.label}" if expected else ""
    return ", ".join(filter(None, ["to come", when, f"from {owner}" if owner else ""]))


class GlossaryTerm(models.Model):
    """An acronym and its one expansion."""

    acronym = models.CharField(max_length=16, unique=True)
    expansion = models.CharField(max_length=160)

    class Meta:
        ordering = ["acronym"]

    def __str__(self) -> str:
        return self.acronym


class ReleaseTerm(models.Model):
    """An entry of a release's own glossary, with the expansion in its document."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="terms")
    position = models.PositiveSmallIntegerField()
    acronym = models.CharField(max_length=40)
    expansion = models.CharField(max_length=300)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "acronym"], name="release_term_once"),
            models.UniqueConstraint(fields=["release", "position"], name="release_term_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.acronym} in the {self.release}"
