"""Test Participants: which users are their people, and who may read them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from governance.regression.models import TestParticipant
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.models.registrations import Registration
from secrel.core.people.queries import holders_of
from secrel.core.values.organisations import organisation_key


def registration_of(user: User) -> Registration | None:
    """The confirmed registration of a Party user. It says for which organisation they speak."""
    if not user.is_authenticated or Permission.DECLARE_REGRESSION not in user.permissions():
        return None
    rows = Registration.objects.filter(user=user, state="confirmed")
    found = rows.first()
    return found if found and organisation_key(found.organisation) else None


def participant_of(user: User, release: Release) -> TestParticipant | None:
    registration = registration_of(user)
    if registration is None:
        return None
    key = organisation_key(registration.organisation)
    return release.test_participants.filter(organisation_key=key).select_related("release").first()


def participants_seen_by(user: User) -> QuerySet[TestParticipant]:
    """The DCC, SECAS and the TAG see all; a Party user sees their own organisation only."""
    if not user.is_authenticated:
        return TestParticipant.objects.none()
    rows = TestParticipant.objects.select_related("release")
    if Permission.READ_REGRESSION in user.permissions():
        return rows
    registration = registration_of(user)
    if registration is None:
        return rows.none()
    return rows.filter(organisation_key=organisation_key(registration.organisation))


def people_of(participants: Iterable[TestParticipant], *, on: date) -> dict[int, list[User]]:
    """The Party users of each participant's organisation, by the participant's primary key. Two queries."""
    holders = holders_of(Permission.DECLARE_REGRESSION, on=on)
    rows = Registration.objects.filter(user__in=holders, state="confirmed").select_related("user")
    by_key: dict[str, list[User]] = defaultdict(list)
    for row in rows.order_by("user__name", "pk"):
        by_key[organisation_key(row.organisation)].append(row.user)
    return {row.pk: by_key.get(row.organisation_key, []) for row in participants}
