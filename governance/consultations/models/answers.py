"""Answers to consultations. A changed answer is a later row, so earlier ones are kept."""

from django.db import models
from django.db.models import Q

from governance.consultations.models.consultations import Consultation
from secrel.core.models.registrations import PartyCategory
from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable
from secrel.core.values.one_time_links import OneTimeLink

CATEGORIES = [*PartyCategory.choices, ("dcc", "DCC"), ("other", "Not a Party")]
"""Whom an answer is from."""


class Affected(models.TextChoices):
    YES = "yes", "Affected"
    NO = "no", "Not affected"
    NOT_STATED = "not_stated", "Not stated"


class Source(models.TextChoices):
    ACCOUNT = "account", "Web, with an account"
    WEB = "web", "Web, from a confirmed address"
    MAIL = "mail", "Email to SECAS"
    TELEPHONE = "telephone", "Telephone"


class Respondent(models.Model):
    """Who answers a consultation: a mail address, or an organisation where none is known.

    `key` is "mail:" and the address, or "organisation:" and the name in lower case; it makes each one unique.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="respondents")
    receipt = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=300)
    email = models.EmailField(max_length=254, blank=True)
    user = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    dealt_with = models.TextField(
        blank=True,
        help_text="How the owner dealt with the answer: published with the result, unless it is confidential.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="respondent_once"),
            models.CheckConstraint(
                condition=Q(key__startswith="mail:") ^ Q(email=""), name="respondent_address_as_keyed"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class ConsultationAnswer(Immutable):
    """One state of an answer. The current one is that received last; `recorded_by` entered it for the respondent."""

    respondent = models.ForeignKey(Respondent, models.PROTECT, related_name="answers")
    organisation = models.CharField(max_length=120)
    category = models.CharField(max_length=24, choices=CATEGORIES)
    affected = models.CharField(max_length=10, choices=Affected)
    how = models.TextField(blank=True, help_text="How it is affected.")
    comment = models.TextField(blank=True)
    is_confidential = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=Source)
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            only_choices("category", [key for key, _ in CATEGORIES], "consultation_answer_category_known"),
            only_choices("affected", Affected.values, "consultation_answer_affected_known"),
            only_choices("source", Source.values, "consultation_answer_source_known"),
            models.CheckConstraint(
                condition=Q(source__in=["mail", "telephone"], recorded_by__isnull=False)
                | Q(source__in=["account", "web"], recorded_by__isnull=True),
                name="consultation_answer_recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.respondent_id} of {self.organisation}"


class AnswerLink(OneTimeLink):
    """A link with which somebody without an account answers."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="links")
