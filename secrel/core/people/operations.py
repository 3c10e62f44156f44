"""Changes to accounts, roles and bodies."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission, Role
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.registrations import Registration
from secrel.core.notifications.notify import notify_owner
from secrel.core.people.invitations import SET_PASSWORD
from secrel.core.people.role_grants import (
    ask_to_confirm,
    record_role,
    refuse_past_end,
    refuse_wrong_term,
    suspend_roles,
    tell_of_leaving,
    tell_of_role,
)
from secrel.core.people.services.keeping import named_anew
from secrel.core.values.texts import one_line

BODIES = (
    ("secas", "Smart Energy Code Administrator and Secretariat", "SECAS"),
    ("panel", "SEC Panel", "Panel"),
    ("csc", "Change Sub-Committee", "CSC"),
    ("change-board", "Change Board", "Change Board"),
    ("authority", "The Authority (Ofgem)", "Authority"),
    ("dcc", "Data Communications Company", "DCC"),
    ("tag", "Testing Advisory Group", "TAG"),
    ("operations-group", "Operations Group", "Operations Group"),
    ("ssc", "Security Sub-Committee", "SSC"),
    ("tabasc", "Technical Architecture and Business Architecture Sub-Committee", "TABASC"),
    ("parties", "Parties to the Smart Energy Code", "Parties"),
)


@operation("core.load_bodies", Permission.LOAD_REFERENCE_DATA)
def load_bodies(*, by: Actor) -> None:
    """Load the bodies that govern releases of the SEC; existing rows are not changed."""
    before = Body.objects.count()
    for order, (key, name, short_name) in enumerate(BODIES):
        Body.objects.get_or_create(key=key, defaults={"name": name, "short_name": short_name, "order": order})
    record(target=Target.BODIES(), label="Bodies", changes={"bodies": [before, Body.objects.count()]})


# The application itself opens the accounts of Parties that register and of the first administrators (and closes one
# whose address was mistyped), and gives and ends the roles that follow from a registration: `system_may`.
@operation("core.add_user", Permission.MANAGE_ACCOUNTS, system_may=True)
def add_user(
    *,
    by: Actor,
    email: str,
    name: str,
    password: str | None = None,
    password_hash: str = "",
    is_example: bool = False,
) -> User:
    """Open an account; without a password its owner sets one by a one-time link.

    `password_hash` comes from Django's `make_password`, in place of a plain password.
    """
    user = new_account(
        email=email, name=name, password=password, password_hash=password_hash, is_example=is_example
    )
    record(target=Target.USER(user.pk), label=user.name, changes={"name": [None, user.name]})
    return user


def _clean_name(name: str) -> str:
    """A person's name in one line; raises RuleBroken if it has no visible character."""
    if not (cleaned := one_line(name)):
        raise RuleBroken("Enter the person’s name.", field="name")
    return cleaned


def new_account(
    *,
    email: str,
    name: str,
    password: str | None,
    password_hash: str = "",
    is_example: bool,
    is_verified: bool = True,
) -> User:
    """Create the rows of a new account, for the operations that open one.

    `is_verified`: the address is theirs; otherwise they confirm it before they sign in.
    """
    name = _clean_name(name)
    taken = RuleBroken(f"{email} already has an account. Find it in the list of users.", field="email")
    if User.objects.filter(email__iexact=email).exists():
        raise taken
    user = User(email=email.lower(), name=name, is_example=is_example)
    if password_hash:
        user.password = password_hash
    else:
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody else opened it at the same moment
        raise taken from error
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=is_verified)
    return user


@operation("core.invite", Permission.MANAGE_ACCOUNTS)
def invite(
    *,
    by: Actor,
    email: str,
    name: str,
    body: Body,
    role: str,
    from_on: date,
    until_on: date | None = None,
    on: date,
) -> User:
    """Open an account with a role, and email its owner how to set a password."""
    user = add_user(by=by, email=email, name=name)
    give_role(by=by, user=user, body=body, role=role, from_on=from_on, until_on=until_on)
    record(
        target=Target.INVITATION(user.pk),
        label=user.name,
        changes={"role": [None, f"{body}, {role}"]},
        on=on,
    )
    welcome(
        user,
        f"{by.name} has opened an account for you, as {Role(role).label.lower()} of {body.the}. Use the link below to "
        "set your password; it works once, for three days."
        + (
            " Your role has no effect until another administrator confirms it."
            if Role(role).needs_two
            else ""
        ),
        on,
    )
    return user


def welcome(user: User, body: str, on: date) -> None:
    """Notify the owner of a new account; the email has the one-time link, which nobody else sees."""
    notify_owner(user, subject="You have an account for SEC releases", body=body, path=SET_PASSWORD, on=on)


@operation("core.change_user", Permission.MANAGE_ACCOUNTS, system_may=True)
def change_user(*, by: Actor, user: User, name: str, is_active: bool, reason: str = "") -> User:
    """Rename, deactivate or reactivate an account; nobody deactivates their own.

    After reactivation, roles that decide or administer have no effect until a second person confirms them again.
    """
    name = _clean_name(name)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.is_service:
        raise RuleBroken("This is a service account. Hand it over or end it on its own page.")
    if by.pk == user.pk and not is_active:
        raise RuleBroken("You cannot deactivate your own account. Ask another administrator.")
    label = name
    if unconfirmed := Registration.objects.unconfirmed().filter(user=user).first():
        label = unconfirmed.receipt
        if name != user.name:
            raise RuleBroken(
                f"{user} has not confirmed their address yet. Wait until they have.", field="name"
            )
    changes = {"name": [user.name, name], "is_active": [user.is_active, is_active]}
    returns, leaves = is_active and not user.is_active, user.is_active and not is_active
    user.name, user.is_active = name, is_active
    user.save(update_fields=["name", "is_active"])
    named_anew(user)
    if leaves:
        tell_of_leaving(user)
    if returns:
        changes |= {"roles_to_confirm": [None, suspend_roles(by, user)]}
    record(
        target=Target.USER(user.pk),
        label=label,
        changes={field: pair for field, pair in changes.items() if pair[0] != pair[1]},
        reason=reason,
    )
    return user


@operation("core.give_role", Permission.MANAGE_ACCOUNTS, system_may=True)
def give_role(
    *,
    by: Actor,
    user: User,
    body: Body,
    role: str,
    from_on: date,
    until_on: date | None = None,
    stands_in_for: Membership | None = None,
    represents: Body | None = None,
) -> Membership:
    """Make a person a member of a body, in a role that the body has, for a term.

    A role that decides or administers has no effect until a second person confirms it (`confirm_role`). Roles given by
    the application itself have effect at once: the first administrators, the examples, and roles of Parties.
    `stands_in_for`: an alternate of that member. `represents`: whose seat it is.
    """
    if by.pk == user.pk:
        raise NotAllowed("You cannot give yourself a role. Ask another administrator.")
    refuse_wrong_term(user, body, role, from_on, until_on, stands_in_for)
    waits = by.pk is not None and Role(role).needs_two
    membership = Membership.objects.create(
        user=user,
        body=body,
        role=role,
        from_on=from_on,
        until_on=until_on,
        stands_in_for=stands_in_for,
        represents=represents,
        granted_by_id=by.pk,
        confirmed_on=None if waits else from_on,
    )
    record_role(membership, on=from_on)
    if waits:
        ask_to_confirm(by, membership)
    return membership


@operation("core.end_role", Permission.MANAGE_ACCOUNTS, system_may=True)
def end_role(*, by: Actor, membership: Membership, until_on: date | None, reason: str = "") -> Membership:
    """Set or clear the last day of a term, and notify its holder.

    A term that needs two people cannot be extended, nor end before decisions taken while it ran.
    """
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)
    if until_on and until_on < membership.from_on:
        raise RuleBroken("The term ends before it begins. Choose a later last day.", field="until_on")
    before = membership.until_on
    longer = before is not None and (until_on is None or until_on > before)
    if longer and by.pk and Role(membership.role).needs_two:
        after = before + timedelta(days=1)
        raise RuleBroken(
            f"You cannot extend this term on your own. Give the role again from {after:%-d %b %Y} and ask "
            "another administrator to confirm it.",
            field="until_on",
        )
    if until_on != before:
        refuse_past_end(by, membership, until_on)
    membership.until_on = until_on
    membership.save(update_fields=["until_on"])
    record(
        target=Target.ROLES(membership.user_id),
        label=str(membership),
        changes={"until_on": [before, until_on]},
        reason=reason,
    )
    if before != until_on:
        if until_on:
            tell_of_leaving(membership.user, membership)
        tell_of_role(membership, "Your role has a new last day", who=f"{by.name} entered it.")
    return membership
