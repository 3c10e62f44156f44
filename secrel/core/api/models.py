"""Tokens of the API, and the answers that are given again for a repeated request."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

LIVES = timedelta(days=366)
"""The longest time for which a token opens anything."""
KEPT = timedelta(hours=24)
"""How long an answer is given again."""


class Scope(models.TextChoices):
    READ = "read", "Read what you may read"
    FACTS = "facts", "Change facts of releases and modifications"
    EVIDENCE = "evidence", "Hand in evidence, deliverables and declarations, and review evidence"
    DOCUMENTS = "documents", "Issue and publish RIDs, papers, notices and consultations, and plan meetings"
    OWN = "own", "Comment, answer, and choose what you follow"


class ApiToken(models.Model):
    """A secret with which a program acts for a person, within scopes and until a day. Only its digest is stored."""

    user = models.ForeignKey("core.User", models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=80, help_text="What uses it, such as “Release calendar”.")
    start = models.CharField(max_length=16, help_text="The first characters of the secret, to know it again.")
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=12))
    made_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it opens anything.")
    revoked_on = models.DateField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    times_signed_out = models.PositiveIntegerField(
        default=0, help_text="Of its owner when it was made: ending all sessions ends the token too."
    )

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("made_on")) & Q(expires_on__lte=F("made_on") + LIVES),
                name="api_token_ends_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(Scope.values)) & Q(scopes__len__gt=0),
                name="api_token_scopes_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        return [Scope(scope).label for scope in self.scopes]

    def opens(self, on: date) -> bool:
        """Whether it opens anything on a day."""
        return self.revoked_on is None and on <= self.expires_on

    def state(self, on: date) -> str:
        """In use, revoked or ended, in words."""
        if self.revoked_on:
            return "Revoked"
        return "In use" if self.opens(on) else "Ended"


class GivenAnswer(models.Model):
    """What the API answered to a request with an Idempotency-Key; the same request gets it again for a day."""

    user = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64, help_text="Digest of method, address and body.")
    status = models.PositiveSmallIntegerField(default=0)
    data = models.JSONField(null=True)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="given_answer_once")]

    def __str__(self) -> str:
        return self.key

    def is_over(self, now: datetime) -> bool:
        return self.at + KEPT < now
