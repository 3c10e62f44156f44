"""Tokens of service accounts: made and revoked by a person of the organisation."""

from datetime import date

from secrel.core.api.models import ApiToken
from secrel.core.api.tokens.operations import new_token, revoked, token_changes
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import operation, record
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.people.services.models import ServiceAccount
from secrel.core.people.services.rows import locked, refuse_strangers


@operation("core.make_service_token", None)
def make_service_token(
    *, by: User, account: ServiceAccount, name: str, expires_on: date, on: date
) -> tuple[ApiToken, str]:
    """Make a token of a service account; its secret is returned once and not stored."""
    account = locked(account)
    refuse_strangers(account, by, on, administrators=False)
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
    account = locked(account)
    refuse_strangers(account, by, on)
    row = revoked(api_token, account.user, on)
    record(
        target=Target.API_TOKENS(account.user_id),
        label=f"API token {row.name}, {account.user.name}",
        changes={"token": [row.start, None]},
        on=on,
    )
    return row
