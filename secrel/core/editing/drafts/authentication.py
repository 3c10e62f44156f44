"""Authentication for the API: by session, as for the pages. Without a valid session the response is 401, not 403."""

from django.conf import settings
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from secrel.core.editing.drafts.requests import CHALLENGE, CSRF_CODE


class ApiSessionAuthentication(SessionAuthentication):
    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE

    def enforce_csrf(self, request: Request) -> None:
        """Refuse what writes without the session's CSRF token, in a sentence."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as refused:
            raise PermissionDenied(
                "This did not carry the CSRF token of your session, or came from another site. Nothing was changed. "
                f"Send the token of the {settings.CSRF_COOKIE_NAME} cookie in the X-CSRFToken header.",
                code=CSRF_CODE,
            ) from refused


class SecrelSessionScheme(SessionScheme):
    """Describes it in the API's schema as Django REST framework's own session authentication."""

    target_class = "secrel.core.editing.drafts.authentication.ApiSessionAuthentication"
