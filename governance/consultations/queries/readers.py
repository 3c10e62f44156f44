"""Who may see a consultation: everybody, Parties and bodies, or whom an Amber one names."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from governance.consultations.models import Consultation
from governance.consultations.models.consultations import OWNERS
from governance.regression.queries.participants import registration_of
from releases.queries import releases_read_by
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.registrations import Registration
from secrel.core.people.queries import holders_of
from secrel.core.values.organisations import organisation_key

AMBER = Q(is_amber=True) | Q(release__classification="amber")
RED = Q(release__classification="red")


def runs(user: User | None, consultation: Consultation) -> bool:
    """Whether the person acts for the owner, and so reads all answers."""
    return user is not None and user.may_in(consultation.owner.key, Permission.RUN_CONSULTATIONS)


def bodies_run_by(user: User | None) -> list[str]:
    """Keys of the bodies for which the person runs consultations."""
    if user is None:
        return []
    return [body for body in sorted(set(OWNERS.values())) if user.may_in(body, Permission.RUN_CONSULTATIONS)]


def seen_by(user: User | None) -> QuerySet[Consultation]:
    """The consultations that a person (None: the public) may open: those that were opened, by class, and own ones.

    SECAS opens every one that was opened. Others open an Amber one if their organisation or a body of theirs is named.
    """
    rows = Consultation.objects.select_related("release", "owner", "decided_by")
    held = user.permissions() if user else frozenset()
    own = Q(owner__key__in=bodies_run_by(user))
    if Permission.READ_DRAFTS in held:
        return rows.filter(Q(opened_at__isnull=False) | own)
    classes = Q(release__isnull=True) | Q(release__classification="white")
    if Permission.READ_GREEN in held:
        classes |= Q(release__classification="green")
    open_to = ~AMBER & classes
    if user:
        open_to |= AMBER & ~RED & _named(user)
    return rows.filter((Q(opened_at__isnull=False) & open_to) | own)


def _named(user: User) -> Q:
    """Those that name a body of the person, as reader or to decide, or their organisation, or whose release does."""
    bodies = user.bodies()
    naming = Consultation.reading_bodies.through.objects.filter(body__key__in=bodies)
    named = Q(pk__in=naming.values("consultation")) | Q(decided_by__key__in=bodies)
    named |= Q(release__in=releases_read_by(user)["amber"].values("pk"))
    registration = registration_of(user)
    if registration:
        named |= Q(organisation_keys__contains=[organisation_key(registration.organisation)])
    return named


def bodies_reading(consultation: Consultation) -> list[Body]:
    """The bodies whose members read an Amber consultation: those named by it and by its release, and who decides."""
    found = {*consultation.reading_bodies.all()}
    if consultation.decided_by:
        found.add(consultation.decided_by)
    if consultation.release:
        found |= {*consultation.release.reading_bodies.all()}
    return sorted(found, key=lambda body: body.order)


def readers_named(consultation: Consultation) -> list[str]:
    """The names of organisations and bodies that read an Amber consultation; empty for any other."""
    if consultation.classification != "amber":
        return []
    return [*consultation.organisations, *map(str, bodies_reading(consultation))]


def named_people(consultation: Consultation, on: date) -> set[int]:
    """Primary keys of the people whom an Amber consultation names on a day, by body or organisation, and its owner."""
    bodies = [*bodies_reading(consultation), consultation.owner]
    members = Membership.objects.in_force(on).filter(body__in=bodies, user__is_active=True)
    keys = set(consultation.organisation_keys)
    named = {row.user_id for key, row in party_users(on) if key in keys} if keys else set()
    return named | set(members.values_list("user", flat=True))


def party_users(on: date) -> list[tuple[str, Registration]]:
    """The confirmed registrations of Party users on a day, with the names of their organisations as compared."""
    holders = holders_of(Permission.DECLARE_REGRESSION, on=on)
    rows: Iterable[Registration] = Registration.objects.filter(user__in=holders, state="confirmed")
    return [(organisation_key(row.organisation), row) for row in rows]
