"""Roles that need two people: one gives them and another confirms them before they have effect.

These are the roles that decide or administer (`Role.needs_two`). An alternate for one meeting is named by its
secretary alone (`governance/meetings/operations/alternates.py`).
"""

from datetime import date, timedelta

from django.db.models import ProtectedError, Q

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission, Role, roles_of
from secrel.core.changes.targets import Target
from secrel.core.dates.clock import today
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.registrations import Registration
from secrel.core.notifications.notify import notify, notify_owner
from secrel.core.people.queries import holders_of
from secrel.core.people.services.keeping import tell_of_lost_contact

PAGE = "/accounts/roles/"
FIRST_ADMINISTRATORS = 2
"""The number of administrators whom `bootstrap` opens accounts for, as nobody could confirm them."""


def refuse_wrong_term(
    user: User,
    body: Body,
    role: str,
    from_on: date,
    until_on: date | None,
    stands_in_for: Membership | None,
) -> None:
    """Raise RuleBroken for a role that the body does not have, dates in the wrong order, or a term that overlaps."""
    if role not in roles_of(body.key):
        names = ", ".join(role.label for role in roles_of(body.key)) or "none yet"
        raise RuleBroken(f"{body} has no such role. Its roles: {names}.", field="role")
    if user.is_service:
        raise RuleBroken(
            "A service account has no role: it has a part of its organisation’s rights.", field="user"
        )
    if Registration.objects.unconfirmed().filter(user=user).exists():
        raise RuleBroken(f"{user} has not confirmed their address yet. Wait until they have.", field="user")
    if until_on and until_on < from_on:
        raise RuleBroken("The term ends before it begins. Correct one of the two dates.", field="until_on")
    if stands_in_for and (stands_in_for.body_id != body.pk or stands_in_for.user_id == user.pk):
        raise RuleBroken(
            f"An alternate stands in for another member of the {body}. Choose one.", field="stands_in_for"
        )
    held = Membership.objects.filter(user=user, body=body, role=role)
    held = held.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on))
    if (held.filter(from_on__lte=until_on) if until_on else held).exists():
        raise RuleBroken(f"{user} already has this role for part of that term.", field="from_on")


def refuse_past_end(by: Actor, membership: Membership, until_on: date | None) -> None:
    """Raise RuleBroken if one person alone would remove a seat from quorums that counted it."""
    yesterday = today() - timedelta(days=1)
    if by.pk and Role(membership.role).needs_two and until_on and until_on < yesterday:
        raise RuleBroken(
            f"Earlier decisions counted this role. Choose {yesterday:%-d %b %Y} or a later day.",
            field="until_on",
        )


def record_role(membership: Membership, on: date) -> None:
    """Write the audit entry of a role that is given."""
    record(
        target=Target.ROLES(membership.user_id),
        label=f"{membership.user}: {membership.body}, {membership.get_role_display()}",
        changes={
            "role": [None, membership.role],
            "from_on": [None, membership.from_on],
            "until_on": [None, membership.until_on],
            "stands_in_for": [None, membership.stands_in_for and str(membership.stands_in_for)],
            "represents": [None, membership.represents and membership.represents.key],
            "confirmed_on": [None, membership.confirmed_on],
        },
        on=on,
    )


def ask_to_confirm(by: Actor, membership: Membership) -> None:
    """Ask those who may confirm a role to do so."""
    holders = holders_of(Permission.MANAGE_ACCOUNTS, on=today())
    notify(
        [person for person in holders if person.pk not in (by.pk, membership.user_id)],
        subject=f"Please confirm a role: {membership}",
        body=f"{by.name} gave this role. It has no effect until another administrator confirms it.",
        path=PAGE,
        on=today(),
    )


def tell_of_role(membership: Membership, subject: str, *, who: str) -> None:
    """Notify the holder of the role; `who` is a sentence on who did what."""
    until = f" until {membership.until_on:%-d %b %Y}" if membership.until_on else ", until further notice"
    notify_owner(
        membership.user,
        subject=subject,
        body=f"{membership.body}, {membership.get_role_display()}: from {membership.from_on:%-d %b %Y}{until}. "
        f"{who} If you did not expect this, tell SECAS.",
        path="/accounts/",
        on=today(),
    )


def tell_of_leaving(person: User, seat: Membership | None = None) -> None:
    """Ask others to take over a person's service accounts, as their account or a role of theirs ends."""
    tell_of_lost_contact(person, today(), seat=seat, last=seat and seat.until_on)


def suspend_roles(by: Actor, user: User) -> str:
    """Suspend roles that need two people, including future ones, until they are confirmed again.

    Returns their names. Their effect before today does not change.
    """
    rows = Membership.objects.filter(user=user, confirmed_on__isnull=False, suspended_on__isnull=True)
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=today())).select_related("body", "user")
    rows = [row for row in rows if Role(row.role).needs_two]
    for row in rows:
        row.suspended_on, row.confirmed_by, row.granted_by_id = today(), None, by.pk
        row.save(update_fields=["suspended_on", "confirmed_by", "granted_by"])
        ask_to_confirm(by, row)
    return ", ".join(map(str, rows))


@operation("core.confirm_role", Permission.MANAGE_ACCOUNTS)
def confirm_role(*, by: Actor, membership: Membership, on: date, reason: str = "") -> Membership:
    """Confirm a role that somebody else gave; nobody confirms their own role, or one that they gave."""
    row = _waiting(membership)
    _refuse_own(by, row)
    changes = {"confirmed_on": [None, on]}
    if row.suspended_on:
        changes = {"suspended_on": [row.suspended_on, None]}
    row.confirmed_by_id, row.confirmed_on, row.suspended_on = by.pk, row.confirmed_on or on, None
    row.save(update_fields=["confirmed_by", "confirmed_on", "suspended_on"])
    record(
        target=Target.ROLES(row.user_id),
        label=str(row),
        changes=changes,
        reason=reason,
        on=on,
    )
    tell_of_role(
        row,
        "You have a role",
        who=f"{row.granted_by or 'secrel'} gave you this role, and {by.name} confirmed it.",
    )
    return row


@operation(
    "core.refuse_role",
    Permission.MANAGE_ACCOUNTS,
    reason="Give a reason. The person who gave the role will read it.",
)
def refuse_role(*, by: Actor, membership: Membership, on: date, reason: str = "") -> Membership:
    """Remove an unconfirmed role and notify whoever gave it.

    Its row is deleted, as it never had effect. One that had effect before its account was deactivated ends with the
    day before that.
    """
    row = _waiting(membership)
    changes = {"role": [row.role, None], "from_on": [row.from_on, None], "until_on": [row.until_on, None]}
    if row.suspended_on and row.from_on < row.suspended_on:
        last = min(filter(None, (row.until_on, row.suspended_on - timedelta(days=1))))
        changes = {"until_on": [row.until_on, last]}
    record(
        target=Target.ROLES(row.user_id),
        label=str(row),
        changes=changes,
        reason=reason,
        on=on,
    )
    if row.granted_by and row.granted_by_id != by.pk:
        notify(
            [row.granted_by],
            subject=f"Not confirmed: {row}",
            body=f"{by.name} did not confirm the role: {reason}",
            path=PAGE,
            on=on,
        )
    if "role" in changes:
        try:
            Membership.objects.filter(pk=row.pk).delete()
        except ProtectedError as error:
            raise RuleBroken(
                "A meeting has already counted this member, so the role cannot be removed. Ask another administrator "
                "to confirm it, then end its term."
            ) from error
    else:
        row.until_on, row.suspended_on = last, None
        row.save(update_fields=["until_on", "suspended_on"])
    return row


def _waiting(membership: Membership) -> Membership:
    rows = Membership.objects.to_confirm().select_for_update(of=("self",), no_key=True)
    row = rows.select_related("user", "body", "granted_by").filter(pk=membership.pk).first()
    if row is None:
        raise RuleBroken("This role has already been confirmed or refused. Reload the page.")
    return row


def _refuse_own(by: Actor, row: Membership) -> None:
    if by.pk == row.user_id:
        raise NotAllowed("You cannot confirm your own role. Ask another administrator.")
    if by.pk == row.granted_by_id:
        raise NotAllowed("You gave this role, so another administrator must confirm it.")
