"""Tokens of the API: what each scope allows, and the operations that make and revoke one."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date

from secrel.core.api.models import LIVES, ApiToken, Scope
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import operation, record
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR, Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import User

MOST = 20
"""The most tokens that one person has in use."""
START = "secrel_"
ALLOWS: dict[str, frozenset[Permission]] = {
    Scope.READ: frozenset(permission for permission in Permission if permission.startswith("read_")),
    Scope.FACTS: frozenset(
        {
            Permission.EDIT_RELEASES,
            Permission.PROPOSE_FACTS,
            Permission.MANAGE_CALENDAR,
            Permission.KEEP_BLACKOUTS,
            Permission.MANAGE_STANDARD,
        }
    ),
    Scope.EVIDENCE: frozenset(
        {
            Permission.SUBMIT_EVIDENCE,
            Permission.REVIEW_EVIDENCE,
            Permission.DECLARE_REGRESSION,
            Permission.MANAGE_PARTICIPANTS,
        }
    ),
    Scope.DOCUMENTS: frozenset(
        {
            Permission.PRESENT_VERSIONS,
            Permission.PUBLISH_VERSIONS,
            Permission.RUN_CONSULTATIONS,
            Permission.PLAN_MEETINGS,
        }
    ),
    Scope.OWN: frozenset({Permission.COMMENT}),
}
"""The permissions of a token with a scope, as far as its owner has them. None decides or administers accounts."""


PROGRAM_ALLOWS: dict[str, frozenset[Permission]] = {
    Scope.READ: ALLOWS[Scope.READ] - {Permission.READ_RECORD},
    Scope.EVIDENCE: frozenset({Permission.SUBMIT_EVIDENCE}),
}
"""The same for the token of a service account, as far as its organisation's people have them."""


def allowed_by(scopes: Collection[str], *, is_service: bool = False) -> frozenset[Permission]:
    """What a token with these scopes allows; each reads."""
    allows = PROGRAM_ALLOWS if is_service else ALLOWS
    allowed = frozenset().union(*(allows.get(scope, frozenset()) for scope in {Scope.READ, *scopes}))
    return allowed - NEEDS_SECOND_FACTOR


def digest_of_token(secret: str) -> str:
    """A secret has 256 random bits, so that a plain digest is as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


@operation("core.make_api_token", None)
def make_api_token(
    *, by: User, name: str, scopes: Collection[str], expires_on: date, on: date
) -> tuple[ApiToken, str]:
    """Make a token; its secret is returned once and not stored."""
    row, secret = new_token(by, name, scopes, expires_on, on)
    record(
        target=Target.API_TOKENS(by.pk),
        label=f"API token {row.name}, {by.name}",
        changes=token_changes(row),
        on=on,
    )
    return row, secret


def new_token(
    owner: User, name: str, scopes: Collection[str], expires_on: date, on: date
) -> tuple[ApiToken, str]:
    """The row of a new token of a person or a program, and its secret, for the operations that make one."""
    owner = User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # one after the other
    if not name.strip():
        raise RuleBroken("Give the token a name that says what uses it.", field="name")
    if not scopes:
        raise RuleBroken("Choose at least one thing that the token allows.", field="scopes")
    if not on <= expires_on <= on + LIVES:
        raise RuleBroken("A token ends within a year. Choose a day from today on.", field="expires_on")
    if owner.api_tokens.filter(revoked_on__isnull=True, expires_on__gte=on).count() >= MOST:
        raise RuleBroken(f"{MOST} tokens are in use. Revoke one that nothing uses any more.")
    secret = START + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=owner,
        name=name,
        start=secret[:12],
        digest=digest_of_token(secret),
        scopes=sorted({Scope.READ, *scopes}),
        made_on=on,
        expires_on=expires_on,
        times_signed_out=owner.times_signed_out,
    )
    return row, secret


def token_changes(row: ApiToken) -> dict[str, list[object]]:
    """A new token for the audit trail, without its secret."""
    return {
        "token": [None, row.start],
        "scopes": [None, row.scopes],
        "expires_on": [None, row.expires_on],
    }


@operation("core.revoke_api_token", None)
def revoke_api_token(*, by: User, api_token: ApiToken, on: date) -> ApiToken:
    """Revoke a token of one’s own, so that it opens nothing any more."""
    row = revoked(api_token, by, on)
    record(
        target=Target.API_TOKENS(by.pk),
        label=f"API token {row.name}, {by.name}",
        changes={"token": [row.start, None]},
        on=on,
    )
    return row


def revoked(api_token: ApiToken, owner: User, on: date) -> ApiToken:
    """The token of a person or a program, locked and revoked, for the operations that do so."""
    row = ApiToken.objects.select_for_update(of=("self",), no_key=True).get(pk=api_token.pk)
    if row.user_id != owner.pk:
        raise NotAllowed("This is somebody else’s token.")
    if row.revoked_on:
        raise RuleBroken("This token was already revoked. Reload the page.")
    row.revoked_on = on
    row.save(update_fields=["revoked_on"])
    return row
