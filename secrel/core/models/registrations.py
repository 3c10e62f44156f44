"""Registrations for Parties, and the decisions of SECAS on them."""

from django.db import models
from django.urls import reverse

from secrel.core.people.registering import REGISTRATION
from secrel.core.values.constraints import only_choices


class PartyCategory(models.TextChoices):
    """The categories of Parties: the columns of a RID's participant matrix, without the DCC."""

    SUPPLIERS = "suppliers", "Suppliers"
    ELECTRICITY_NETWORKS = "electricity_networks", "Electricity Networks"
    GAS_NETWORKS = "gas_networks", "Gas Networks"
    OTHER_SEC_PARTIES = "other_sec_parties", "Other SEC Parties"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def unconfirmed(self) -> "RegistrationQuerySet":
        """Registrations whose address is not confirmed: the audit trail must not name their owners."""
        return self.filter(state="registered")


class Registration(models.Model):
    """An account's claim to belong to a Party of a category. Permissions come from the membership that follows."""

    receipt = models.CharField(max_length=20, unique=True)
    user = models.OneToOneField("core.User", models.PROTECT, related_name="registration")
    organisation = models.CharField(max_length=120)
    category = models.CharField(max_length=24, choices=PartyCategory)
    state = models.CharField(
        max_length=12, choices=REGISTRATION.choices(), default="registered", editable=False
    )
    registered_on = models.DateField()
    decided_by = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was refused.")
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_on", "-pk"]
        constraints = [
            only_choices("state", REGISTRATION.states, "registration_state_known"),
            only_choices("category", PartyCategory.values, "registration_category_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("registration", args=[self.receipt])

    @property
    def workflow_state(self):
        return REGISTRATION.state_of(self)
