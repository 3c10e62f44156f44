"""Who sends a request to the API by a token: its owner, with what the token's scopes leave."""

from typing import Any

from django.db.models import Q
from drf_spectacular.authentication import TokenScheme
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from secrel.core.api.models import ApiToken
from secrel.core.api.tokens.operations import allowed_by, digest_of_token
from secrel.core.dates.clock import today
from secrel.core.models.people import User

BEARER = 'Bearer realm="secrel"'
UNKNOWN = "This token is not known, has ended or was revoked. Make a new one on the page of your account."

NOT_OPEN = (
    "This service account opens nothing: no administrator has confirmed it, it has ended, or its contact no longer "
    "works for its organisation. See its page, where a colleague can take it over."
)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer secrel_…`. It needs no CSRF token, as no browser sends it by itself."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        kind, _, secret = get_authorization_header(request).partition(b" ")
        if kind.lower() != b"bearer":
            return None
        on = today()
        rows = ApiToken.objects.select_related(
            "user", "user__service__body", "user__service__contact"
        ).filter(digest=digest_of_token(secret.strip().decode("ascii", "replace")))
        row = rows.first()
        if row is None or not row.opens(on) or not row.user.is_active:
            raise AuthenticationFailed(UNKNOWN)
        if row.times_signed_out != row.user.times_signed_out:
            raise AuthenticationFailed(UNKNOWN)
        if row.user.is_service and not row.user.service.opens(on):
            raise AuthenticationFailed(NOT_OPEN)
        if row.last_used_on != on:
            unused = Q(last_used_on__isnull=True) | ~Q(last_used_on=on)
            ApiToken.objects.filter(unused, pk=row.pk).update(last_used_on=on)
        row.user.allowed = allowed_by(row.scopes, is_service=row.user.is_service)
        return row.user, row

    def authenticate_header(self, request: Request) -> str:
        return BEARER


class SecrelTokenScheme(TokenScheme):
    """Describes it in the API's schema."""

    target_class = "secrel.core.api.tokens.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
