"""What the operations of service accounts share: the locked row, who may change it, its name, its entry, its news."""

from datetime import date

from secrel.core.api.models import ApiToken
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.services.models import ServiceAccount, full_name


def name_again(account: ServiceAccount) -> None:
    """Name the program after its contact, wherever an account is named."""
    account.user.name = full_name(account.name, account.of, account.contact.name)
    account.user.save(update_fields=["name"])


def locked(account: ServiceAccount) -> ServiceAccount:
    rows = ServiceAccount.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("user", "body", "contact", "granted_by").get(pk=account.pk)


def taken(account: ServiceAccount, token: Token) -> ServiceAccount:
    account = locked(account)
    if account.ended_on:
        raise RuleBroken("This service account has ended. Reload the page.")
    take_token(account, token, lambda: {"contact": account.contact.name}, "This service account")
    return account


def refuse_strangers(account: ServiceAccount, by: User, on: date, *, administrators: bool = True) -> None:
    if administrators and Permission.MANAGE_ACCOUNTS in by.permissions():
        return
    if not account.is_of(by, on):
        raise NotAllowed(f"This is a service account of {account.of}, so only its people can change it.")


def close(account: ServiceAccount, on: date) -> int:
    """Set its last day, and revoke its tokens; how many."""
    account.ended_on = on
    account.save(update_fields=["ended_on"])
    return ApiToken.objects.filter(user=account.user_id, revoked_on__isnull=True).update(revoked_on=on)


def record_about(account: ServiceAccount, changes: dict[str, list[object]], on: date) -> None:
    record(target=Target.SERVICE_ACCOUNT(account.user_id), label=account.user.name, changes=changes, on=on)


def tell(account: ServiceAccount, subject: str, body: str, on: date) -> None:
    people = {one.pk: one for one in (account.contact, account.granted_by) if one and one.is_active}
    notify(people.values(), subject=subject, body=body, path=account.get_absolute_url(), on=on)
