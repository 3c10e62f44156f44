"""A second factor set up, taken away or replaced: its owner is told, and the audit trail keeps it."""

from datetime import date
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from secrel.core.changes import Actor, operation, record
from secrel.core.clock import today
from secrel.core.models import User
from secrel.core.notifications import notify_owner

KINDS = {
    Authenticator.Type.TOTP: "An authenticator app",
    Authenticator.Type.WEBAUTHN: "A passkey or security key",
    Authenticator.Type.RECOVERY_CODES: "A set of recovery codes",
}


@operation("core.note_factor", None)
def note_factor(*, by: Actor, kind: str, happened: str, on: date) -> None:
    """Tell the owner that a way to sign in to their account was added, taken away or replaced."""
    said = f"{KINDS[kind]} was {happened}"
    record(
        target=f"users/{by.pk}/second-factor", label=by.name, changes={"second_factor": [None, said]}, on=on
    )
    notify_owner(
        by,
        subject="How you sign in has changed",
        body=f"{said} for your account. If it was not you, set a new password now and tell SECAS: whoever it was "
        "knows the present one.",
        path="/accounts/2fa/",
        on=on,
    )


def added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Setting one up shows it: a code of it was typed, or the key was touched."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", type=authenticator.type)
    note_factor(by=user, kind=authenticator.type, happened="added", on=today())


def removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note_factor(by=user, kind=authenticator.type, happened="taken away", on=today())


def replaced(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note_factor(by=user, kind=authenticator.type, happened="replaced", on=today())
