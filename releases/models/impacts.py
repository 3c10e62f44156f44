"""The points of a release's impact summaries."""

from django.db import models
from django.db.models import Q

from modifications.models.impacts import Participant
from modifications.models.modifications import Modification
from modifications.participants import ALL_PARTIES
from releases.models.releases import Release
from secrel.core.values.constraints import only_choices


class SummaryPoint(models.Model):
    """A point of the impact summaries, for an audience or an area of the DCC; it may have sub-points."""

    ALL_PARTIES = ALL_PARTIES
    AUDIENCES = [(ALL_PARTIES, "All SEC Parties"), *Participant.choices]

    release = models.ForeignKey(Release, models.PROTECT, related_name="summary_points")
    audience = models.CharField(max_length=24, choices=AUDIENCES)
    area = models.CharField(max_length=160, blank=True, help_text="For the DCC only.")
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sub_points")
    text = models.TextField()
    modifications = models.ManyToManyField(Modification, blank=True, related_name="summary_points")

    class Meta:
        ordering = ["position"]
        constraints = [
            only_choices("audience", [ALL_PARTIES, *Participant.values], "summary_audience_known"),
            models.UniqueConstraint(
                fields=["release", "parent", "position"], nulls_distinct=False, name="summary_position_once"
            ),
            models.CheckConstraint(
                condition=Q(audience=Participant.DCC) ^ Q(area=""), name="summary_area_for_dcc_only"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
