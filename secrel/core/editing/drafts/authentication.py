"""Sign-in to the API: as to the pages, by session. Without a valid one the answer is 401, not 403."""

from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from secrel.core.editing.drafts.requests import CHALLENGE


class Session(SessionAuthentication):
    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class SessionSchemeOfOurs(SessionScheme):
    """Describes it in the API's schema, as Django REST framework's own is described."""

    target_class = "secrel.core.editing.drafts.authentication.Session"
