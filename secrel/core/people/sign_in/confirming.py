"""Confirms second factors: a new one counts once another administrator has confirmed it.

Anybody with a person's password could set up their first one. So it signs in, but does not decide or administer,
until an administrator has asked its owner. No confirmation is needed for one added in a session that has shown one
that counts, or for the first ones of the first administrators.
"""

from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import F, Q, QuerySet

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR, ROLES, Permission, Role
from secrel.core.changes.targets import Target
from secrel.core.models.factors import ConfirmedFactor
from secrel.core.models.people import Membership, User
from secrel.core.models.record import AuditEntry, user_of
from secrel.core.notifications.notify import notify, notify_owner
from secrel.core.people.queries import holders_of
from secrel.core.people.role_grants import FIRST_ADMINISTRATORS

PAGE = "/accounts/factors/"
LOST = "Somebody else may know your current password: set a new one now."


def factors_to_confirm(on: date) -> list[tuple[User, list[Authenticator]]]:
    """People whose current or future roles require a second factor, each with their unconfirmed ones."""
    people = _needing(on).values("user")
    rows = _waiting().filter(user__is_active=True, user__in=people).select_related("user")
    found: dict[int, tuple[User, list[Authenticator]]] = {}
    for row in rows.order_by("user__name", "user", "pk"):
        found.setdefault(row.user_id, (row.user, []))[1].append(row)
    return list(found.values())


def waits_for_another(user: User, on: date) -> bool:
    """Whether a person's roles require a second factor, so that a new one has to be confirmed."""
    return _needing(on).filter(user=user).exists()


def counts_at_once(by: Actor, on: date) -> bool:
    """Whether a factor that this person adds counts at once: they have shown one, or nobody could confirm it."""
    return by.second_factor or _is_first_administrator(by, on)


@operation("core.confirm_factor", Permission.MANAGE_ACCOUNTS)
def confirm_factor(*, by: Actor, user: User, factors: Iterable[int], on: date, reason: str = "") -> User:
    """Confirm the second factors that the administrator saw; not one's own, nor those that one has reset."""
    if by.pk == user.pk:
        raise NotAllowed("You cannot confirm your own second factor. Ask another administrator.")
    if by.pk == _who_reset(user):
        raise NotAllowed(
            f"You reset the second factor of {user}, so another administrator must confirm the new one."
        )
    rows = _locked(user)
    keys = set(factors)
    if not keys or not keys <= {row.pk for row in rows}:
        raise RuleBroken(
            f"The second factors of {user} have changed since you opened this page. Check them again."
        )
    rows = [row for row in rows if row.pk in keys]
    ConfirmedFactor.objects.bulk_create(
        ConfirmedFactor(authenticator=row, user=user, confirmed_by_id=by.pk, confirmed_on=on) for row in rows
    )
    _record(user, "confirmed", rows, reason, on)
    notify_owner(
        user,
        subject="Your second factor was confirmed",
        body=f"{by.name} confirmed it: you can now decide and administer with it. If you did not set one up, tell "
        "SECAS at once.",
        path="/accounts/2fa/",
        on=on,
    )
    return user


REASON_REQUIRED = "Give a reason. The person reads it, and it is kept in the audit trail."


@operation("core.refuse_factor", Permission.MANAGE_ACCOUNTS, reason=REASON_REQUIRED)
def refuse_factor(*, by: Actor, user: User, on: date, reason: str = "") -> User:
    """Remove the second factors of a person that nobody confirmed, and end all their sessions."""
    rows = _locked(user)
    if not rows:
        raise RuleBroken(
            f"{user} has no second factor to confirm any more: somebody has confirmed or removed it."
        )
    _remove(by, user, rows, "not confirmed", reason, on)
    return user


@operation("core.reset_factor", Permission.MANAGE_ACCOUNTS, reason=REASON_REQUIRED)
def reset_factor(*, by: Actor, user: User, on: date, reason: str = "") -> User:
    """Remove all second factors of another person who lost theirs, and end all their sessions.

    The next one must be confirmed by an administrator other than this one.
    """
    if by.pk == user.pk:
        raise NotAllowed("You cannot reset your own second factor. Ask another administrator.")
    rows = list(Authenticator.objects.select_for_update(of=("self",)).filter(user=user))
    if not rows:
        raise RuleBroken(f"{user} has no second factor.", field="email")
    _remove(by, user, rows, "reset", reason, on)
    _ask(
        by,
        user,
        on,
        f"A second factor was reset: {user}",
        f"{by.name} removed it: {reason} An administrator other than {by.name} must confirm the next one.",
    )
    return user


@operation("core.end_sessions", Permission.MANAGE_ACCOUNTS, reason=REASON_REQUIRED)
def end_sessions(*, by: Actor, user: User, on: date, reason: str = "") -> User:
    """End all sessions of a person."""
    count_sign_out(user)
    record(target=Target.SESSIONS(user.pk), label=user.name, changes={"sessions": ["open", "ended"]}, on=on)
    notify_owner(
        user,
        subject="You were signed out everywhere",
        body=f"{by.name} ended all your sessions: {reason} Sign in again.",
        path="/accounts/",
        on=on,
    )
    return user


def count_sign_out(user: User) -> None:
    """End all current sessions of a user when the transaction is committed."""
    User.objects.filter(pk=user.pk).update(times_signed_out=F("times_signed_out") + 1)


def ask_to_confirm(by: Actor, on: date) -> None:
    _ask(
        by,
        by,
        on,
        f"Please confirm a second factor: {by.name}",
        f"A second factor was set up for the account of {by.name}. Ask them, face to face or on a telephone "
        "number that you already have, whether it was them. It does not count until you confirm it.",
    )


def _ask(by: Actor, user: Actor, on: date, subject: str, body: str) -> None:
    holders = holders_of(Permission.MANAGE_ACCOUNTS, on=on)
    people = [person for person in holders if person.pk not in (by.pk, user.pk)]
    notify(people, subject=subject, body=body, path=PAGE, on=on)


def _remove(by: Actor, user: User, rows: list[Authenticator], happened: str, reason: str, on: date) -> None:
    """Remove factors and their confirmations; recovery codes left alone are removed too."""
    Authenticator.objects.filter(pk__in=[row.pk for row in rows]).delete()
    left = Authenticator.objects.filter(user=user)
    if not left.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        left.delete()
    count_sign_out(user)
    _record(user, happened, rows, reason, on)
    notify_owner(
        user,
        subject="Your second factor was removed",
        body=f"{by.name} removed it and ended all your sessions: {reason} {LOST}",
        path="/accounts/2fa/",
        on=on,
    )


def _record(user: User, happened: str, rows: list[Authenticator], reason: str, on: date) -> None:
    kinds = ", ".join(sorted(row.get_type_display() for row in rows))
    record(
        target=Target.SECOND_FACTOR(user.pk),
        label=user.name,
        changes={"second_factor": [None, f"{happened}: {kinds}"]},
        reason=reason,
        on=on,
    )


def _needing(on: date) -> QuerySet[Membership]:
    """Current and future memberships, confirmed or not, whose role requires a second factor."""
    requires_factor = Q()
    for role in ROLES:
        if role.permissions & NEEDS_SECOND_FACTOR:
            requires_factor |= Q(body__key=role.body, role=role.role)
    return Membership.objects.filter(requires_factor, Q(until_on__isnull=True) | Q(until_on__gte=on))


def _waiting() -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(confirmed__isnull=True)


def _locked(user: User) -> list[Authenticator]:
    return list(_waiting().select_for_update(of=("self",)).filter(user=user).order_by("pk"))


def _who_reset(user: User) -> int | None:
    """The user who last reset the factors of a person, unless one was confirmed since."""
    entries = AuditEntry.objects.filter(target=Target.SECOND_FACTOR(user.pk))
    last = (
        entries.filter(action__in=(reset_factor.action, confirm_factor.action)).order_by("-position").first()
    )
    if last is None or last.action != reset_factor.action:
        return None
    return user_of(last.actor)


def _is_first_administrator(by: Actor, on: date) -> bool:
    """Whether it is one of bootstrap's two administrators adding a first factor, while fewer than two have one."""
    granted = Membership.objects.in_force(on).filter(
        user_id=by.pk, body__key="secas", role=Role.ADMINISTRATOR, granted_by__isnull=True
    )
    if not granted.exists() or AuditEntry.objects.filter(target=Target.SECOND_FACTOR(by.pk)).exists():
        return False
    holders = [person.pk for person in holders_of(Permission.MANAGE_ACCOUNTS, on=on)]
    counting = ConfirmedFactor.objects.filter(user__in=holders).values("user").distinct()
    return counting.count() < FIRST_ADMINISTRATORS
