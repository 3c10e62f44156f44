"""The one-time link by which the owner of a new account sets its password. Only its owner sees it: in a mail."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from secrel.core.models.people import User

SET_PASSWORD = "/accounts/password/reset/"  # noqa: S105 - an address
"""Where a password is set; a mail to who has none yet carries the link instead (`mails.py`)."""


def one_time_link(user: User) -> str:
    """Valid once, for three days; whoever has it sets the password."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return f"{settings.SITE_URL}{path}"
