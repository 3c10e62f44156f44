"""Service accounts: handed over to another contact, and ended; who is told when a contact leaves."""

from datetime import date

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Token, operation
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Membership, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.people.services.models import ServiceAccount
from secrel.core.people.services.queries import team_of
from secrel.core.people.services.rows import close, name_again, record_about, refuse_strangers, taken, tell


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
    record_about(account, {"contact": [before.name, contact.name]}, on)
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
    changes = {"ended_on": [None, on], "tokens_revoked": [None, close(account, on)]}
    record_about(account, changes, on)
    tell(account, f"Ended: the service account {account.name}", f"{by.name} ended it.", on)
    return account


def _kept(account: ServiceAccount, by: User, token: Token, on: date) -> ServiceAccount:
    refuse_strangers(account, by, on)
    return taken(account, token)


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
