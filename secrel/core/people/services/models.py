"""Service accounts, whose account is a user that nobody signs in with."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from secrel.core.api.models import Scope
from secrel.core.changes.permissions import Role
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.registrations import Registration
from secrel.core.models.two_people import TwoPeople, TwoPeopleQuerySet
from secrel.core.values.constraints import only_choices
from secrel.core.values.organisations import organisation_key

NAME_LENGTH = 40
MAY: dict[str, str] = {
    Scope.READ: "Read what people of the organisation may read",
    Scope.EVIDENCE: "Hand in drafts of evidence, which a person of the organisation reads and releases",
}
"""What a service account may do, by scope."""
TEAMS = (("secas", Role.ANALYST), ("dcc", Role.DELIVERY), ("parties", Role.PARTY))
"""Bodies whose people have service accounts, with the role that these people hold."""


class ServiceAccountQuerySet(TwoPeopleQuerySet):
    def live(self) -> "ServiceAccountQuerySet":
        """Those that nobody has ended or refused."""
        return self.filter(ended_on__isnull=True)


class ServiceAccount(TwoPeople):
    """A program of an organisation. Its rights are a part of those of the organisation's people.

    It opens something only while an administrator has confirmed it, nobody has ended it, and its contact still works
    for the organisation. `user` is named in audit entries as any account is.
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="service")
    receipt = models.CharField(max_length=20, unique=True)
    name = models.CharField(
        max_length=NAME_LENGTH, help_text="What the program is, such as “Evidence pipeline”."
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    role = models.CharField(
        max_length=20,
        choices=[(role.value, role.label) for _, role in TEAMS],
        help_text="The role of its organisation’s people.",
    )
    organisation = models.CharField(max_length=120, blank=True, help_text="Of a Party: its name.")
    contact = models.ForeignKey(User, models.PROTECT, related_name="programs")
    scopes = ArrayField(models.CharField(max_length=12))
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    token = models.PositiveIntegerField(default=1, editable=False)

    objects = ServiceAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            only_choices("role", [role for _, role in TEAMS], "service_account_role_known"),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=list(MAY)) & Q(scopes__contains=[Scope.READ]),
                name="service_account_scopes_known",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("granted_by")),
                name="service_account_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service-account", args=[self.receipt])

    @property
    def of(self) -> str:
        """Whose it is: the DCC, SECAS, or the name of a Party."""
        return self.organisation or self.body.the

    @property
    def may(self) -> list[str]:
        """What it may do, in sentences."""
        return [sentence for scope, sentence in MAY.items() if scope in self.scopes]

    def is_of(self, person: User, on: date) -> bool:
        """Whether a person works for the same organisation on a day, in the role that its people have."""
        held = person.memberships.all() if person.is_active else []
        if not any(
            (row.body_id, row.role) == (self.body_id, self.role) and row.is_in_force(on) for row in held
        ):
            return False
        return not self.organisation or organisation_key(self.organisation) == organisation_key(
            party_of(person)
        )

    def state(self, on: date) -> str:
        """In words: waits, in use, without a contact, or ended."""
        if self.ended_on is not None:
            return "Ended" if self.confirmed_on else "Refused"
        if self.confirmed_on is None:
            return "Waits for an administrator"
        return "In use" if self.is_of(self.contact, on) else "Without a contact"

    def opens(self, on: date) -> bool:
        """Whether its tokens open anything on a day."""
        return self.state(on) == "In use"

    def seat(self) -> Membership:
        """The role that its rights are a part of; not stored, so that no list of people or voters has it."""
        return Membership(user=self.user, body=self.body, role=self.role, from_on=self.made_on)


def party_of(person: User) -> str:
    """The Party of a person whose registration is confirmed."""
    found: Registration | None = getattr(person, "registration", None)
    return found.organisation if found and found.state == "confirmed" else ""


def full_name(name: str, of: str, contact: str) -> str:
    """How pages, mails and the audit trail name a program: nobody takes it for a person. As long as names may be."""
    text = f"{name} of {of[:40].rstrip()} (service account, contact {contact})"
    return text if len(text) <= 120 else f"{text[:118]}…)"
