"""Whose service accounts a person may see and change, and for whom they may ask for one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body, User
from secrel.core.people.services.models import TEAMS, ServiceAccount, party_of
from secrel.core.values.organisations import organisation_key


@dataclass(frozen=True)
class Team:
    """The people of an organisation who have service accounts: a body's, or those of one Party."""

    body: Body
    role: str
    organisation: str = ""

    @property
    def name(self) -> str:
        return self.organisation or self.body.short_name

    def people(self, on: date) -> list[User]:
        """Its active people on a day, by name."""
        rows = User.objects.filter(is_active=True, memberships__in=self.body.memberships.in_force(on))
        rows = rows.filter(memberships__role=self.role, memberships__body=self.body).distinct()
        if not self.organisation:
            return list(rows.order_by("name", "pk"))
        key = organisation_key(self.organisation)
        rows = rows.filter(registration__state="confirmed").select_related("registration")
        found = [person for person in rows if organisation_key(person.registration.organisation) == key]
        return sorted(found, key=lambda person: (person.name, person.pk))


def teams_of(person: User, on: date) -> list[Team]:
    """The organisations for which a person works on a day, in a role that has service accounts."""
    if person.is_service:
        return []
    found = []
    for row in person.memberships_on(on):
        if (row.body.key, row.role) in TEAMS:
            organisation = party_of(person) if row.body.key == "parties" else ""
            if row.body.key != "parties" or organisation_key(organisation):
                found.append(Team(row.body, row.role, organisation))
    return found


def team_of(account: ServiceAccount) -> Team:
    return Team(account.body, account.role, account.organisation)


def accounts_seen(person: User, on: date) -> QuerySet[ServiceAccount]:
    """Those of a person's organisations; all for who manages accounts. Each with what its state is computed from."""
    rows = ServiceAccount.objects.select_related(
        "user", "body", "granted_by", "confirmed_by", "contact__registration"
    ).prefetch_related("contact__memberships")
    if Permission.MANAGE_ACCOUNTS in person.permissions():
        return rows
    seen = []
    for team in teams_of(person, on):
        own = ServiceAccount.objects.filter(body=team.body, role=team.role)
        key = organisation_key(team.organisation)
        seen += [pk for pk, name in own.values_list("pk", "organisation") if organisation_key(name) == key]
    return rows.filter(pk__in=seen)
