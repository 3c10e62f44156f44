"""Party users: registered, their address confirmed by them, their category confirmed by SECAS."""

from datetime import date, timedelta

from django.db.models import QuerySet

from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission, Role
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.registrations import Registration
from secrel.core.notifications.notify import notify, notify_owner
from secrel.core.people.operations import end_role, give_role, new_account
from secrel.core.people.queries import holders_of
from secrel.core.people.registering import REGISTRATION
from secrel.core.values.receipts import new_receipt

PARTIES = "parties"


@operation("core.register_party", Permission.FOLLOW_UP)
def register_party(
    *,
    by: Actor,
    email: str,
    name: str,
    organisation: str,
    category: str,
    password: str,
    is_example: bool = False,
    on: date,
) -> User:
    """Open the account of somebody who registers for a Party; it has no permissions until SECAS confirms it.

    Anybody can enter any name and address here, and audit entries are never deleted: this one holds the receipt
    alone. The entry of the confirmed address names the person.
    """
    user = new_account(email=email, name=name, password=password, is_example=is_example, is_verified=False)
    registration = Registration.objects.create(
        receipt=new_receipt("R", on),
        user=user,
        organisation=organisation,
        category=category,
        registered_on=on,
    )
    receipt = registration.receipt
    record(
        target=Target.REGISTRATION(receipt),
        label=f"Registration {receipt}",
        changes={"receipt": [None, receipt]},
        on=on,
    )
    return user


@operation("core.verify_registration", Permission.FOLLOW_UP)
def verify_registration(*, by: Actor, registration: Registration, on: date) -> Registration:
    """Record that the owner confirmed the address, and ask SECAS to confirm the category."""
    registration = _locked(registration, AS_STORED)
    before, after = REGISTRATION.apply(registration, "verify", by)
    registration.save(update_fields=["state"])
    record(
        **_target(registration),
        changes={
            "state": [before, after],
            "account": [None, f"users/{registration.user_id}"],
            "name": [None, registration.user.name],
            "organisation": [None, registration.organisation],
            "category": [None, registration.category],
        },
        on=on,
    )
    notify(
        holders_of(Permission.CONFIRM_PARTIES, on=on),
        subject=f"Please confirm a registration: {registration}",
        body=(
            f"Party category: {registration.get_category_display()}. Check it, then confirm or refuse the "
            "registration."
        ),
        path=registration.get_absolute_url(),
        on=on,
    )
    return registration


@operation("core.confirm_registration", Permission.CONFIRM_PARTIES)
def confirm_registration(
    *, by: Actor, registration: Registration, category: str, token: Token, on: date
) -> Registration:
    """Confirm that a person belongs to a Party of this category, and give them its role from today."""
    registration = _locked(registration, token)
    _refuse_own(by, registration)
    was = registration.category
    before, after = REGISTRATION.apply(registration, "confirm", by)
    registration.category, registration.reason = category, ""
    _decided(registration, by, on)
    _grant_access(registration.user, on)
    record(**_target(registration), changes={"state": [before, after], "category": [was, category]}, on=on)
    _tell(
        registration,
        "Your registration was confirmed",
        f"Your Party category: {registration.get_category_display()}.",
        on,
    )
    return registration


@operation(
    "core.refuse_registration",
    Permission.CONFIRM_PARTIES,
    reason="Give a reason. The person who registered reads it.",
)
def refuse_registration(
    *, by: Actor, registration: Registration, reason: str, token: Token, on: date
) -> Registration:
    """Refuse a registration, or withdraw a confirmed one; the person reads the reason.

    The role ends with the day before, or today if it began today.
    """
    registration = _locked(registration, token)
    _refuse_own(by, registration)
    before, after = REGISTRATION.apply(registration, "refuse", by)
    registration.reason = reason
    _decided(registration, by, on)
    for membership in _held(registration.user, on):
        last = max(membership.from_on, on - timedelta(days=1))
        end_role(by=SYSTEM, membership=membership, until_on=last)
    record(**_target(registration), changes={"state": [before, after]}, reason=reason, on=on)
    _tell(registration, "Your registration was refused", reason, on)
    return registration


def _refuse_own(by: Actor, registration: Registration) -> None:
    if by.pk == registration.user_id:
        raise NotAllowed("You cannot decide on your own registration. Ask a colleague at SECAS.")


def _held(user: User, on: date) -> QuerySet[Membership]:
    return user.memberships_on(on).filter(body__key=PARTIES)


def _grant_access(user: User, on: date) -> None:
    """Give the role, or extend the one that ends today."""
    if membership := _held(user, on).first():
        end_role(by=SYSTEM, membership=membership, until_on=None)
    else:
        give_role(by=SYSTEM, user=user, body=Body.objects.get(key=PARTIES), role=Role.PARTY, from_on=on)


def _decided(registration: Registration, by: Actor, on: date) -> None:
    registration.decided_by, registration.decided_on = by if by.pk else None, on
    registration.save(update_fields=["state", "category", "reason", "decided_by", "decided_on"])


def _tell(registration: Registration, subject: str, body: str, on: date) -> None:
    notify_owner(registration.user, subject=subject, body=body, path="/accounts/", on=on)


def _locked(registration: Registration, token: Token) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",), no_key=True).select_related("user")
    registration = rows.get(pk=registration.pk)
    take_token(registration, token, lambda: {"category": registration.category}, "This registration")
    return registration


def _target(registration: Registration) -> dict[str, str]:
    return {"target": Target.REGISTRATION(registration.receipt), "label": str(registration)}
