"""Service accounts: asked for by a person of the organisation, confirmed or refused by an administrator."""

from collections.abc import Collection
from datetime import date

from secrel.core.api.models import Scope
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.people.services.models import MAY, ServiceAccount
from secrel.core.people.services.queries import teams_of
from secrel.core.people.services.rows import close, name_again, record_about, taken, tell
from secrel.core.values.receipts import new_receipt

MOST = 20
"""The most service accounts of one organisation that are not ended."""


@operation("core.ask_for_service_account", None)
def ask_for_service_account(
    *, by: User, body: Body, name: str, contact: User, scopes: Collection[str], on: date
) -> ServiceAccount:
    """Ask for a service account of one's organisation. It opens nothing until an administrator confirms it."""
    body = Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # one after the other
    team = next((team for team in teams_of(by, on) if team.body == body), None)
    if team is None:
        raise NotAllowed("You can only ask for a service account of an organisation that you work for.")
    if not name:
        raise RuleBroken("Give the program a name that says what it does.", field="name")
    if wrong := sorted({*scopes} - {*MAY}):
        raise RuleBroken(f"A service account never has the scope “{wrong[0]}”.", field="scopes")
    if contact not in team.people(on):
        raise RuleBroken(f"{contact} does not work for {team.name}. Choose a colleague.", field="contact")
    live = [row for row in ServiceAccount.objects.live().filter(body=body) if row.is_of(by, on)]
    if len(live) >= MOST:
        raise RuleBroken(f"{team.name} has {MOST} service accounts. End one that nothing uses any more.")
    if any(row.name.casefold() == name.casefold() for row in live):
        raise RuleBroken(f"{team.name} has a service account of this name. Choose another.", field="name")
    receipt = new_receipt("S", on)
    user = User(email=f"{receipt.lower()}@service-account.invalid", name=receipt, is_service=True)
    user.set_unusable_password()
    user.save()
    account = ServiceAccount.objects.create(
        user=user,
        receipt=receipt,
        name=name,
        body=body,
        role=team.role,
        organisation=team.organisation,
        contact=contact,
        scopes=sorted({Scope.READ, *scopes}),
        made_on=on,
        granted_by=by,
    )
    name_again(account)
    record(
        target=Target.SERVICE_ACCOUNT(user.pk),
        label=user.name,
        changes={
            "name": [None, name],
            "organisation": [None, account.of],
            "contact": [None, contact.name],
            "scopes": [None, account.scopes],
        },
        on=on,
    )
    notify(
        [one for one in holders_of(Permission.MANAGE_ACCOUNTS, on=on) if one.pk != by.pk],
        subject=f"Please confirm a service account: {name} of {account.of}",
        body=f"{by.name} asks for it. It opens nothing until an administrator confirms it.",
        path=account.get_absolute_url(),
        on=on,
    )
    return account


@operation("core.confirm_service_account", Permission.MANAGE_ACCOUNTS)
def confirm_service_account(*, by: User, account: ServiceAccount, token: Token, on: date) -> ServiceAccount:
    """Confirm a service account that somebody else asked for; its contact is told."""
    account = _waiting(account, token)
    if by.pk == account.granted_by_id:
        raise NotAllowed("You asked for this service account, so another administrator must confirm it.")
    account.confirmed_by_id, account.confirmed_on = by.pk, on
    account.save(update_fields=["confirmed_by", "confirmed_on"])
    record_about(account, {"confirmed_on": [None, on]}, on)
    tell(
        account,
        f"Confirmed: the service account {account.name}",
        f"{by.name} confirmed it. Make a token for it on its page.",
        on,
    )
    return account


@operation(
    "core.refuse_service_account",
    Permission.MANAGE_ACCOUNTS,
    reason="Give a reason. The person who asked for it will read it.",
)
def refuse_service_account(
    *, by: User, account: ServiceAccount, token: Token, on: date, reason: str = ""
) -> ServiceAccount:
    """Refuse a service account that waits; who asked for it and its contact are told."""
    account = _waiting(account, token)
    close(account, on)
    record_about(account, {"ended_on": [None, on]}, on)
    tell(account, f"Not confirmed: the service account {account.name}", f"{by.name} refused it: {reason}", on)
    return account


def _waiting(account: ServiceAccount, token: Token) -> ServiceAccount:
    account = taken(account, token)
    if account.confirmed_on:
        raise RuleBroken("This service account has already been confirmed. Reload the page.")
    return account
