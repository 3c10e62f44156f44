"""Roles that need two people: one grants, another confirms, and only then do they have effect.

Those are the roles that decide or administer (`Role.needs_two`). A meeting's secretary alone names an alternate, for
one meeting.
"""

from datetime import date

from django.db.models import Q

from secrel.core.changes import Actor, operation, record
from secrel.core.clock import today
from secrel.core.errors import NotAllowed, RuleBroken
from secrel.core.models import Body, Membership, Registration, User
from secrel.core.notifications import notify
from secrel.core.permissions import Permission, Role, roles_of
from secrel.core.queries import holders_of

PAGE = "/accounts/roles/"
FIRST_ADMINISTRATORS = 2
"""Whom nobody could confirm: `bootstrap` opens their accounts."""


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
        known = ", ".join(one.label for one in roles_of(body.key)) or "none yet"
        raise RuleBroken(f"{body} has no such role. Its roles: {known}.", field="role")
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
        raise RuleBroken(f"{user} has this role already for a part of that term.", field="from_on")


def record_role(membership: Membership, on: date) -> None:
    """The entry of a role that is given."""
    given = membership
    record(
        target=f"users/{given.user_id}/roles",
        label=f"{given.user}: {given.body}, {given.get_role_display()}",
        changes={
            "role": [None, given.role],
            "from_on": [None, given.from_on],
            "until_on": [None, given.until_on],
            "stands_in_for": [None, given.stands_in_for and str(given.stands_in_for)],
            "represents": [None, given.represents and given.represents.key],
            "confirmed_on": [None, given.confirmed_on],
        },
        on=on,
    )


def ask_to_confirm(by: Actor, membership: Membership) -> None:
    """Tell those who may confirm a role that one waits."""
    holders = holders_of(Permission.MANAGE_ACCOUNTS, on=today())
    notify(
        [person for person in holders if person.pk not in (by.pk, membership.user_id)],
        subject=f"Please confirm a role: {membership}",
        body=f"{by.name} gave this role. It has no effect until another administrator confirms it.",
        path=PAGE,
        on=today(),
    )


def tell_of_role(by: Actor, membership: Membership, subject: str) -> None:
    until = f" until {membership.until_on:%-d %b %Y}" if membership.until_on else ", until further notice"
    notify(
        [membership.user],
        subject=subject,
        body=f"{membership.body}, {membership.get_role_display()}: from {membership.from_on:%-d %b %Y}{until}. "
        f"{by.name} entered it. If you did not expect this, tell SECAS.",
        path="/accounts/",
        on=today(),
    )


def suspend_roles(by: Actor, user: User) -> str:
    """Roles that need two people wait for a confirmation again; returns which they are."""
    rows = Membership.objects.in_force(today()).filter(user=user).select_related("body", "user")
    rows = [row for row in rows if Role(row.role).needs_two]
    for row in rows:
        row.confirmed_on, row.confirmed_by, row.granted_by_id = None, None, by.pk
        row.save(update_fields=["confirmed_on", "confirmed_by", "granted_by"])
        ask_to_confirm(by, row)
    return ", ".join(map(str, rows))


@operation("core.confirm_role", Permission.MANAGE_ACCOUNTS)
def confirm_role(*, by: Actor, membership: Membership, on: date, reason: str = "") -> Membership:
    """Let a role have effect that somebody else granted; nobody confirms their own, or what they granted."""
    row = _waiting(membership)
    _refuse_own(by, row)
    row.confirmed_by_id, row.confirmed_on = by.pk, on
    row.save(update_fields=["confirmed_by", "confirmed_on"])
    record(
        target=f"users/{row.user_id}/roles",
        label=str(row),
        changes={"confirmed_on": [None, on]},
        reason=reason,
        on=on,
    )
    tell_of_role(by, row, "You have a role")
    return row


@operation("core.refuse_role", Permission.MANAGE_ACCOUNTS)
def refuse_role(*, by: Actor, membership: Membership, on: date, reason: str = "") -> Membership:
    """Take away a role that nobody has confirmed; its row goes, as it never had effect. Who granted it is told."""
    if not reason.strip():
        raise RuleBroken("Say why: who granted the role reads it.", field="reason")
    row = _waiting(membership)
    record(
        target=f"users/{row.user_id}/roles",
        label=str(row),
        changes={"role": [row.role, None], "from_on": [row.from_on, None], "until_on": [row.until_on, None]},
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
    Membership.objects.filter(pk=row.pk).delete()
    return row


@operation("core.name_alternate", Permission.RECORD_MEETINGS)
def name_alternate(*, by: Actor, seat: Membership, user: User, on: date, reason: str = "") -> Membership:
    """Let a person stand in for a member at the one meeting of that day; the secretary needs no second person."""
    if user.pk in (by.pk, seat.user_id):
        raise RuleBroken("Name somebody else: neither yourself nor the member.", field="email")
    if user.memberships_on(on).filter(body__key="secas").exists():
        raise RuleBroken(
            "Nobody of SECAS stands in for a member of a body. Name somebody else.", field="email"
        )
    if not Membership.objects.in_force(on).filter(pk=seat.pk, stands_in_for__isnull=True).exists():
        raise RuleBroken("That member has no seat on the day of the meeting. Choose another.", field="seat")
    if user.memberships_on(on).filter(body=seat.body).exists():
        raise RuleBroken(
            f"{user} sits on the {seat.body} that day already. Name somebody else.", field="email"
        )
    refuse_wrong_term(user, seat.body, Role.MEMBER, on, on, seat)
    named = Membership.objects.create(
        user=user,
        body=seat.body,
        role=Role.MEMBER,
        from_on=on,
        until_on=on,
        stands_in_for=seat,
        represents=seat.represents,
        granted_by_id=by.pk,
        confirmed_on=on,
    )
    record_role(named, on=on)
    tell_of_role(by, named, "You stand in at a meeting")
    return named


def _waiting(membership: Membership) -> Membership:
    rows = Membership.objects.to_confirm().select_for_update(of=("self",), no_key=True)
    row = rows.select_related("user", "body", "granted_by").filter(pk=membership.pk).first()
    if row is None:
        raise RuleBroken("This role waits for nobody any more: somebody confirmed or refused it.")
    return row


def _refuse_own(by: Actor, row: Membership) -> None:
    if by.pk == row.user_id:
        raise NotAllowed("Nobody confirms their own role. Ask another administrator.")
    if by.pk == row.granted_by_id:
        raise NotAllowed("You granted this role, so another administrator confirms it.")
