"""Service accounts: asked for by a person of the organisation, confirmed by an administrator, handed over and ended."""

from collections.abc import Collection
from datetime import date

from secrel.core.api.models import ApiToken, Scope
from secrel.core.api.tokens.operations import new_token, revoked, token_changes
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, Membership, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.people.services.models import MAY, ServiceAccount, full_name
from secrel.core.people.services.queries import team_of, teams_of
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
    _record(account, {"confirmed_on": [None, on]}, on)
    _tell(
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
    _close(account, on)
    _record(account, {"ended_on": [None, on]}, on)
    _tell(
        account, f"Not confirmed: the service account {account.name}", f"{by.name} refused it: {reason}", on
    )
    return account


@operation("core.hand_over_service_account", None)
def hand_over_service_account(
    *, by: User, account: ServiceAccount, contact: User, token: Token, on: date
) -> ServiceAccount:
    """Make a colleague, or oneself, the contact of a service account; both are told."""
    account = _kept(account, by, token, on)
    if contact not in team_of(account).people(on):
        raise RuleBroken(f"{contact} does not work for {account.of}. Choose a colleague.", field="contact")
    before = account.contact
    if before.pk == contact.pk:
        raise RuleBroken(f"{contact} is its contact already.", field="contact")
    account.contact = contact
    account.save(update_fields=["contact"])
    name_again(account)
    _record(account, {"contact": [before.name, contact.name]}, on)
    notify(
        [one for one in (before, contact) if one.pk != by.pk and one.is_active],
        subject=f"{contact.name} is the contact of the service account {account.name}",
        body=f"{by.name} handed it over from {before.name}. Its tokens go on: revoke those that the earlier contact "
        "should not have.",
        path=account.get_absolute_url(),
        on=on,
    )
    return account


@operation("core.end_service_account", None)
def end_service_account(
    *, by: User, account: ServiceAccount, token: Token, on: date, reason: str = ""
) -> ServiceAccount:
    """End a service account for ever, and revoke its tokens. What it handed in stays."""
    account = _kept(account, by, token, on)
    changes = {"ended_on": [None, on], "tokens_revoked": [None, _close(account, on)]}
    _record(account, changes, on)
    _tell(account, f"Ended: the service account {account.name}", f"{by.name} ended it.", on)
    return account


@operation("core.make_service_token", None)
def make_service_token(
    *, by: User, account: ServiceAccount, name: str, expires_on: date, on: date
) -> tuple[ApiToken, str]:
    """Make a token of a service account; its secret is returned once and not stored."""
    account = _locked(account)
    _refuse_strangers(account, by, on, administrators=False)
    if not account.opens(on):
        raise RuleBroken(f"This service account is not in use: {account.state(on).lower()}.")
    row, secret = new_token(account.user, name, account.scopes, expires_on, on)
    record(
        target=Target.API_TOKENS(account.user_id),
        label=f"API token {row.name}, {account.user.name}",
        changes=token_changes(row),
        on=on,
    )
    return row, secret


@operation("core.revoke_service_token", None)
def revoke_service_token(*, by: User, account: ServiceAccount, api_token: ApiToken, on: date) -> ApiToken:
    """Revoke a token of a service account."""
    account = _locked(account)
    _refuse_strangers(account, by, on)
    row = revoked(api_token, account.user, on)
    record(
        target=Target.API_TOKENS(account.user_id),
        label=f"API token {row.name}, {account.user.name}",
        changes={"token": [row.start, None]},
        on=on,
    )
    return row


def name_again(account: ServiceAccount) -> None:
    """Name the program after its contact, wherever an account is named."""
    account.user.name = full_name(account.name, account.of, account.contact.name)
    account.user.save(update_fields=["name"])


def _locked(account: ServiceAccount) -> ServiceAccount:
    rows = ServiceAccount.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("user", "body", "contact", "granted_by").get(pk=account.pk)


def _taken(account: ServiceAccount, token: Token) -> ServiceAccount:
    account = _locked(account)
    if account.ended_on:
        raise RuleBroken("This service account has ended. Reload the page.")
    take_token(account, token, lambda: {"contact": account.contact.name}, "This service account")
    return account


def _waiting(account: ServiceAccount, token: Token) -> ServiceAccount:
    account = _taken(account, token)
    if account.confirmed_on:
        raise RuleBroken("This service account has already been confirmed. Reload the page.")
    return account


def _kept(account: ServiceAccount, by: User, token: Token, on: date) -> ServiceAccount:
    _refuse_strangers(account, by, on)
    return _taken(account, token)


def _refuse_strangers(account: ServiceAccount, by: User, on: date, *, administrators: bool = True) -> None:
    if administrators and Permission.MANAGE_ACCOUNTS in by.permissions():
        return
    if not account.is_of(by, on):
        raise NotAllowed(f"This is a service account of {account.of}, so only its people can change it.")


def _close(account: ServiceAccount, on: date) -> int:
    """Set its last day, and revoke its tokens; how many."""
    account.ended_on = on
    account.save(update_fields=["ended_on"])
    return ApiToken.objects.filter(user=account.user_id, revoked_on__isnull=True).update(revoked_on=on)


def _record(account: ServiceAccount, changes: dict[str, list[object]], on: date) -> None:
    record(target=Target.SERVICE_ACCOUNT(account.user_id), label=account.user.name, changes=changes, on=on)


def _tell(account: ServiceAccount, subject: str, body: str, on: date) -> None:
    people = {one.pk: one for one in (account.contact, account.granted_by) if one and one.is_active}
    notify(people.values(), subject=subject, body=body, path=account.get_absolute_url(), on=on)


def named_anew(person: User) -> None:
    """The programs of a contact whose name has changed."""
    for account in person.programs.select_related("user", "body"):
        account.contact = person
        name_again(account)


def tell_of_lost_contact(
    person: User, on: date, *, seat: Membership | None = None, last: date | None = None
) -> None:
    """Ask the colleagues of a contact who leaves, and administrators, to take over or end their service accounts.

    `seat`: the role that ends, with its last day; without one, the account of the contact is closed.
    """
    rows = ServiceAccount.objects.live().filter(contact=person).select_related("body", "contact", "user")
    if seat is not None:
        rows = rows.filter(body=seat.body_id, role=seat.role)
    for account in rows:
        people = {one.pk: one for one in team_of(account).people(on)}
        people |= {one.pk: one for one in holders_of(Permission.MANAGE_ACCOUNTS, on=on)}
        people.pop(person.pk, None)
        when = (
            f"works for {account.of} until {last:%-d %b %Y}" if last else f"no longer works for {account.of}"
        )
        notify(
            people.values(),
            subject=f"The service account {account.name} of {account.of} loses its contact",
            body=f"{person.name} {when}. Without a contact it opens nothing. A person of {account.of} can take it over "
            "or end it on its page.",
            path=account.get_absolute_url(),
            on=on,
        )
