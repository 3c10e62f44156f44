"""The one-time link with which the owner of a new account sets a password; only their email has it."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from secrel.core.models.people import User

SET_PASSWORD = "/accounts/password/reset/"  # noqa: S105 - an address
"""The page to set a password; an email to somebody without one has the link instead (`mails.py`)."""


def one_time_link(user: User) -> str:
    """A link that sets the password, valid once and for three days."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return f"{settings.SITE_URL}{path}"
