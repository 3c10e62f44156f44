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


def allowed_by(scopes: Collection[str]) -> frozenset[Permission]:
    """What a token with these scopes allows; each reads."""
    return frozenset().union(*(ALLOWS[scope] for scope in {Scope.READ, *scopes})) - NEEDS_SECOND_FACTOR


def digest_of_token(secret: str) -> str:
    """A secret has 256 random bits, so that a plain digest is as good as a slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


@operation("core.make_api_token", None)
def make_api_token(
    *, by: User, name: str, scopes: Collection[str], expires_on: date, on: date
) -> tuple[ApiToken, str]:
    """Make a token; its secret is returned once and not stored."""
    owner = User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
    if not name.strip():
        raise RuleBroken("Give the token a name that says what uses it.", field="name")
    if not scopes:
        raise RuleBroken("Choose at least one thing that the token allows.", field="scopes")
    if not on <= expires_on <= on + LIVES:
        raise RuleBroken("A token ends within a year. Choose a day from today on.", field="expires_on")
    if by.api_tokens.filter(revoked_on__isnull=True, expires_on__gte=on).count() >= MOST:
        raise RuleBroken(f"You have {MOST} tokens in use. Revoke one that nothing uses any more.")
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
    record(
        target=Target.API_TOKENS(by.pk),
        label=f"API token {row.name}, {by.name}",
        changes={"token": [None, row.start], "scopes": [None, row.scopes], "expires_on": [None, expires_on]},
        on=on,
    )
    return row, secret


@operation("core.revoke_api_token", None)
def revoke_api_token(*, by: User, api_token: ApiToken, on: date) -> ApiToken:
    """Revoke a token of one’s own, so that it opens nothing any more."""
    row = ApiToken.objects.select_for_update(of=("self",), no_key=True).get(pk=api_token.pk)
    if row.user_id != by.pk:
        raise NotAllowed("This is somebody else’s token.")
    if row.revoked_on:
        raise RuleBroken("This token was already revoked. Reload the page.")
    row.revoked_on = on
    row.save(update_fields=["revoked_on"])
    record(
        target=Target.API_TOKENS(by.pk),
        label=f"API token {row.name}, {by.name}",
        changes={"token": [row.start, None]},
        on=on,
    )
    return row
