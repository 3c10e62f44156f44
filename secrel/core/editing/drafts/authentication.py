"""Authentication for the API: by session, as for the pages. Without a valid session the response is 401, not 403."""

from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from secrel.core.editing.drafts.requests import CHALLENGE


class ApiSessionAuthentication(SessionAuthentication):
    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class SecrelSessionScheme(SessionScheme):
    """Describes it in the API's schema as Django REST framework's own session authentication."""

    target_class = "secrel.core.editing.drafts.authentication.ApiSessionAuthentication"
