"""Sign-in and the source of permissions for pages, templates, API and admin."""

import logging
import smtplib
from datetime import date
from email.utils import format_datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from secrel.core.changes.errors import RuleBroken
from secrel.core.dates import clock
from secrel.core.models.people import Membership, User
from secrel.core.people.sign_in import events, throttle, warning
from secrel.core.values.compiled import compiled

log = logging.getLogger("secrel")
WRONG_PASSWORDS, WRONG_CODES = 10, 5
"""After this many for one account its owner is warned. A wrong code follows a correct password."""


@compiled
def _held_by(user_id: Any, on: date) -> QuerySet[Membership]:
    return Membership.objects.in_force(on).filter(user=user_id).select_related("user", "body")


class RoleBackend(AuthenticationBackend):
    """allauth's sign-in; permissions come from roles, never from rows."""

    def get_user(self, user_id: Any) -> User | None:
        """The person whose session it is, read together with the roles of today."""
        held = _held_by(user_id, clock.today())
        user = held[0].user if held else super().get_user(user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        user.hold(held)
        return user

    def user_can_authenticate(self, user: User) -> bool:
        """A program never signs in, whatever it shows."""
        return super().user_can_authenticate(user) and not user.is_service

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        return isinstance(user_obj, User) and user_obj.has_perm(perm, obj)

    def get_all_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        return set(user_obj.permissions()) if isinstance(user_obj, User) else set()


class AccountAdapter(DefaultAccountAdapter):
    """Members of bodies are invited; people who sign up register for a Party."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "This email address and password do not match. Enter them again, or set a new password "
            "with the link below."
        ),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Check the password, unless this network address has to wait first."""
        account = _account(credentials.get("email", ""))
        attempt = begin(request, throttle.PASSWORD, account)
        user = super().authenticate(request, **credentials)
        if user:
            attempt.succeeded()
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a wrong password; warn the owner of the account after many, from any address."""
        account = _account(credentials.get("email", ""))
        events.failed("password", User.objects.filter(email__iexact=account).first())
        with transaction.atomic():
            if (
                throttle.count(throttle.PASSWORDS_OF_ACCOUNT, account)
                > throttle.PASSWORDS_OF_ACCOUNT.free - 0.5
            ):
                _warn(User.objects.filter(email__iexact=account), warning.PASSWORDS)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Clear the counts once a new password was set by a link sent to the owner."""
        account = _account(credentials.get("email", ""))
        user = User.objects.filter(email__iexact=account).first()
        throttle.forget(throttle.PASSWORD, get_ip(request), account)
        throttle.forget(throttle.PASSWORDS_OF_ACCOUNT, account)
        throttle.forget(throttle.CODES_OF_ACCOUNT, user.pk if user else None)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Require the second factor, if there is one, before changes to sign-in: a password may be stolen."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def send_account_already_exists_mail(self, email: str) -> None:
        links = {"password_reset_url": settings.SITE_URL + reverse("account_reset_password")}
        self.send_mail("account/email/account_already_exists", email, links)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an email of fixed text and links to this site, without anything that a user entered.

        An address gets three of each kind, then one every eight hours; earlier links still work. The count restarts
        once a password was set or somebody signed in, as the earlier links may have stopped working.
        """
        owner = User.objects.filter(email__iexact=email).first()
        state = f"{owner.password} {owner.last_login}" if owner else ""
        if not throttle.allows(throttle.MAILS, template_prefix, email.lower(), state):
            log.warning("No further mail of the kind %s to this address for now", template_prefix)
            return
        links = {name: link for name, link in context.items() if name in LINKS}
        try:
            message = self.render_mail(template_prefix, email, links)
            message.extra_headers["Date"] = format_datetime(clock.moment())
            message.send()
        except (OSError, smtplib.SMTPException) as error:
            log.error("A mail of the kind %s was not accepted: %r", template_prefix, error)
            raise RuleBroken(
                "We could not send you an email just now. Try again in a few minutes."
            ) from error


LINKS = {"activate_url", "password_reset_url"}
"""The only variables that emails about an account may use."""


def begin(request: HttpRequest, kind: throttle.Throttle, account: object) -> throttle.CountedAttempt:
    """Count an attempt to sign in; raises ValidationError with the time until which to wait."""
    try:
        return throttle.begin(kind, get_ip(request), account)
    except throttle.TooEarly as early:
        events.throttled(kind.name, account)
        raise ValidationError(
            "There have been too many failed sign-ins from your network address. Try again after "
            f"{timezone.localtime(early.until):%H:%M:%S}. You can still sign in with a passkey.",
            code="too_early",
        ) from early


def wrong_code(user: User) -> None:
    """Log a wrong code, which follows a correct password, and warn the owner after several."""
    events.failed("code", user)
    with transaction.atomic():
        if throttle.count(throttle.CODES_OF_ACCOUNT, user.pk) >= WRONG_CODES:
            _warn(User.objects.filter(pk=user.pk), warning.CODES)


def _warn(users: Any, message: tuple[str, str]) -> None:
    user = users.filter(is_active=True, emailaddress__verified=True).first()
    if user:
        warning.warn(user, message, on=clock.today())


def _account(email: str) -> str:
    return email.strip().lower()


def display_name(user: User) -> str:
    return user.name
