"""Sign-in and the one authority on permissions, for pages, templates, API and admin."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend

from secrel.core.models import User


class RoleBackend(AuthenticationBackend):
    """allauth's sign-in; permissions come from roles, never from rows."""

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        return isinstance(user_obj, User) and user_obj.has_perm(perm, obj)

    def get_all_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        return set(user_obj.permissions()) if isinstance(user_obj, User) else set()


class AccountAdapter(DefaultAccountAdapter):
    """Who belongs to a body is invited; who signs up registers for a Party."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "This address and password do not belong together. Type them again, or set a new password "
            "with the link below."
        ),
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
    }


def display_name(user: User) -> str:
    return user.name
